-- Share of the enterprises whose accidents by million hours fell, or that have an action plan for safety and health, of those
-- measured at both ends or that say whether they have a plan.
with planes as (
    select
        e.entrega_id, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo, e.corte_envio as corte, e.empresa_key,
        e.region, e.sector, e.clase, bool_or(m.plan_sst = 'S') as tiene, any_value(m.hoja) as hoja,
        arg_max(m.fila, (m.plan_sst = 'S', -m.fila)) as fila
    from limpio.modulos as m
    inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
    where m.plan_sst in ('S', 'N')
    group by all
),

accidentes as (
    select *
    from intermedio.stg_cambios
    where medida = 'frecuencia'
)

select
    entrega_id, 'SC' as plantilla, coalesce(c.pais, p.pais) as pais, coalesce(c.programa_id, p.programa_id) as programa_id,
    coalesce(c.periodo, p.periodo) as periodo, coalesce(c.corte, p.corte) as fecha,
    if(coalesce(c.mejora, false) or p.tiene is null, c.hoja, p.hoja) as hoja, if(coalesce(c.mejora, false) or p.tiene is null, c.fila, p.fila) as fila,
    empresa_key as clave, if(coalesce(c.mejora, false) or coalesce(p.tiene, false), 1.0, 0.0) as valor, valor as numerador, 1.0 as denominador,
    if(coalesce(c.mejora, false) or p.tiene is null, c.columna, 'plan_sst') as columna,
    if(coalesce(c.mejora, false) or p.tiene is null, c.entrega_lb, null) as entrega_base,
    if(coalesce(c.mejora, false) or p.tiene is null, c.hoja_lb, null) as hoja_base,
    if(coalesce(c.mejora, false) or p.tiene is null, c.fila_lb, null) as fila_base,
    coalesce(c.region, p.region, 'ND') as region, coalesce(c.sector, p.sector, 'ND') as sector, coalesce(c.clase, p.clase, 'ND') as clase
from accidentes as c
full join planes as p using (entrega_id, empresa_key)
