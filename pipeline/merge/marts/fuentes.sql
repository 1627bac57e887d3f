-- Where each figure comes from, by workbook and sheet: how many cells, and the first of them with what they say. A row
-- without a cell of its own is `@12`. `procedencia` has every cell.
-- title: Fuentes: libros y hojas de cada cifra | Sources: workbooks and sheets of each figure
-- grain: one row per figure, part played, submission and sheet
-- key: tabla, clave, rol, entrega_id, hoja
-- columns: tabla, clave, rol, entrega_id, hoja, casillas, muestra
-- disclose: own
-- keys: tabla, clave
-- amounts: casillas
-- texts: muestra
-- label casillas: Casillas | Cells | casillas
-- help casillas: Vacío donde cada fila es una persona. | Empty where each row is a person.
-- label muestra: Dónde | Where
-- help muestra: Las primeras casillas con lo que dicen. | The first cells with what they say.
-- references: entrega_id in consolidado.entregas
select
    tabla, clave, rol, entrega_id, hoja, count(*) as casillas,
    array_to_string(
        arg_min(coalesce(celda, '@' || fila) || if(valor is null, '', ' = ' || left(valor, 40)), (fila, columna), 6), '; '
    ) as muestra
from consolidado.procedencia
group by tabla, clave, rol, entrega_id, hoja
order by tabla, clave, rol <> 'cuenta', rol, entrega_id, hoja
