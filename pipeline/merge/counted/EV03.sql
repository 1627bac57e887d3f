-- Green jobs created.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    programa_id || '|' || empleo_id || '|' || fecha as clave, total::double as valor, mujeres, hombres,
    'total' as columna, coalesce(region, 'ND') as region, coalesce(sector_verde, 'ND') as sector, true as evento
-- A job that a later workbook lists again is what that one says of it.
from (
    select * from limpio.empleos
    where total is not null and tipo is not null
    qualify row_number() over (partition by programa_id, empleo_id, fecha order by corte_envio desc, entrega_id desc, fila desc) = 1
)
where es_verde = 'S' and tipo = 'CRE' and total is not null
