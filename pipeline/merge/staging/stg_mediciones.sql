-- Measurements of each enterprise in each submission, with their rates; `ultima` marks the latest of each moment. Periods of different length
-- are compared by day; energy and waste by the enterprise's own unit of output. `ipc` is the office's price index of that
-- currency and period.
-- grain: one row per enterprise, moment and submission
-- key: empresa_key, entrega_id, momento
-- rows from: limpio.mediciones
-- columns: empresa_key, programa_id, momento, pais, periodo, corte, region, sector, clase, desde, hasta, dias,
--   trab_promedio, dias_programados, dias_ausencia, horas, accidentes, salidas, defectos, energia, residuos,
--   produccion, unidad_produccion, salario, ahorro, moneda, ipc, quejas, ausentismo, frecuencia, rotacion, energia_unidad, residuos_unidad,
--   quejas_anuales, entrega_id, hoja, fila, ultima
select
    e.empresa_key, m.programa_id, m.momento, m.pais_envio as pais, m.periodo_envio as periodo, m.corte_envio as corte,
    e.region, e.sector, e.clase,
    m.desde, m.hasta, date_diff('day', m.desde, m.hasta) + 1 as dias,
    m.trab_promedio, m.dias_programados, m.dias_ausencia, m.horas, m.accidentes, m.salidas, m.defectos, m.energia,
    m.residuos, m.produccion, nullif(regexp_replace(lower(strip_accents(m.unidad_produccion)), '[^a-z0-9]|s\b', '', 'g'), '') as unidad_produccion, m.salario, m.ahorro, moneda_del_dia(coalesce(m.moneda, p.moneda), m.hasta) as moneda, t.ipc, m.quejas,
    m.dias_ausencia / nullif(m.dias_programados, 0) as ausentismo,
    m.accidentes * 1000000.0 / nullif(m.horas, 0) as frecuencia,
    if(m.hasta > m.desde, m.salidas * 365.0 / (date_diff('day', m.desde, m.hasta) + 1) / nullif(m.trab_promedio, 0), null) as rotacion,
    m.energia / nullif(m.produccion, 0) as energia_unidad,
    m.residuos / nullif(m.produccion, 0) as residuos_unidad,
    if(m.hasta > m.desde, m.quejas * 365.0 / (date_diff('day', m.desde, m.hasta) + 1), null) as quejas_anuales,
    m.entrega_id, m.hoja, m.fila,
    row_number() over (
        partition by e.empresa_key, m.programa_id, m.momento order by m.corte_envio desc, m.hasta desc, m.entrega_id, m.fila desc
    ) = 1 as ultima
from limpio.mediciones as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
inner join intermedio.dim_pais as p on p.pais = m.pais_envio
left join bruto.tasas as t
    on t.moneda = moneda_del_dia(coalesce(m.moneda, p.moneda), m.hasta) and t.periodo = periodo_de(m.hasta, m.periodo_envio)
qualify row_number() over (partition by e.empresa_key, m.entrega_id, m.momento order by m.hasta desc, m.fila desc) = 1
