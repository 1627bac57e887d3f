-- Where each figure comes from, cell by cell, and the part that each cell played: it counts, is taken off («resta»),
-- is what a share is measured against («base»), or why it does not count. Of every line and breakdown and every
-- headline; the declared rows that a value was chosen from.
-- `clave` of an indicator table is indicador|pais|programa_id|periodo and, for a breakdown, |dimension=member, for an
-- amount |unidad=currency;
-- of the headlines it is the headline.
-- grain: one row per figure and cell
-- key: tabla, clave, entrega_id, hoja, fila, columna
-- columns: tabla, clave, medida, entrega_id, hoja, fila, columna, celda, valor, archivo, rol, principal
with lineas as (
    select
        if(lector <> 'linea', 'titulares_figura4',
            tabla_de(plantilla)) as tabla,
        if(lector <> 'linea', lector,
            concat_ws('|', indicador, nivel_pais, nivel_programa, nivel_periodo, if(dim = '', null, dim || '=' || miembro),
                if(indicador in (select indicador from intermedio.dim_indicador where unidad = 'moneda'), 'unidad=' || unidad, null))) as clave,
        lector <> 'linea' or dim = '' or (nivel_programa <> '' and nivel_periodo <> '') as principal,
        entrega_id, hoja, filas, repetidas, columna, rol, origen, indicador, dim, miembro, disputa,
        entrega_base, hoja_base, fila_base
    from intermedio.int_usos
),

-- A declared piece chose among rows: those not chosen stand beside it with the reason.
filas_declaradas as (
    select
        l.tabla, l.clave, l.principal, l.entrega_id, l.hoja, r.fila,
        unnest(list_concat(
            if(l.columna = 'total', r.columnas, [l.columna]),
            -- What a share is measured against.
            if(r.denominador is not null and i.aditividad = 'ratio', list_filter(['/numerador', '/denominador'],
                base -> not list_contains(r.columnas, base[2:])), [])
        )) as parte,
        case
            when list_contains(l.filas, r.fila) then l.rol
            when list_contains(l.repetidas, r.fila) then if(l.disputa, 'en disputa', 'mismo valor')
            when r.calificador = 'META' then 'meta'
            when r.subconjunto_de = r.indicador then 'es parte de la misma cifra'
            else 'no elegido'
        end as rol
    from lineas as l
    inner join intermedio.dim_indicador as i using (indicador)
    inner join intermedio.stg_resultados as r
        on r.entrega_id = l.entrega_id and r.indicador = l.indicador
        and (l.dim in ('', 'sexo')
            or (l.dim = 'region' and r.region = l.miembro)
            or (l.dim = 'sector' and r.sector = l.miembro)
            or (l.dim = 'publico' and r.publico = l.miembro))
    where l.origen = 'declarado'
),

-- A figure may be the sum of two cells, a cell less another («total-repetidos») or over another («accidentes/horas»).
filas_contadas as (
    select
        tabla, clave, principal, entrega_id, hoja, filas[1] as fila,
        unnest(regexp_extract_all(columna, '[-+/]?[a-z0-9_]+')) as parte, rol
    from lineas
    where origen = 'contado'
    union all by name
    -- What the row is compared with: the baseline of an endline.
    select
        tabla, clave, principal, entrega_base as entrega_id, hoja_base as hoja, fila_base as fila,
        unnest(list_transform(regexp_extract_all(columna, '[a-z0-9_]+'), nombre -> '/' || nombre)) as parte, rol
    from lineas
    where origen = 'contado' and fila_base is not null
),

partes as (
    select
        * exclude (parte, rol), ltrim(parte, '-+/') as columna, parte like '/%' as es_base,
        case
            when rol <> 'cuenta' then rol
            when parte like '-%' then 'resta'
            when parte like '/%' then 'base'
            else 'cuenta'
        end as rol
    from (select * from filas_contadas union all by name select * from filas_declaradas)
),

todas as (
    -- One cell may serve one piece and be passed over by another: what counts is said.
    select tabla, clave, entrega_id, hoja, fila, columna, bool_or(principal) as principal, bool_and(es_base) as es_base,
        arg_min(rol, if(rol = 'cuenta', 0, 1) || rol) as rol
    from partes
    group by all
)

select
    t.tabla, t.clave, 'valor' as medida, t.entrega_id, t.hoja, t.fila, t.columna,
    c.celda, c.texto as valor, e.archivo, t.rol, t.principal
from todas as t
inner join consolidado.entregas as e using (entrega_id)
left join bruto.celdas as c
    on c.entrega_id = t.entrega_id and c.hoja = t.hoja and c.fila = t.fila and c.columna = t.columna
-- A numerator that was computed from its percentage stands in no cell.
where not t.es_base or c.celda is not null
