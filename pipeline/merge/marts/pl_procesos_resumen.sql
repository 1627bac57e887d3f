-- Policy processes by type and stage, with how many consulted the three constituencies and the days to approval.
-- title: Políticas: procesos por tipo y etapa | Policy: processes by type and stage
-- sheet: 41 | Procesos por etapa | Processes by stage
-- grain: one row per country (empty: region), type and stage
-- key: pais, tipo, etapa
-- rows from: consolidado.pl_procesos
-- columns: pais, tipo, etapa, procesos, con_consulta, tripartitos, tripartito, dias_hasta_aprobacion
-- disclose: open
-- amounts: procesos, con_consulta, tripartitos, tripartito, dias_hasta_aprobacion
select
    n.nivel as pais, coalesce(tipo, 'ND') as tipo, coalesce(etapa, 'ND') as etapa, count(*) as procesos,
    -- Of those of which it is known who was consulted.
    count(tripartito) as con_consulta,
    count(*) filter (tripartito) as tripartitos,
    count(*) filter (tripartito) / nullif(count(tripartito), 0) as tripartito,
    median(dias_hasta_aprobacion) as dias_hasta_aprobacion
from consolidado.pl_procesos
cross join lateral (values (pais), ('')) as n (nivel)
group by n.nivel, coalesce(pl_procesos.tipo, 'ND'), coalesce(pl_procesos.etapa, 'ND')
order by all
