-- All findings of the submissions, and those that need more than one workbook.
-- grain: one row per finding
-- key: entrega_id, hoja, fila, columna, codigo, n
-- columns: entrega_id, codigo, severidad, hoja, fila, columna, celda, valor, mensaje_es, mensaje_en, accion_es,
--   accion_en, confirmado_por, confirmado_el, confirmado_hasta, motivo, n
-- nullable: fila, columna
with comparados as (
    select * from intermedio.hallazgos_entre_libros
    union all by name
    select * from intermedio.hallazgos_identidad
    union all by name
    select * from intermedio.hallazgos_comparados
),

-- Where, as in the findings of one workbook.
entre_libros as (
    select
        * replace (
            coalesce(hoja || coalesce(', fila ' || fila, '') || ': ', '') || mensaje_es as mensaje_es,
            coalesce(hoja || coalesce(', row ' || fila, '') || ': ', '') || mensaje_en as mensaje_en
        )
    from comparados
),

todos as (
    select
        entrega_id, codigo, severidad, hoja, fila, columna, celda, valor, mensaje_es, mensaje_en, accion_es, accion_en,
        confirmado_por, confirmado_el, confirmado_hasta, motivo
    from bruto.hallazgos
    union all by name
    select * from entre_libros
)

select *, row_number() over (partition by entrega_id, hoja, fila, columna, codigo order by mensaje_es)::integer as n
from todos
order by entrega_id, hoja, fila, columna, codigo, n
