-- Every amount that was not added, and why: inclusions, subsets, things counted once, submissions replaced,
-- groups that share some and so add up to more than their total.
-- `antes` is the sum with it, `despues` without, `quitado` the difference.
-- title: Doble conteo: lo que no se sumó y por qué | Double counting: what was not added, and why
-- sheet: 46 | Doble conteo | Double counting
-- shown: always
-- grain: one row per rule, indicator and what was removed
-- key: regla, plantilla, indicador, pais, programa_id, clave, unidad
-- columns: regla, plantilla, indicador, pais, programa_id, clave, antes, despues, quitado, unidad, detalle
-- disclose: own
-- keys: regla, clave
-- dimensions: unidad
-- counts: antes, despues, quitado
-- texts: detalle
-- What each line makes of those pieces of a total of which it is not plain, and those that count in every line (see
-- int_roles).
with usos as materialized (
    select
        r.nivel_pais, r.nivel_programa, r.nivel_periodo, r.rol, p.indicador, p.plantilla, p.pais, p.programa_id, p.clave, p.valor,
        p.unidad, p.subconjunto_de, i.aditividad
    from intermedio.int_roles as r
    inner join intermedio.int_piezas as p using (orden)
    inner join intermedio.dim_indicador as i using (indicador)
    where r.lector = 'linea' and p.dim = ''
),

sueltas as (
    select p.indicador, p.plantilla, p.pais, p.programa_id, p.periodo, p.valor, p.unidad, p.subconjunto_de
    from intermedio.int_piezas as p
    anti join (select orden from intermedio.int_roles where lector = 'linea') as r using (orden)
    where p.dim = ''
),

totales as (
    select plantilla, indicador, pais, unidad, fsum(valor) as con
    from (
        select plantilla, indicador, pais, unidad, valor
        from usos
        where nivel_programa = '' and nivel_periodo = '' and nivel_pais <> '' and rol in ('cuenta', 'incluido en otro programa', 'incluido antes en otro programa')
        union all
        select plantilla, indicador, pais, unidad, valor from sueltas
    )
    group by all
),

partes_de_otra as (
    select plantilla, indicador, pais, programa_id, nivel_periodo as periodo, subconjunto_de, unidad, valor
    from usos
    where nivel_programa <> '' and nivel_periodo <> '' and rol = 'cuenta' and subconjunto_de is not null
    union all
    select plantilla, indicador, pais, programa_id, periodo, subconjunto_de, unidad, valor
    from sueltas
    where programa_id <> '' and periodo <> '' and subconjunto_de is not null
),

quienes_incluyen as (
    select indicador, plantilla, incluido, string_agg(incluye, ', ' order by incluye) as incluyen
    from intermedio.int_inclusiones
    where vale
    group by all
),

inclusiones as (
    select
        'INCLUYE_A' as regla, n.plantilla, n.indicador, n.pais, n.programa_id, x.incluyen as clave,
        t.con as antes, t.con - fsum(n.valor) as despues, fsum(n.valor) as quitado, n.unidad,
        n.programa_id || ' ya está en las cifras de ' || x.incluyen as detalle
    from usos as n
    inner join quienes_incluyen as x
        on x.indicador = n.indicador and x.plantilla = n.plantilla and x.incluido = n.programa_id
    inner join totales as t on t.plantilla = n.plantilla and t.indicador = n.indicador and t.pais = n.pais and t.unidad = n.unidad
    where n.rol in ('incluido en otro programa', 'incluido antes en otro programa') and n.nivel_pais <> '' and n.nivel_periodo = '' and n.aditividad <> 'ratio'
    group by n.plantilla, n.indicador, n.pais, n.programa_id, x.incluyen, t.con, n.unidad
),

identidades as (
    select
        'IDENTIDAD' as regla, plantilla, indicador, nivel_pais as pais, '' as programa_id, clave,
        fsum(valor) as antes, fsum(valor) filter (rol = 'cuenta') as despues, fsum(valor) filter (rol <> 'cuenta') as quitado,
        unidad, 'También en ' || string_agg(distinct programa_id, ', ' order by programa_id) as detalle
    from usos
    where
        nivel_programa = '' and nivel_periodo = '' and nivel_pais <> ''
        and clave is not null and aditividad <> 'ratio' and rol in ('cuenta', 'contado en otro programa')
    group by plantilla, indicador, nivel_pais, clave, unidad
    having count(*) filter (rol = 'contado en otro programa') > 0
),

repetidas_en_un_envio as (
    select
        'IDENTIDAD' as regla, plantilla, indicador, nivel_pais as pais, programa_id, clave || '|' || nivel_periodo as clave,
        fsum(valor) as antes, fsum(valor) filter (rol = 'cuenta') as despues, fsum(valor) filter (rol <> 'cuenta') as quitado,
        unidad, 'Repetida en el mismo periodo' as detalle
    from usos
    where
        nivel_programa <> '' and nivel_periodo <> ''
        and clave is not null and aditividad <> 'ratio' and rol in ('cuenta', 'anterior')
    group by plantilla, indicador, nivel_pais, programa_id, clave, nivel_periodo, unidad
    having count(*) filter (rol = 'anterior') > 0
),

subconjuntos as (
    select
        'SUBCONJUNTO' as regla, p.plantilla, p.indicador, p.pais, p.programa_id, p.subconjunto_de || '|' || p.periodo as clave,
        -- A part in people and a whole in money have no sum.
        if(any_value(p.unidad) = todo.unidad, todo.valor + fsum(p.valor), null) as antes,
        if(any_value(p.unidad) = todo.unidad, todo.valor, null) as despues,
        fsum(p.valor) as quitado, any_value(p.unidad) as unidad,
        p.indicador || ' es parte de ' || p.subconjunto_de as detalle
    from partes_de_otra as p
    inner join (
        select plantilla, indicador, pais, programa_id, periodo, dim, arg_min(valor, unidad) as valor, min(unidad) as unidad
        from intermedio.int_indicadores
        group by all
    ) as todo
        on todo.plantilla = p.plantilla and todo.indicador = p.subconjunto_de and todo.pais = p.pais
        and todo.programa_id = p.programa_id and todo.periodo = p.periodo and todo.dim = ''
    group by p.indicador, p.pais, p.programa_id, p.plantilla, p.subconjunto_de, p.periodo, todo.valor, todo.unidad
),

propios as (
    -- «16 de las 27»: a part of its own indicator.
    select
        'SUBCONJUNTO' as regla, plantilla, r.indicador, pais, programa_id, subconjunto_de || '|' || periodo || '|' || fila as clave,
        null as antes, null as despues, valor as quitado, i.unidad, 'Es parte de la misma cifra' as detalle
    from intermedio.stg_resultados as r
    inner join intermedio.dim_indicador as i using (indicador)
    where subconjunto_de = indicador and calificador is distinct from 'META'
),

reenvios as (
    select
        'REENVIO' as regla, plantilla, '' as indicador, pais, coalesce(programa_id, equipo) as programa_id, entrega_id as clave,
        filas::double as antes, 0.0 as despues, filas::double as quitado, 'filas' as unidad,
        'Sustituido por un envío posterior' as detalle
    from consolidado.entregas
    where estado = 'sustituida'
),

desgloses as (
    -- One that stands in two groups, once in each programme, is in both; the total has it once.
    select
        'DESGLOSE' as regla, m.plantilla, m.indicador, m.pais, m.programa_id, m.dim || '|' || m.periodo as clave,
        fsum(m.valor) as antes, t.valor as despues, fsum(m.valor) - t.valor as quitado, m.unidad,
        'Los grupos de ' || m.dim || ' suman más que el total: hay quien está en dos' as detalle
    from intermedio.int_indicadores as m
    inner join intermedio.int_indicadores as t
        on
            t.plantilla = m.plantilla and t.indicador = m.indicador and t.unidad = m.unidad and t.pais = m.pais
            and t.programa_id = m.programa_id and t.periodo = m.periodo and t.dim = ''
    inner join intermedio.dim_indicador as i on i.indicador = m.indicador
    where m.dim <> '' and m.programa_id = '' and i.aditividad in ('sum', 'distinct')
    group by m.plantilla, m.indicador, m.pais, m.programa_id, m.dim, m.periodo, m.unidad, t.valor
    having fsum(m.valor) > t.valor + 0.000001
),

todo as (
    select * from inclusiones
    union all by name
    select * from identidades
    union all by name
    select * from desgloses
    union all by name
    select * from repetidas_en_un_envio
    union all by name
    select * from subconjuntos
    union all by name
    select * from propios
    union all by name
    select * from reenvios
)

select * from todo
order by regla, plantilla, indicador, pais, programa_id, clave
