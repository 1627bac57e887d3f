-- Market-systems monitoring: what holds the market back, what was done, and whether each actor adopted, adapted, expanded or
-- responded.
-- title: Cadenas de valor: cambios de mercado | Value chains: market changes
-- sheet: 62 | Cambios de mercado | Market changes
-- grain: one row per actor and change of a workbook
-- key: entrega_id, hoja, fila
-- rows from: limpio.cambios_mercado
-- columns: pais, programa_id, periodo, corte, restriccion, intervencion, actor, tipo_actor, sector, region, fecha, adopto, adapto,
--   amplio, respondio, evidencia, entrega_id, hoja, fila
-- disclose: rows
-- references: programa_id in consolidado.dim_programa
select
    pais_envio as pais, programa_id, periodo_envio as periodo, corte_envio as corte, restriccion, intervencion, actor, tipo_actor, sector,
    region, fecha, adopto, adapto, amplio, respondio, evidencia, entrega_id, hoja, fila
from limpio.cambios_mercado
order by entrega_id, hoja, fila
