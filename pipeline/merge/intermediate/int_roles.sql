-- Which piece counts for which reader, and why the others do not. Readers are every line (programme, country, region;
-- one period or all) and every headline: what one leaves out is the same for all, so it is decided here alone. A piece that
-- nothing else speaks about counts for every line: it has no row here (see int_usos).
-- grain: one row per reader and piece, by its number
-- key: lector, nivel_pais, nivel_programa, nivel_periodo, orden
-- columns: lector, nivel_pais, nivel_programa, nivel_periodo, junta_programas, junta_periodos, orden, desde, rol
with series as (
    -- Numbers for comparing quickly: the line that a piece belongs to at any level, and its group of any indicator.
    select *, dense_rank() over (order by dim, miembro, unidad) as corte_n, row_number() over (order by plantilla, indicador, dim, miembro, unidad) as serie_n
    from (select distinct plantilla, indicador, dim, miembro, unidad from intermedio.int_piezas)
),

piezas as (
    -- What decides; the rest of a piece joins it in int_usos.
    select
        p.orden, p.clave_n, s.serie_n, s.corte_n, p.origen, p.indicador, p.plantilla, p.pais, p.programa_id, p.periodo, p.periodo_envio,
        p.fecha, p.dim, p.miembro, p.acumula, p.denominador is not null as con_base, p.subconjunto_de, p.entrega_id, p.evento,
        p.tipo_conteo, p.unidad, p.valor, p.denominador
    from intermedio.int_piezas as p
    inner join series as s
        on s.plantilla = p.plantilla and s.indicador = p.indicador and s.dim = p.dim and s.miembro = p.miembro and s.unidad is not distinct from p.unidad
),

-- What is judged: pieces of what is declared, or included elsewhere, or has no sum, or stands in several pieces.
en_duda as (
    select p.*
    from piezas as p
    inner join (select indicador, aditividad from intermedio.dim_indicador) as i using (indicador)
    left join (select distinct plantilla, programa_id, indicador, unidad from piezas where origen = 'declarado') as d
        using (plantilla, programa_id, indicador, unidad)
    left join (select distinct plantilla, indicador, incluido as programa_id from intermedio.int_inclusiones where vale) as x
        using (plantilla, programa_id, indicador)
    left join (select serie_n, clave_n from piezas where clave_n is not null group by all having count(*) > 1) as v
        using (serie_n, clave_n)
    where
        i.aditividad = 'programme' or (i.aditividad = 'ratio' and not p.con_base)
        or d.indicador is not null or x.indicador is not null or v.serie_n is not null
),

leidas as (
    select
        'linea' as lector, n.nivel_pais, n.nivel_programa, n.nivel_periodo,
        n.nivel_programa = '' as junta_programas, n.nivel_periodo = '' as junta_periodos, p.*
    from en_duda as p
    cross join lateral (
        values
            (p.pais, p.programa_id, p.periodo), (p.pais, p.programa_id, ''),
            (p.pais, '', p.periodo), (p.pais, '', ''), ('', '', p.periodo), ('', '', '')
    ) as n (nivel_pais, nivel_programa, nivel_periodo)
    union all by name
    select d.titular as lector, '' as nivel_pais, '' as nivel_programa, '' as nivel_periodo, true as junta_programas, true as junta_periodos, p.*
    from intermedio.titulares_def as d
    inner join piezas as p
        on p.indicador = d.indicador
        and (d.programa_id = '*' or d.programa_id = p.programa_id)
        and list_contains(string_split(d.paises, ';'), p.pais)
        and (d.hasta is null or p.fecha <= d.hasta)
        and if(d.publico = '*', p.dim = '', p.dim = 'publico' and p.miembro = d.publico)
),

lecturas as (
    select l.*, i.aditividad, f.tiempo, if(l.lector = 'linea', l.serie_n, -l.corte_n) as cifra_n
    from leidas as l
    inner join intermedio.dim_indicador as i using (indicador)
    inner join intermedio.dim_ficha as f using (indicador)
),

-- What is counted once was there since its first piece.
primeras as (
    select lector, nivel_pais, nivel_programa, nivel_periodo, programa_id, serie_n, clave_n, min(fecha) as desde
    from lecturas
    where clave_n is not null
    group by all
),

-- Per reader, programme, indicator and unit: the submission with the latest cumulative figure or stock, and its date.
acumulados as (
    select
        lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad,
        arg_max(entrega_id, (fecha, periodo, entrega_id)) as entrega_id,
        max(fecha) as fecha
    from lecturas
    where origen = 'declarado' and acumula and (dim = '' or lector <> 'linea')
    group by all
),

-- How much it says, with what was declared as new since; of a share its base tells which of two is larger.
acumulado_dicho as (
    select
        a.lector, a.nivel_pais, a.nivel_programa, a.nivel_periodo, a.plantilla, a.programa_id, a.indicador, a.unidad, a.entrega_id, a.fecha,
        any_value(case l.tiempo when 'stock' then true when 'cumulative' then false else l.tipo_conteo = 'STK' end) filter (l.acumula) as es_existencia,
        fsum(if(l.aditividad = 'ratio', l.denominador, l.valor)) as cuanto
    from acumulados as a
    inner join lecturas as l using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad)
    where l.origen = 'declarado' and (l.dim = '' or l.lector <> 'linea') and if(l.acumula, l.entrega_id = a.entrega_id, l.fecha > a.fecha)
    group by all
),

-- What the lists give of the same, each thing as it was last listed. Events are no list: they have dates of their own.
listados as (
    select
        lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad, entrega_id, fecha, serie_n, clave_n,
        if(aditividad = 'ratio', denominador, valor) as cuanto
    from lecturas
    where origen = 'contado' and not evento and clave_n is not null and (dim = '' or lector <> 'linea')
    qualify row_number() over (partition by lector, nivel_pais, nivel_programa, nivel_periodo, cifra_n, indicador, programa_id, clave_n order by orden) = 1
),

-- Of two origins one counts, never both. Of a stock the latest; of a cumulative figure the larger, since it never falls.
-- In one workbook what it declares goes before what its sheets give.
gana_la_lista as (
    select lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad, max(l.fecha) as hasta
    from acumulado_dicho as a
    inner join listados as l using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad)
    group by all
    having
        case
            when max(l.fecha) filter (l.entrega_id <> a.entrega_id) > any_value(a.fecha)
                -- A share without its base tells nothing of how much it covers.
                then any_value(a.es_existencia) or coalesce(fsum(l.cuanto) >= any_value(a.cuanto), true)
            else not any_value(a.es_existencia) and count(*) filter (l.entrega_id = a.entrega_id) = 0 and fsum(l.cuanto) > any_value(a.cuanto)
        end
),

-- Periods for which a programme declares an indicator.
declarados as (
    select distinct lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad, periodo_envio
    from lecturas
    where origen = 'declarado'
),

-- New figures declared between two lists of the same, where no cumulative figure was declared: they and what the later list has
-- besides the earlier one are the same, so they are never added. A list of a workbook that declares as well is judged by its own period.
con_nuevas as (
    select distinct lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad
    from lecturas
    where origen = 'declarado' and not acumula and tiempo = 'cumulative'
),

listas as (
    select lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad, fecha as corte, max(periodo_envio) as periodo_envio
    from lecturas
    semi join con_nuevas using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad)
    where origen = 'contado' and not evento and clave_n is not null and (dim = '' or lector <> 'linea')
    group by all
),

nuevas as (
    select n.lector, n.nivel_pais, n.nivel_programa, n.nivel_periodo, n.plantilla, n.programa_id, n.indicador, n.unidad, n.orden, n.dim, n.valor, min_by(l.periodo_envio, l.corte) as periodo_envio, min(l.corte) as corte
    from lecturas as n
    inner join listas as l using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad)
    anti join acumulados as a
        on a.lector = n.lector and a.nivel_pais = n.nivel_pais and a.nivel_programa = n.nivel_programa and a.nivel_periodo = n.nivel_periodo and a.plantilla = n.plantilla and a.programa_id = n.programa_id and a.indicador = n.indicador and a.unidad = n.unidad
    where n.origen = 'declarado' and not n.acumula and n.tiempo = 'cumulative' and n.fecha <= l.corte
    group by all
),

-- What a list has for the first time.
crecido as (
    select l.lector, l.nivel_pais, l.nivel_programa, l.nivel_periodo, l.plantilla, l.programa_id, l.indicador, l.unidad, y.desde as corte, fsum(l.cuanto) as cuanto
    from (select * from listados semi join con_nuevas using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad)) as l
    inner join primeras as y using (lector, nivel_pais, nivel_programa, nivel_periodo, programa_id, serie_n, clave_n)
    group by all
),

tramos as (
    select n.lector, n.nivel_pais, n.nivel_programa, n.nivel_periodo, n.plantilla, n.programa_id, n.indicador, n.unidad, n.corte, coalesce(any_value(c.cuanto), 0) >= fsum(n.valor) as gana_la_lista
    from nuevas as n
    left join crecido as c using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad, corte)
    anti join declarados as d
        on d.lector = n.lector and d.nivel_pais = n.nivel_pais and d.nivel_programa = n.nivel_programa and d.nivel_periodo = n.nivel_periodo and d.plantilla = n.plantilla and d.programa_id = n.programa_id and d.indicador = n.indicador and d.unidad = n.unidad
        and d.periodo_envio = n.periodo_envio
    where n.dim = '' or n.lector <> 'linea'
    group by all
),

la_lista_las_tiene as (
    select n.lector, n.nivel_pais, n.nivel_programa, n.nivel_periodo, n.orden
    from nuevas as n
    inner join tramos as t using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad, corte)
    where t.gana_la_lista
),

-- What an including programme's figure already holds, up to its date.
incluidos as (
    select
        b.lector, b.nivel_pais, b.nivel_programa, b.nivel_periodo, b.plantilla, b.indicador, b.dim, b.miembro,
        x.incluido as programa_id, max(b.fecha) as hasta
    from lecturas as b
    inner join intermedio.int_inclusiones as x
        on x.vale and x.indicador = b.indicador and x.plantilla = b.plantilla and x.incluye = b.programa_id
    -- A share without base counts nowhere, so it holds nothing either.
    inner join intermedio.int_piezas as p on p.orden = b.orden
    anti join gana_la_lista as g
        on g.lector = b.lector and g.nivel_pais = b.nivel_pais and g.nivel_programa = b.nivel_programa
        and g.nivel_periodo = b.nivel_periodo and g.plantilla = b.plantilla and g.programa_id = b.programa_id and g.indicador = b.indicador
        and g.unidad = b.unidad
    anti join la_lista_las_tiene as v
        on v.lector = b.lector and v.nivel_pais = b.nivel_pais and v.nivel_programa = b.nivel_programa
        and v.nivel_periodo = b.nivel_periodo and v.orden = b.orden
    where b.origen = 'declarado' and list_contains(p.incluye, x.incluido) and not (b.aditividad = 'ratio' and not b.con_base)
    group by all
),

enteros as (
    select distinct lector, programa_id, plantilla, indicador from lecturas where lector <> 'linea'
),

juzgadas as (
    select
        l.*, if(l.clave_n is null, l.fecha, y.desde) as desde,
        case
            -- What was declared as new up to the list is in it as well.
            when l.origen = 'declarado' and g.indicador is not null and (l.acumula or l.fecha <= g.hasta) then if(l.tiempo = 'stock', 'hay una lista posterior', 'la lista dice más')
            when v.orden is not null then 'la lista dice más'
            when l.origen = 'contado' and not l.evento and l.clave_n is not null and not t.gana_la_lista then 'hay valor declarado'
            -- A declared figure takes the place of the count of its period, and a cumulative one of all before it and of
            -- every list.
            when l.origen = 'contado' and g.indicador is null and (d.indicador is not null or o.indicador is not null or a.fecha >= l.fecha or (a.fecha is not null and not l.evento and l.clave_n is not null)) then 'hay valor declarado'
            when l.origen = 'declarado' and l.acumula and l.junta_periodos and a.entrega_id <> l.entrega_id then 'anterior'
            when l.origen = 'declarado' and not l.acumula and l.junta_periodos and a.entrega_id <> l.entrega_id and a.fecha >= l.fecha then 'ya en el acumulado'
            when l.junta_programas and l.lector = 'linea' and l.aditividad = 'programme' then 'solo por programa'
            when l.junta_programas and l.aditividad = 'ratio' and not l.con_base then 'sin base'
            when w.indicador is not null then 'es parte de otro'
            when l.junta_programas and x.hasta >= if(l.clave_n is null, l.fecha, y.desde) then 'incluido en otro programa'
            -- A later total of everything so far, or of what there is, holds again what the other one holds already.
            when l.junta_programas and x.hasta is not null and l.origen = 'declarado' and l.acumula then 'incluido antes en otro programa'
        end as motivo
    from lecturas as l
    left join primeras as y using (lector, nivel_pais, nivel_programa, nivel_periodo, programa_id, serie_n, clave_n)
    left join acumulados as a using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad)
    left join gana_la_lista as g using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad)
    left join la_lista_las_tiene as v using (lector, nivel_pais, nivel_programa, nivel_periodo, orden)
    left join tramos as t
        on t.lector = l.lector and t.nivel_pais = l.nivel_pais and t.nivel_programa = l.nivel_programa and t.nivel_periodo = l.nivel_periodo and t.plantilla = l.plantilla and t.programa_id = l.programa_id and t.indicador = l.indicador and t.unidad = l.unidad
        and t.corte = y.desde
    left join declarados as d using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, unidad, periodo_envio)
    -- An event that a later workbook lists again belongs to the period that was declared.
    left join declarados as o
        on o.lector = l.lector and o.nivel_pais = l.nivel_pais and o.nivel_programa = l.nivel_programa and o.nivel_periodo = l.nivel_periodo
        and o.plantilla = l.plantilla and o.programa_id = l.programa_id and o.indicador = l.indicador and o.unidad = l.unidad and o.periodo_envio = l.periodo
    left join incluidos as x using (lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, dim, miembro)
    -- A headline that reads several indicators never adds a part to its whole.
    left join enteros as w
        on w.lector = l.lector and w.programa_id = l.programa_id and w.plantilla = l.plantilla and w.indicador = l.subconjunto_de
),

-- Of a thing counted once the latest piece counts. A headline counts it once, in whichever of its indicators it stands.
ultimas as (
    select lector, nivel_pais, nivel_programa, nivel_periodo, cifra_n, clave_n, min(orden) as orden
    from juzgadas
    where motivo is null and clave_n is not null
    group by all
),

-- Of each other programme only its latest is what would have been added.
ultimas_del_programa as (
    select lector, nivel_pais, nivel_programa, nivel_periodo, cifra_n, clave_n, programa_id, min(orden) as orden
    from juzgadas
    where motivo is null and clave_n is not null
    group by all
)

select
    j.lector, j.nivel_pais, j.nivel_programa, j.nivel_periodo, j.junta_programas, j.junta_periodos, j.orden, j.desde,
    case
        when j.motivo is not null then j.motivo
        when j.clave_n is null or j.orden = u.orden then 'cuenta'
        when j.orden > p.orden then 'anterior'
        else 'contado en otro programa'
    end as rol
from juzgadas as j
left join ultimas as u using (lector, nivel_pais, nivel_programa, nivel_periodo, cifra_n, clave_n)
left join ultimas_del_programa as p using (lector, nivel_pais, nivel_programa, nivel_periodo, cifra_n, clave_n, programa_id)
