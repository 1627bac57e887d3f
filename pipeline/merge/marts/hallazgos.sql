-- All findings of the submissions, and those that need more than one workbook.
-- title: Hallazgos de todos los libros | Findings of all workbooks
-- sheet: 53 | Hallazgos | Findings
-- shown: always
-- grain: one row per finding
-- key: entrega_id, hoja, fila, columna, codigo, n
-- columns: entrega_id, codigo, severidad, hoja, fila, columna, celda, valor, mensaje_es, mensaje_en, accion_es,
--   accion_en, confirmado_por, confirmado_el, confirmado_hasta, motivo, n
-- disclose: own
-- keys: codigo, columna, celda
-- dimensions: severidad, confirmado_el, confirmado_hasta
-- amounts: n
-- texts: valor, mensaje_es, mensaje_en, accion_es, accion_en, confirmado_por, motivo
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

-- What was confirmed in a submission holds in the next ones of the same workbook, for the same value, until its last day;
-- what the office confirms holds in that one as well.
confirmados as (
    select
        r.clave, r.envio_n, h.identidad, coalesce(h.valor, '') as valor,
        substr(h.mensaje_es, position(': ' in h.mensaje_es) + 2) as dicho,
        h.confirmado_por, h.confirmado_el, h.confirmado_hasta, h.motivo
    from bruto.hallazgos as h
    inner join bruto.recibidas as r using (entrega_id)
    where h.confirmado_por is not null and h.identidad is not null and r.clave is not null
    union all by name
    select * replace (envio_n - 1 as envio_n) from bruto.confirmadas
),

propios as (
    select
        h.entrega_id, h.codigo, if(c.clave is null, h.severidad, 'note') as severidad, h.hoja, h.fila, h.columna, h.celda, h.valor,
        h.mensaje_es, h.mensaje_en,
        coalesce(c.confirmado_por || ' lo confirmó: «' || c.motivo || '».', h.accion_es) as accion_es,
        coalesce(c.confirmado_por || ' confirmed it: «' || c.motivo || '».', h.accion_en) as accion_en,
        coalesce(h.confirmado_por, c.confirmado_por) as confirmado_por,
        coalesce(h.confirmado_el, c.confirmado_el) as confirmado_el,
        coalesce(h.confirmado_hasta, c.confirmado_hasta) as confirmado_hasta,
        coalesce(h.motivo, c.motivo) as motivo
    from bruto.hallazgos as h
    inner join bruto.recibidas as r using (entrega_id)
    left join confirmados as c
        on h.severidad = 'warning' and c.clave = r.clave and c.identidad = h.identidad and c.envio_n < r.envio_n
        and c.valor = coalesce(h.valor, '') and c.dicho = substr(h.mensaje_es, position(': ' in h.mensaje_es) + 2)
        and r.fecha_corte::varchar <= c.confirmado_hasta
    -- Module 1 may stand in another workbook of the programme.
    where h.codigo <> 'R-SC-02' or (h.entrega_id, h.hoja, h.fila) not in (select (entrega_id, hoja, fila) from intermedio.primer_modulo_aparte)
    qualify row_number() over (partition by h.rowid order by c.envio_n desc) = 1
),

todos as (
    select * from propios
    union all by name
    select * from entre_libros
)

select *, row_number() over (partition by entrega_id, hoja, fila, columna, codigo order by mensaje_es)::integer as n
from todos
order by entrega_id, hoja, fila, columna, codigo, n
