-- Everything that can be added up, declared or counted, one piece each, by total and by single breakdown.
-- Counted: `clave` names what is counted once, of one key the latest piece counts; pieces without key all add and
-- belong to the period of their event. Declared: `acumula` marks cumulative and stock figures, of which a
-- programme's latest counts; the others add.
-- grain: one row per piece
-- key: pieza
with contado as (
    select * from intermedio.contado_score
    union all by name
    select * from intermedio.contado_cadenas
    union all by name
    select * from intermedio.contado_otros
),

contado_desglosado as (
    select '' as dim, '' as miembro, valor as v, * from contado
    union all
    select 'region', region, valor, * from contado where region is not null
    union all
    select 'sector', sector, valor, * from contado where sector is not null
    union all
    select 'clase', clase, valor, * from contado where clase is not null
    union all
    select 'publico', publico, valor, * from contado where publico is not null
    union all
    select 'sexo', 'M', mujeres, * from contado where mujeres is not null and hombres is not null
    union all
    select 'sexo', 'H', hombres, * from contado where mujeres is not null and hombres is not null
),

declarado as (
    select
        d.*, i.aditividad, if(i.unidad = 'moneda', p.moneda, i.unidad) as unidad,
        concat_ws('+', if(region <> '', 'region', null), if(sector <> '', 'sector', null), if(publico <> '', 'publico', null)) as patron,
        (region <> '')::int + (sector <> '')::int + (publico <> '')::int as desgloses
    from intermedio.int_declarado as d
    inner join intermedio.dim_indicador as i using (indicador)
    inner join intermedio.dim_pais as p using (pais)
),

-- The row without breakdown is the total; where there is none, the rows of the simplest breakdown add up to it.
patron_total as (
    select entrega_id, indicador, arg_min(patron, desgloses * 10 + case patron when 'region' then 1 when 'sector' then 2 else 3 end) as patron
    from declarado
    group by all
),

declarado_desglosado as (
    select '' as dim, '' as miembro, valor as v, valor_alto as v_alto, * from declarado
    inner join patron_total using (entrega_id, indicador, patron)
    union all by name
    select 'region' as dim, region as miembro, valor as v, valor_alto as v_alto, * from declarado where patron = 'region'
    union all by name
    select 'sector' as dim, sector as miembro, valor as v, valor_alto as v_alto, * from declarado where patron = 'sector'
    union all by name
    select 'publico' as dim, publico as miembro, valor as v, valor_alto as v_alto, * from declarado where patron = 'publico'
    union all by name
    select 'sexo' as dim, s.miembro, if(s.miembro = 'M', mujeres, hombres) as v, v as v_alto, * exclude (miembro)
    from declarado
    inner join patron_total using (entrega_id, indicador, patron)
    cross join (values ('M'), ('H')) as s (miembro)
    where mujeres is not null and hombres is not null
),

declarado_junto as (
    select
        entrega_id, indicador, dim, miembro, parte,
        any_value(plantilla) as plantilla, any_value(pais) as pais, any_value(programa_id) as programa_id,
        any_value(periodo) as periodo, any_value(hoja) as hoja, any_value(unidad) as unidad,
        not bool_and(suma) as acumula,
        max(fecha) as fecha,
        -- Shares of several breakdowns are no sum: only their ratio of sums is a share.
        if(any_value(aditividad) = 'ratio' and count(*) > 1, fsum(numerador) / nullif(fsum(denominador), 0), fsum(v)) as valor,
        if(any_value(aditividad) = 'ratio' and count(*) > 1, fsum(numerador_alto) / nullif(fsum(denominador), 0), fsum(v_alto)) as valor_alto,
        if(count(denominador) = count(*), fsum(numerador), null) as numerador,
        if(count(denominador) = count(*), fsum(numerador_alto), null) as numerador_alto,
        if(count(denominador) = count(*), fsum(denominador), null) as denominador,
        calificador_conjunto(list(calificador)) as calificador,
        bool_or(disputa) as disputa,
        max(subconjunto_de) as subconjunto_de,
        list_sort(list_distinct(flatten(list(incluye) filter (incluye is not null)))) as incluye,
        flatten(list(filas order by filas)) as filas,
        flatten(list(repetidas order by filas)) as repetidas
    from declarado_desglosado
    group by entrega_id, indicador, dim, miembro, parte
)

select
    concat_ws('#', 'C', indicador, entrega_id, hoja, fila, dim, miembro) as pieza,
    'contado' as origen, indicador, plantilla, c.pais, programa_id,
    if(clave is null, periodo_de(fecha, periodo), periodo) as periodo, periodo as periodo_envio,
    fecha, dim, miembro, clave, false as acumula,
    v::double as valor, v::double as valor_alto,
    numerador::double as numerador, numerador::double as numerador_alto, denominador::double as denominador,
    coalesce(c.unidad, i.unidad) as unidad, 'EX' as calificador, false as disputa, subconjunto_de,
    null as incluye, entrega_id, hoja, [fila]::integer[] as filas, []::integer[] as repetidas, columna
from contado_desglosado as c
inner join intermedio.dim_indicador as i using (indicador)
union all by name
select
    concat_ws('#', 'D', indicador, entrega_id, dim, miembro, parte) as pieza,
    'declarado' as origen, indicador, plantilla, pais, programa_id, periodo, periodo as periodo_envio,
    fecha, dim, miembro, null as clave, acumula,
    valor::double as valor, valor_alto::double as valor_alto, numerador, numerador_alto, denominador,
    unidad, calificador, disputa, subconjunto_de, incluye, entrega_id, hoja, filas, repetidas,
    case when dim = 'sexo' then if(miembro = 'M', 'mujeres', 'hombres') else 'total' end as columna
from declarado_junto
where valor is not null
