-- What each reader makes of each piece, with the piece.
-- grain: one row per reader and piece
-- key: lector, nivel_pais, nivel_programa, nivel_periodo, pieza
-- columns: lector, nivel_pais, nivel_programa, nivel_periodo, junta_programas, junta_periodos, desde, rol, pieza,
--   origen, indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro, clave, acumula, valor,
--   valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad, calificador, disputa,
--   subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base, hoja_base, fila_base,
--   aditividad
select r.* exclude (orden), p.* exclude (clave_n, serie_n, corte_n, orden, evento, tipo_conteo), i.aditividad
from intermedio.int_roles as r
inner join intermedio.int_piezas as p using (orden)
inner join intermedio.dim_indicador as i using (indicador)
