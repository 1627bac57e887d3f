-- Where each figure comes from: every cell of every counted thing once, with the figures that it belongs to. Which cells a
-- figure has, one row for each, is the view int_procedencia (`procedencia_por_cifra` in what is published).
-- A cell belongs to the figures of its programme, its country and all of them, for its period and for all periods; of each as
-- a total and by its groups (`desgloses`: total, region=PE-ARE, sexo=M). `rol` is the part that it plays in them: it counts
-- («cuenta»), is taken off («resta»), is what a share is measured against («base»), or why it does not count. Where that is not the
-- same in all, six of them stand in this order: programme and period, programme, country and period, country, period, all.
-- Of a headline the line is in `indicador`, and it is one figure alone.
-- title: Procedencia: cada casilla y las cifras a las que pertenece | Provenance: each cell and the figures it belongs to
-- grain: one row per counted thing, cell and part played
-- key: tabla, indicador, moneda, pais, programa_id, periodo, desgloses, entrega_id, hoja, fila, columna
-- columns: tabla, indicador, moneda, pais, programa_id, periodo, desgloses, entrega_id, hoja, fila, columna, celda, valor,
--   archivo, rol
-- disclose: own
-- keys: tabla, indicador, desgloses, columna, celda
-- dimensions: moneda, rol
-- texts: valor
-- label indicador: Indicador o titular | Indicator or headline
-- label moneda: Moneda | Currency
-- help moneda: De un monto; vacío en lo demás. | Of an amount; empty elsewhere.
-- label desgloses: Total y grupos | Total and groups
-- help desgloses: En qué figura: el total y sus grupos (región, sector, clase, sexo, público). | In which it is: the total and its groups (region, sector, class, sex, public).
-- label rol: Qué papel tiene | What part it plays
-- help rol: Uno para todas las cifras a las que pertenece, o seis: programa y periodo; programa; país y periodo; país; periodo; todo. | One for all figures that it belongs to, or six: programme and period; programme; country and period; country; period; all.
-- references: entrega_id in consolidado.entregas
with papeles as (
    select
        orden,
        concat_ws(
            ';',
            max(rol) filter (nivel_programa <> '' and nivel_periodo <> ''),
            max(rol) filter (nivel_programa <> '' and nivel_periodo = ''),
            max(rol) filter (nivel_pais <> '' and nivel_programa = '' and nivel_periodo <> ''),
            max(rol) filter (nivel_pais <> '' and nivel_programa = '' and nivel_periodo = ''),
            max(rol) filter (nivel_pais = '' and nivel_periodo <> ''),
            max(rol) filter (nivel_pais = '' and nivel_periodo = '')
        ) as roles,
        max(rol) as uno,
        min(rol) = max(rol) as igual
    from intermedio.int_roles
    where lector = 'linea'
    group by orden
),

-- What is counted once in a row, and plays the same part as a total and in all its groups: nearly everything. Its cells need
-- not be put together from its pieces.
por_base as (
    select orden // 8 as base, count(*) as grupos, min(if(igual, uno, roles)) as roles, max(if(igual, uno, roles)) as otros
    from papeles
    group by all
),

dobles as (
    select indicador, entrega_id, hoja, filas
    from intermedio.int_bases
    where origen = 'contado'
    group by all
    having count(*) > 1
),

columnas as (
    select columna, regexp_extract_all(columna, '[-+/]?[a-z0-9_]+') as partes
    from (select distinct columna from intermedio.int_bases where origen = 'contado')
    where len(list_distinct(regexp_extract_all(columna, '[a-z0-9_]+'))) = len(regexp_extract_all(columna, '[a-z0-9_]+'))
),

llanas as (
    select
        b.base, tabla_de(b.plantilla) as tabla, b.indicador as linea, if(i.unidad = 'moneda', coalesce(b.unidad, ''), '') as moneda,
        b.pais, b.programa_id, b.periodo,
        concat_ws(
            ';', 'total', 'clase=' || b.clase, 'publico=' || b.publico, 'region=' || b.region, 'sector=' || b.sector,
            if(b.mujeres is not null and b.hombres is not null, 'sexo=H;sexo=M', null)
        ) as desgloses,
        b.entrega_id, b.hoja, b.filas[1] as fila, c.partes, coalesce(r.roles, 'cuenta') as roles
    from intermedio.int_bases as b
    inner join intermedio.dim_indicador as i using (indicador)
    inner join columnas as c using (columna)
    left join por_base as r using (base)
    left join dobles as d on d.indicador = b.indicador and d.entrega_id = b.entrega_id and d.hoja = b.hoja and d.filas = b.filas
    where
        b.origen = 'contado' and b.entrega_base is null and d.indicador is null
        and (r.base is null or (r.grupos = b.grupos and r.roles = r.otros))
),

lineas as (
    select
        tabla_de(p.plantilla) as tabla, p.indicador as linea, if(i.unidad = 'moneda', coalesce(p.unidad, ''), '') as moneda, p.pais, p.programa_id, p.periodo,
        if(p.dim = '', 'total', p.dim || '=' || p.miembro) as desglose,
        if(r.orden is null, 'cuenta', if(r.igual, r.uno, r.roles)) as roles,
        p.indicador, p.dim, p.miembro, p.entrega_id, p.hoja, p.filas, p.repetidas, p.columna, p.origen, p.disputa,
        p.entrega_base, p.hoja_base, p.fila_base
    from intermedio.int_piezas as p
    inner join intermedio.dim_indicador as i using (indicador)
    left join papeles as r using (orden)
    where p.base not in (select base from llanas)
    union all
    select
        'titulares_figura4' as tabla, r.lector as linea, '' as moneda, '' as pais, '' as programa_id, '' as periodo,
        'total' as desglose, r.rol as roles,
        p.indicador, p.dim, p.miembro, p.entrega_id, p.hoja, p.filas, p.repetidas, p.columna, p.origen, p.disputa,
        p.entrega_base, p.hoja_base, p.fila_base
    from intermedio.int_roles as r
    inner join intermedio.int_piezas as p using (orden)
    where r.lector <> 'linea'
),

-- A declared piece chose among rows: those not chosen stand beside it with the reason.
filas_declaradas as (
    select
        l.tabla, l.linea, l.moneda, l.pais, l.programa_id, l.periodo, l.desglose, l.entrega_id, l.hoja, r.fila,
        unnest(list_concat(
            if(l.columna = 'total', r.columnas, [l.columna]),
            -- What a share is measured against.
            if(r.denominador is not null and i.aditividad = 'ratio', list_filter(['/numerador', '/denominador'],
                base -> not list_contains(r.columnas, base[2:])), [])
        )) as parte,
        case
            when list_contains(l.filas, r.fila) then l.roles
            when list_contains(l.repetidas, r.fila) then if(l.disputa, 'en disputa', 'mismo valor')
            when r.calificador = 'META' then 'meta'
            when r.subconjunto_de = r.indicador then 'es parte de la misma cifra'
            else 'no elegido'
        end as roles
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
        tabla, linea, moneda, pais, programa_id, periodo, desglose, entrega_id, hoja, filas[1] as fila,
        unnest(regexp_extract_all(columna, '[-+/]?[a-z0-9_]+')) as parte, roles
    from lineas
    where origen = 'contado'
    union all
    -- What the row is compared with: the baseline of an endline.
    select
        tabla, linea, moneda, pais, programa_id, periodo, desglose, entrega_base as entrega_id, hoja_base as hoja, fila_base as fila,
        unnest(list_transform(regexp_extract_all(columna, '[a-z0-9_]+'), nombre -> '/' || nombre)) as parte, roles
    from lineas
    where origen = 'contado' and fila_base is not null
),

partes as (
    select
        * exclude (parte, roles), ltrim(parte, '-+/') as columna, parte like '/%' as es_base,
        case
            when parte like '-%' then papel_de(roles, 'resta')
            when parte like '/%' then papel_de(roles, 'base')
            else roles
        end as roles
    from (
        select *, false as entera from filas_contadas
        union all
        select *, false as entera from filas_declaradas
        union all
        select
            tabla, linea, moneda, pais, programa_id, periodo, desgloses as desglose, entrega_id, hoja, fila, unnest(partes) as parte, roles,
            true as entera
        from llanas
    )
),

-- One cell may serve one piece and be passed over by another of the same figure: what counts is said.
por_grupo as (
    select
        tabla, linea, moneda, pais, programa_id, periodo, desglose, entrega_id, hoja, fila, columna, bool_and(es_base) as es_base,
        if(min(roles) = max(roles), min(roles), papeles_juntos(list(roles))) as roles
    from partes
    where not entera
    group by all
),

todas as (
    select
        * exclude (desglose, roles, es_base),
        string_agg(desglose, ';' order by desglose <> 'total', desglose) as desgloses, es_base, roles as rol
    from por_grupo
    group by all
    union all by name
    select * exclude (desglose, roles, entera), desglose as desgloses, roles as rol
    from partes
    where entera
)

select
    t.tabla, t.linea as indicador, t.moneda, t.pais, t.programa_id, t.periodo, t.desgloses, t.entrega_id, t.hoja, t.fila, t.columna,
    c.celda, c.texto as valor, e.archivo, t.rol
from todas as t
inner join consolidado.entregas as e using (entrega_id)
left join bruto.celdas as c
    on c.entrega_id = t.entrega_id and c.hoja = t.hoja and c.fila = t.fila and c.columna = t.columna
-- A numerator that was computed from its percentage stands in no cell.
where not t.es_base or c.celda is not null
order by all
