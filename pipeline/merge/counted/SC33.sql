-- People trained in modules of the period: that in which the module ended, or began where it has no end. Who follows two modules is
-- there twice.
select
    e.entrega_id, e.plantilla_envio as plantilla, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo,
    coalesce(m.fecha_fin, m.fecha_inicio, e.corte_envio) as fecha, m.hoja, m.fila, concat_ws('|', e.empresa_key, m.modulo, m.vez) as clave,
    m.part_total::double as valor, m.trab_mujeres + m.ger_mujeres as mujeres, m.trab_hombres + m.ger_hombres as hombres,
    'part_total' as columna, coalesce(e.region, 'ND') as region, coalesce(e.sector, 'ND') as sector,
    coalesce(e.clase, 'ND') as clase, true as evento
from (
    -- The same module a second time; its dates may be corrected.
    select *, row_number() over (partition by entrega_id, empresa_id, modulo order by fecha_inicio, fila) as vez from limpio.modulos
) as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
where m.part_total is not null
-- Two rows of one enterprise in a workbook are two of its modules.
qualify row_number() over (partition by e.entrega_id, e.empresa_key, m.modulo, m.vez order by m.fila) = 1
