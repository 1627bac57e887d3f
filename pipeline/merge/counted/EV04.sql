-- Green jobs made better.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    programa_id || '|' || empleo_id || '|' || fecha as clave, total::double as valor, mujeres, hombres,
    'total' as columna, coalesce(region, 'ND') as region, coalesce(sector_verde, 'ND') as sector, true as evento
from limpio.empleos
where es_verde = 'S' and tipo = 'MEJ' and total is not null
