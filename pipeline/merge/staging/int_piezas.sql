-- Everything that can be added up, declared or counted, one piece each, by total and by single breakdown.
-- `clave` names what is counted once: of one key the latest piece counts; pieces without key all add.
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
    select *,
        (region <> '')::int + (sector <> '')::int + (publico <> '')::int as desgloses,
        concat_ws('+', if(region <> '', 'region', null), if(sector <> '', 'sector', null), if(publico <> '', 'publico', null)) as patron
    from intermedio.int_declarado
),

-- The row without breakdown is the total; where there is none, the rows of the simplest breakdown add up to it.
patron_total as (
    select entrega_id, indicador, arg_min(patron, desgloses * 10 + case patron when 'region' then 1 when 'sector' then 2 else 3 end) as patron
    from declarado
    group by all
),

declarado_desglosado as (
    select '' as dim, '' as miembro, d.valor as v, d.valor_alto as v_alto, d.* from declarado as d
    inner join patron_total as p using (entrega_id, indicador, patron)
    union all
    select 'region', region, valor, valor_alto, * from declarado where patron = 'region'
    union all
    select 'sector', sector, valor, valor_alto, * from declarado where patron = 'sector'
    union all
    select 'publico', publico, valor, valor_alto, * from declarado where patron = 'publico'
    union all
    select 'sexo', 'M', d.mujeres, d.mujeres, d.* from declarado as d
    inner join patron_total as p using (entrega_id, indicador, patron)
    where d.mujeres is not null and d.hombres is not null
    union all
    select 'sexo', 'H', d.hombres, d.hombres, d.* from declarado as d
    inner join patron_total as p using (entrega_id, indicador, patron)
    where d.mujeres is not null and d.hombres is not null
)

select
    concat_ws('#', 'C', indicador, entrega_id, hoja, fila, dim, miembro) as pieza,
    'contado' as origen, indicador, plantilla, pais, programa_id, periodo, fecha, dim, miembro, clave,
    v::double as valor, v::double as valor_alto,
    numerador::double as numerador, numerador::double as numerador_alto, denominador::double as denominador,
    coalesce(contado_desglosado.unidad, i.unidad) as unidad, 'EX' as calificador, false as disputa, subconjunto_de,
    null as incluye_a, entrega_id, hoja, [fila]::integer[] as filas, columna
from contado_desglosado
inner join intermedio.dim_indicador as i using (indicador)
union all by name
select
    concat_ws('#', 'D', indicador, entrega_id, dim, miembro, region, sector, publico) as pieza,
    'declarado' as origen, indicador, plantilla, pais, programa_id, periodo, fecha, dim, miembro,
    -- Cumulative and stock figures of a programme: the latest counts.
    if(tipo_conteo = 'INC', null, concat_ws('|', 'declarado', programa_id, region, sector, publico)) as clave,
    v::double as valor, v_alto::double as valor_alto, numerador, numerador_alto, denominador,
    i.unidad, calificador, disputa, subconjunto_de, incluye_a, entrega_id, hoja, filas,
    case when dim = 'sexo' then if(miembro = 'M', 'mujeres', 'hombres') else 'total' end as columna
from declarado_desglosado
inner join intermedio.dim_indicador as i using (indicador)
