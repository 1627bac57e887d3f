-- Problems raised to the high-level body, with the decision and the days until it. Amounts stay in their currency.
-- title: Hoja de ruta: escalamientos | Roadmap: escalations
-- sheet: 20 | Escalamientos | Escalations
-- grain: one row per escalation and cut-off
-- key: entrega_id, escalamiento_id
-- rows from: limpio.escalamientos
-- columns: pais, equipo, mesa_id, problema_id, solucion_id, escalamiento_id, corte, periodo, motivo, elevado_a,
--   fecha_escalamiento, decision, fecha_decision, dias_hasta_decision, decidido, monto, moneda, entrega_id, hoja,
--   fila
-- disclose: rows
-- dimensions: decidido
-- amounts: dias_hasta_decision
select
    e.pais_envio as pais, clave_equipo(e.equipo) as equipo, p.mesa_id, e.problema_id, e.solucion_id, e.escalamiento_id,
    e.corte_envio as corte, e.periodo_envio as periodo, e.motivo, e.elevado_a, e.fecha_escalamiento, e.decision,
    e.fecha_decision, date_diff('day', e.fecha_escalamiento, e.fecha_decision) as dias_hasta_decision,
    coalesce(e.decision, 'PEN') <> 'PEN' as decidido, e.monto, coalesce(e.moneda, if(e.monto is null, null, c.moneda)) as moneda,
    e.entrega_id, e.hoja, e.fila
from limpio.escalamientos as e
inner join intermedio.dim_pais as c on c.pais = e.pais_envio
left join limpio.problemas as p on p.entrega_id = e.entrega_id and p.problema_id = e.problema_id
order by pais, equipo, e.escalamiento_id, corte
