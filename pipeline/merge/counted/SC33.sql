-- People trained in modules that ended in the period. Who follows two modules is there twice.
select
    e.entrega_id, e.plantilla_envio as plantilla, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo,
    coalesce(m.fecha_fin, m.fecha_inicio) as fecha, m.hoja, m.fila, e.empresa_key || '|' || m.modulo || '|' || m.fecha_inicio as clave,
    m.part_total::double as valor, m.trab_mujeres + m.ger_mujeres as mujeres, m.trab_hombres + m.ger_hombres as hombres,
    'part_total' as columna, coalesce(e.region, 'ND') as region, coalesce(e.sector, 'ND') as sector,
    coalesce(e.clase, 'ND') as clase, true as evento
from limpio.modulos as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
where m.part_total is not null and m.fecha_inicio is not null
