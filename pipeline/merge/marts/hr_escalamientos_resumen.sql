-- Escalations at the latest cut-off of each team, by reason and decision, with the days to the decision and the amounts
-- of each currency, which are never added.
-- title: Hoja de ruta: escalamientos por motivo y decisión | Roadmap: escalations by reason and decision
-- sheet: 21 | Escalamientos por motivo | Escalations by reason
-- grain: one row per country (empty: region), reason, decision and currency (empty: without amount)
-- key: pais, motivo, decision, moneda
-- rows from: consolidado.hr_escalamientos
-- columns: pais, motivo, decision, moneda, escalamientos, decididos, dias_hasta_decision, monto
-- disclose: open
-- amounts: escalamientos, decididos, dias_hasta_decision
select
    n.nivel as pais, coalesce(e.motivo, 'ND') as motivo, coalesce(e.decision, 'PEN') as decision,
    if(e.monto is null, '', coalesce(e.moneda, 'ND')) as moneda,
    count(*) as escalamientos, count(*) filter (e.decidido) as decididos, median(e.dias_hasta_decision) as dias_hasta_decision,
    fsum(e.monto) as monto
from consolidado.hr_escalamientos as e
inner join intermedio.int_ultimas_hojas using (entrega_id)
cross join lateral (values (e.pais), ('')) as n (nivel)
group by n.nivel, coalesce(e.motivo, 'ND'), coalesce(e.decision, 'PEN'), if(e.monto is null, '', coalesce(e.moneda, 'ND'))
order by all
