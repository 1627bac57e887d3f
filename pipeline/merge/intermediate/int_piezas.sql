-- Everything that can be added up, declared or counted, one piece each, by total and by single breakdown.
-- Counted: `clave` names what is counted once, of one key the latest piece counts; events belong to the period in
-- which they took place. Declared: `acumula` marks cumulative and stock figures, of which a
-- programme's latest counts; the others add. `tipo_conteo` tells the two apart.
-- grain: one row per piece
-- key: pieza
-- columns: pieza, origen, indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro,
--   clave, evento, acumula, tipo_conteo, valor, valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad,
--   calificador, disputa, subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base,
--   hoja_base, fila_base, clave_n, serie_n, corte_n, orden
with contado_desglosado as (
    select '' as dim, '' as miembro, valor as v, * from intermedio.contado
    union all
    select 'region', region, valor, * from intermedio.contado where region is not null
    union all
    select 'sector', sector, valor, * from intermedio.contado where sector is not null
    union all
    select 'clase', clase, valor, * from intermedio.contado where clase is not null
    union all
    select 'publico', publico, valor, * from intermedio.contado where publico is not null
    union all
    select 'sexo', 'M', mujeres, * from intermedio.contado where mujeres is not null and hombres is not null
    union all
    select 'sexo', 'H', hombres, * from intermedio.contado where mujeres is not null and hombres is not null
),

declarado as (
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

piezas as (
    select
        concat_ws('#', 'C', indicador, entrega_id, hoja, fila, periodo, dim, miembro) as pieza,
        'contado' as origen, indicador, plantilla, c.pais, programa_id,
        if(evento, periodo_de(fecha, periodo), periodo) as periodo, periodo as periodo_envio,
        fecha, dim, miembro, clave, evento, false as acumula, null as tipo_conteo,
        v::double as valor, v::double as valor_alto,
        numerador::double as numerador, numerador::double as numerador_alto,
        denominador::double as denominador, denominador::double as denominador_alto,
        coalesce(c.unidad, i.unidad) as unidad, c.calificador, false as disputa, subconjunto_de,
        null as incluye, entrega_id, hoja, [fila]::integer[] as filas, []::integer[] as repetidas, columna,
        entrega_base, hoja_base, fila_base
    from contado_desglosado as c
    inner join intermedio.dim_indicador as i using (indicador)
    union all by name
    select
        concat_ws('#', 'D', indicador, entrega_id, dim, miembro, parte) as pieza,
        'declarado' as origen, indicador, plantilla, pais, programa_id, periodo, periodo as periodo_envio,
        fecha, dim, miembro, null as clave, false as evento, acumula, tipo_conteo,
        valor::double as valor, valor_alto::double as valor_alto, numerador, numerador_alto, denominador, denominador_alto,
        unidad, calificador, disputa, subconjunto_de, incluye, entrega_id, hoja, filas, repetidas,
        case when dim = 'sexo' then if(miembro = 'M', 'mujeres', 'hombres') else 'total' end as columna
    from declarado_junto
    where valor is not null
),

-- Numbers for comparing quickly: what is counted once, the line that a piece belongs to at any level, and of things
-- counted once the latest first.
claves as (
    select clave, row_number() over (order by clave) as clave_n
    from (select distinct clave from piezas where clave is not null)
),

series as (
    select *, dense_rank() over (order by dim, miembro, unidad) as corte_n, row_number() over (order by plantilla, indicador, dim, miembro, unidad) as serie_n
    from (select distinct plantilla, indicador, dim, miembro, unidad from piezas)
)

select
    p.*, c.clave_n, s.serie_n, s.corte_n,
    row_number() over (
        -- Of two programmes with the same cut-off the larger figure; of shares that with the larger base.
        order by p.fecha desc, p.periodo desc, p.periodo_envio desc, coalesce(p.denominador, p.valor) desc nulls last, p.programa_id, p.pieza
    ) as orden
from piezas as p
left join claves as c on c.clave = p.clave
inner join series as s
    on s.plantilla = p.plantilla and s.indicador = p.indicador and s.dim = p.dim and s.miembro = p.miembro and s.unidad is not distinct from p.unidad
