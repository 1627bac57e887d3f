-- Where each figure comes from, cell by cell. Lines of all breakdowns for a programme and period; totals without
-- breakdown for every line. Whatever else is published is traced by `quipu explain`, from the same view.
-- `clave` of an indicator table is indicador|pais|programa_id|periodo and, for a breakdown, |dimension=member, for an
-- amount |unidad=currency;
-- of the headlines it is the headline.
-- title: Procedencia: de qué celda sale cada cifra | Provenance: the cell each figure comes from
-- grain: one row per figure and cell
-- key: tabla, clave, entrega_id, hoja, fila, columna
-- columns: tabla, clave, medida, entrega_id, hoja, fila, columna, celda, valor, archivo, rol
-- disclose: own
-- keys: tabla, clave, medida, columna, celda
-- texts: valor
-- references: entrega_id in consolidado.entregas
select * exclude (principal)
from intermedio.int_procedencia
where principal
order by tabla, clave, entrega_id, hoja, fila, columna
