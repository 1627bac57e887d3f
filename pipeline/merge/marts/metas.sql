-- Targets, apart from results and never added to them (R-RE-07).
-- title: Metas, aparte de los resultados | Targets, apart from results
-- sheet: 51 | Metas | Targets
-- shown: always
-- grain: one row per declared target
-- key: entrega_id, hoja, fila
-- columns: entrega_id, plantilla, pais, programa_id, periodo, indicador, region, sector, publico, valor,
--   fecha_dato, fuente, hoja, fila
-- disclose: open
-- amounts: valor
select entrega_id, plantilla, pais, programa_id, periodo, indicador, region, sector, publico, valor, fecha_dato, fuente, hoja, fila
from intermedio.stg_resultados
where calificador = 'META'
order by entrega_id, fila
