-- All findings of the submissions, and those that need more than one workbook.
-- grain: one row per finding
-- key: entrega_id, hoja, fila, columna, codigo, n
with todos as (
    select entrega_id, codigo, severidad, hoja, fila, columna, celda, valor, mensaje_es, mensaje_en, accion_es, accion_en
    from bruto.hallazgos
    union all by name
    select * from intermedio.hallazgos_entre_libros
    union all by name
    select * from intermedio.hallazgos_identidad
)

select *, row_number() over (partition by entrega_id, hoja, fila, columna, codigo order by mensaje_es)::integer as n
from todos
order by entrega_id, hoja, fila, columna, codigo, n
