-- Enterprises of each workbook with what they followed in their programme up to that cut-off, earlier workbooks included.
-- grain: one row per enterprise of a submission that followed some module
-- key: entrega_id, empresa_id
-- rows from: limpio.modulos
-- columns: entrega_id, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio, empresa_id,
--   empresa_key, region, sector, clase, trab_total, trab_mujeres, trab_hombres, modulos, part_total, part_mujeres,
--   part_hombres, fila_part, hoja_part, entrega_part
with modulos as (
    select e.programa_id, e.empresa_key, e.corte_envio, m.*
    from intermedio.stg_empresas as e
    inner join limpio.modulos as m on m.entrega_id = e.entrega_id and m.empresa_id = e.empresa_id
)

select
    e.entrega_id, e.hoja, e.fila, e.plantilla_envio, e.pais_envio, e.programa_id, e.periodo_envio, e.corte_envio, e.empresa_id,
    e.empresa_key, e.region, e.sector, e.clase, e.trab_total, e.trab_mujeres, e.trab_hombres,
    m.modulos, m.part_total, m.part_mujeres, m.part_hombres, m.fila_part, m.hoja_part, m.entrega_part
from intermedio.stg_empresas as e
inner join (
    select
        e.entrega_id,
        e.empresa_id,
        count(distinct m.modulo) as modulos,
        max(m.part_total) as part_total,
        arg_max(m.trab_mujeres + m.ger_mujeres, (m.part_total, m.corte_envio, m.fila)) as part_mujeres,
        arg_max(m.trab_hombres + m.ger_hombres, (m.part_total, m.corte_envio, m.fila)) as part_hombres,
        arg_max(m.fila, (m.part_total, m.corte_envio, m.fila)) as fila_part,
        arg_max(m.hoja, (m.part_total, m.corte_envio, m.fila)) as hoja_part,
        arg_max(m.entrega_id, (m.part_total, m.corte_envio, m.fila)) as entrega_part
    from intermedio.stg_empresas as e
    inner join modulos as m
        on m.programa_id = e.programa_id and m.empresa_key = e.empresa_key and m.corte_envio <= e.corte_envio
    group by all
) as m on m.entrega_id = e.entrega_id and m.empresa_id = e.empresa_id
