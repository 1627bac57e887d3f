-- Everything that can be added up, declared or counted, once each, with the groups that it belongs to; int_piezas has a piece
-- for its total and for each group.
-- Counted: `clave` names what is counted once, of one key the latest piece counts; events belong to the period in
-- which they took place. Declared: `acumula` marks cumulative and stock figures, of which a
-- programme's latest counts; the others add. `tipo_conteo` tells the two apart; `dim` and `miembro` are its group.
-- grain: one row per counted thing, and per declared figure and group
-- key: base
-- columns: origen, indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro, region,
--   sector, clase, publico, mujeres, hombres, clave, evento, acumula, tipo_conteo, valor, valor_alto, numerador,
--   numerador_alto, denominador, denominador_alto, unidad, calificador, disputa, subconjunto_de, incluye, entrega_id,
--   hoja, filas, repetidas, columna, entrega_base, hoja_base, fila_base, parte, grupos, clave_n, base
with declarado as (
    select
        d.* exclude (moneda), i.aditividad, if(i.unidad = 'moneda', moneda_del_dia(coalesce(d.moneda, p.moneda), d.fecha), i.unidad) as unidad,
        concat_ws('+', if(region <> '', 'region', null), if(sector <> '', 'sector', null), if(publico <> '', 'publico', null)) as patron,
        (region <> '')::int + (sector <> '')::int + (publico <> '')::int as desgloses
    from intermedio.int_declarado as d
    inner join intermedio.dim_indicador as i using (indicador)
    inner join intermedio.dim_pais as p using (pais)
),

-- The row without breakdown is the total; where there is none, the rows of the simplest breakdown add up to it. A
-- single dimension is read from the simplest breakdown that has it.
patrones as (
    select
        d.entrega_id, d.indicador, t.dim,
        arg_min(d.patron, (d.desgloses, d.patron)) as patron
    from declarado as d
    inner join (values (''), ('region'), ('sector'), ('publico')) as t (dim)
        on t.dim = '' or list_contains(string_split(d.patron, '+'), t.dim)
    group by all
),

desglosado as (
    select
        p.dim,
        case p.dim when 'region' then d.region when 'sector' then d.sector when 'publico' then d.publico else '' end as miembro,
        d.valor as v, d.valor_alto as v_alto, d.*
    from declarado as d
    inner join patrones as p using (entrega_id, indicador, patron)
),

declarado_desglosado as (
    select * from desglosado
    union all by name
    select 'sexo' as dim, s.miembro, if(s.miembro = 'M', d.mujeres, d.hombres) as v, if(s.miembro = 'M', d.mujeres, d.hombres) as v_alto, d.* exclude (dim, miembro, v, v_alto)
    from desglosado as d
    cross join (values ('M'), ('H')) as s (miembro)
    where d.dim = '' and d.mujeres is not null and d.hombres is not null
),

declarado_junto as (
    select
        entrega_id, indicador, dim, miembro, parte,
        any_value(plantilla) as plantilla, any_value(pais) as pais, any_value(programa_id) as programa_id,
        any_value(periodo) as periodo, any_value(hoja) as hoja, any_value(unidad) as unidad,
        not bool_and(suma) as acumula,
        any_value(tipo_conteo) as tipo_conteo,
        max(fecha) as fecha,
        -- Shares of several breakdowns are no sum: only their ratio of sums is a share.
        case
            when count(*) = 1 then any_value(v)
            when any_value(aditividad) = 'ratio' then if(count(denominador) = count(*), fsum(numerador) / fsum(denominador), null)
            else fsum(v)
        end as valor,
        case
            when count(*) = 1 then any_value(v_alto)
            when any_value(aditividad) = 'ratio' then if(count(denominador) = count(*), fsum(numerador_alto) / fsum(denominador_alto), null)
            else fsum(v_alto)
        end as valor_alto,
        if(count(denominador) = count(*), fsum(numerador), null) as numerador,
        if(count(denominador) = count(*), fsum(numerador_alto), null) as numerador_alto,
        if(count(denominador) = count(*), fsum(denominador), null) as denominador,
        if(count(denominador) = count(*), fsum(denominador_alto), null) as denominador_alto,
        calificador_conjunto(list(calificador)) as calificador,
        bool_or(disputa) as disputa,
        max(subconjunto_de) as subconjunto_de,
        list_sort(list_distinct(flatten(list(incluye) filter (incluye is not null)))) as incluye,
        flatten(list(filas order by filas)) as filas,
        flatten(list(repetidas order by filas)) as repetidas
    from declarado_desglosado
    group by entrega_id, indicador, dim, miembro, parte
),

bases as (
    select
        'contado' as origen, indicador, plantilla, c.pais, programa_id,
        if(evento, periodo_de(fecha, periodo), periodo) as periodo, periodo as periodo_envio,
        fecha, '' as dim, '' as miembro, region, sector, clase, publico, mujeres, hombres, clave, evento, false as acumula, null as tipo_conteo,
        valor::double as valor, valor::double as valor_alto,
        numerador::double as numerador, numerador::double as numerador_alto,
        denominador::double as denominador, denominador::double as denominador_alto,
        coalesce(c.unidad, i.unidad) as unidad, c.calificador, false as disputa, subconjunto_de,
        null as incluye, entrega_id, hoja, [fila]::integer[] as filas, []::integer[] as repetidas, columna,
        entrega_base, hoja_base, fila_base, periodo as parte,
        1 + (region is not null)::int + (sector is not null)::int + (clase is not null)::int + (publico is not null)::int
        + if(mujeres is not null and hombres is not null, 2, 0) as grupos
    from intermedio.contado as c
    inner join intermedio.dim_indicador as i using (indicador)
    union all by name
    select
        'declarado' as origen, indicador, plantilla, pais, programa_id, periodo, periodo as periodo_envio,
        fecha, dim, miembro, null as clave, false as evento, acumula, tipo_conteo,
        valor::double as valor, valor_alto::double as valor_alto, numerador, numerador_alto, denominador, denominador_alto,
        unidad, calificador, disputa, subconjunto_de, incluye, entrega_id, hoja, filas, repetidas,
        case when dim = 'sexo' then if(miembro = 'M', 'mujeres', 'hombres') else 'total' end as columna, parte, 1 as grupos
    from declarado_junto
    where valor is not null
),

-- A number for what is counted once, to compare quickly.
claves as (
    select clave, row_number() over (order by clave) as clave_n
    from (select distinct clave from bases where clave is not null)
)

select
    b.*, c.clave_n,
    -- Of things counted once the latest first.
    row_number() over (
        -- Of two programmes with the same cut-off the larger figure; of shares that with the larger base.
        order by b.fecha desc, b.periodo desc, b.periodo_envio desc, coalesce(b.denominador, b.valor) desc nulls last,
            b.programa_id, b.origen, b.indicador, b.entrega_id, b.hoja, b.filas[1], b.dim, b.miembro, b.parte
    ) as base
from bases as b
left join claves as c on c.clave = b.clave
