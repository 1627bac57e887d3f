-- Share of the enterprises whose accidents by million hours fell, or that have an action plan for safety and health, of those
-- measured at both ends or that say whether they have a plan; of each the latest that any workbook up to then says.
with dichos as (
    select
        e.entrega_id, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo, e.corte_envio as corte, e.empresa_key,
        m.hoja, m.fila, 'plan_sst' as columna, m.plan_sst = 'S' as plan, null::boolean as mejora,
        null::varchar as entrega_lb, null::varchar as hoja_lb, null::integer as fila_lb, e.region, e.sector, e.clase
    from limpio.modulos as m
    inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
    where m.plan_sst in ('S', 'N')
    union all
    select
        entrega_id, pais, programa_id, periodo, corte, empresa_key, hoja, fila, columna, null, mejora, entrega_lb, hoja_lb, fila_lb,
        region, sector, clase
    from intermedio.stg_cambios
    where medida = 'frecuencia'
),

-- One row of each workbook stands for the enterprise: what was measured before what was said.
lugares as (
    select *
    from dichos
    qualify row_number() over (partition by entrega_id, programa_id, empresa_key order by mejora is null, plan is distinct from true, fila) = 1
),

sabido as (
    select
        l.entrega_id, l.programa_id, l.empresa_key, arg_max(d.plan, (d.corte, d.plan, d.fila)) as plan,
        arg_max(d.mejora, (d.corte, d.fila)) as mejora
    from lugares as l
    inner join dichos as d on d.programa_id = l.programa_id and d.empresa_key = l.empresa_key and d.corte <= l.corte
    group by all
)

select
    l.entrega_id, 'SC' as plantilla, l.pais, l.programa_id, l.periodo, l.corte as fecha, l.hoja, l.fila, l.empresa_key as clave,
    if(coalesce(s.mejora, false) or coalesce(s.plan, false), 1.0, 0.0) as valor, valor as numerador, 1.0 as denominador, l.columna,
    l.entrega_lb as entrega_base, l.hoja_lb as hoja_base, l.fila_lb as fila_base, coalesce(l.region, 'ND') as region,
    coalesce(l.sector, 'ND') as sector, coalesce(l.clase, 'ND') as clase
from lugares as l
inner join sabido as s using (entrega_id, programa_id, empresa_key)
