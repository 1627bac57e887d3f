-- Products with the key under which each counts once, and which of its rows is the latest. A number may be used again for
-- another product; it is the same one where its title is nearly the same
-- or it came out the same day.
-- grain: one row per product of a workbook
-- key: entrega_id, hoja, fila
-- rows from: limpio.productos
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio,
--   producto_id, tipo, titulo, fecha, aliados, tripartito, proceso_id, enlace, notas, producto_key, ultima
-- How rows of one code are told apart stands in one-thing.ts.
$una_vez
