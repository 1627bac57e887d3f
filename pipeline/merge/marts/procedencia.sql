-- Where each figure comes from, cell by cell, and the part that each cell played. Lines of all breakdowns for a
-- programme and period; totals without breakdown for every line; the declared rows that a value was chosen from.
-- `clave` of an indicator table is indicador|pais|programa_id|periodo and, for a breakdown, |dimension=member;
-- of the headlines it is the headline.
-- grain: one row per figure and cell
-- key: tabla, clave, entrega_id, hoja, fila, columna
with lineas as (
    select
        if(lector <> 'linea', 'titulares_figura4',
            case plantilla when 'SC' then 'score_indicadores' else lower(plantilla) || '_resultados' end) as tabla,
        if(lector <> 'linea', lector,
            concat_ws('|', indicador, nivel_pais, nivel_programa, nivel_periodo, if(dim = '', null, dim || '=' || miembro))) as clave,
        entrega_id, hoja, filas, repetidas, columna, rol, origen, indicador, dim, miembro, disputa
    from intermedio.int_usos
    where lector <> 'linea' or dim = '' or (nivel_programa <> '' and nivel_periodo <> '')
),

-- A declared piece chose among rows: those not chosen stand beside it with the reason.
filas_declaradas as (
    select
        l.tabla, l.clave, l.entrega_id, l.hoja, r.fila, unnest(if(l.columna = 'total', r.columnas, [l.columna])) as columna,
        case
            when list_contains(l.filas, r.fila) then l.rol
            when list_contains(l.repetidas, r.fila) then if(l.disputa, 'en disputa', 'mismo valor')
            when r.calificador = 'META' then 'meta'
            when r.subconjunto_de = r.indicador then 'es parte de la misma cifra'
            else 'no elegido'
        end as rol
    from lineas as l
    inner join intermedio.stg_resultados as r
        on r.entrega_id = l.entrega_id and r.indicador = l.indicador
        and (l.dim in ('', 'sexo')
            or (l.dim = 'region' and r.region = l.miembro)
            or (l.dim = 'sector' and r.sector = l.miembro)
            or (l.dim = 'publico' and r.publico = l.miembro))
    where l.origen = 'declarado'
),

filas_contadas as (
    -- A figure may be the sum of two cells, or a cell less another: «total-repetidos».
    select
        tabla, clave, entrega_id, hoja, fila, ltrim(columna, '-') as columna,
        if(columna like '-%' and rol = 'cuenta', 'resta', rol) as rol
    from (
        select tabla, clave, entrega_id, hoja, filas[1] as fila, unnest(string_split(replace(columna, '-', '+-'), '+')) as columna, rol
        from lineas
        where origen = 'contado'
    )
),

todas as (
    -- One cell may serve one piece and be passed over by another: what counts is said.
    select tabla, clave, entrega_id, hoja, fila, columna, arg_min(rol, if(rol = 'cuenta', 0, 1) || rol) as rol
    from (select * from filas_contadas union all select * from filas_declaradas)
    group by all
)

select
    t.tabla, t.clave, 'valor' as medida, t.entrega_id, t.hoja, t.fila, t.columna,
    c.celda, c.texto as valor, e.archivo, t.rol
from todas as t
inner join consolidado.entregas as e using (entrega_id)
left join bruto.celdas as c
    on c.entrega_id = t.entrega_id and c.hoja = t.hoja and c.fila = t.fila and c.columna = t.columna
order by t.tabla, t.clave, t.entrega_id, t.hoja, t.fila, t.columna
