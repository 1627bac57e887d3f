-- What counts in lines, by the lowest one: a piece that nothing else speaks about (see int_roles) counts in the line of its
-- programme and period and in the five above it (`en_todas`), any other in the line that is named alone.
-- grain: one row per piece and line
-- key: nivel_pais, nivel_programa, nivel_periodo, orden
-- columns: orden, pieza, base, origen, indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro,
--   clave, evento, acumula, tipo_conteo, valor, valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad,
--   calificador, disputa, subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base,
--   hoja_base, fila_base, clave_n, nivel_pais, nivel_programa, nivel_periodo, en_todas
select p.*, p.pais as nivel_pais, p.programa_id as nivel_programa, p.periodo as nivel_periodo, true as en_todas
from intermedio.int_piezas as p
anti join (select orden from intermedio.int_roles where lector = 'linea') as r using (orden)
union all
select p.*, r.nivel_pais, r.nivel_programa, r.nivel_periodo, false as en_todas
from intermedio.int_piezas as p
inner join intermedio.int_roles as r using (orden)
where r.lector = 'linea' and r.rol = 'cuenta'
