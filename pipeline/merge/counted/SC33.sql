-- People trained in modules of the period: that in which the module ended, or began where it has no end, or of the first workbook that
-- has it where it has no date. Who follows two modules is there twice. Of each module the latest workbook counts.
with modulos as (
    select
        e.entrega_id, e.plantilla_envio, e.pais_envio, e.programa_id, e.periodo_envio, e.corte_envio, e.empresa_key, e.region, e.sector, e.clase,
        m.hoja, m.fila, coalesce(m.modulo, 'ND') as modulo, m.fecha_inicio, m.fecha_fin, m.part_total,
        m.trab_mujeres + m.ger_mujeres as mujeres, m.trab_hombres + m.ger_hombres as hombres,
        -- The same module a second time; its dates may be corrected.
        row_number() over (partition by e.entrega_id, e.programa_id, e.empresa_key, m.modulo order by m.fecha_inicio, m.fila) as vez
    from limpio.modulos as m
    inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
)

select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo,
    coalesce(fecha_fin, fecha_inicio, min(corte_envio) over (partition by programa_id, empresa_key, modulo, vez)) as fecha,
    hoja, fila,
    -- Two programmes that give the same module on the same day tell of one.
    concat_ws('|', empresa_key, modulo, coalesce(fecha_inicio::varchar, programa_id), vez) as clave, part_total::double as valor, mujeres, hombres,
    'part_total' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector,
    coalesce(clase, 'ND') as clase, true as evento
from modulos
where part_total is not null
qualify row_number() over (partition by programa_id, empresa_key, modulo, vez order by corte_envio desc, entrega_id) = 1
