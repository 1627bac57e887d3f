-- The value that a submission declares for an indicator and breakdown, from all rows that state it.
-- Rows alike but for their source: INC rows add; of ACU and STK rows the latest date counts, and where sources
-- disagree the one with a base is taken; if that does not decide, both values are kept, «en disputa». INC rows that
-- are part of another indicator stand apart from those that are not, and so do amounts of another currency.
-- grain: one row per submission, indicator, breakdown and part
-- key: entrega_id, indicador, region, sector, publico, parte
-- rows from: intermedio.stg_resultados
-- columns: entrega_id, indicador, region, sector, publico, parte, plantilla, pais, programa_id, periodo, hoja,
--   suma, tipo_conteo, fecha, valor, valor_alto, numerador, numerador_alto, denominador, denominador_alto, mujeres,
--   hombres, calificador, disputa, subconjunto_de, incluye, filas, repetidas, moneda
with resultados as (
    select
        r.* exclude (moneda), coalesce(r.moneda, p.moneda) as moneda, i.aditividad = 'ratio' as es_razon,
        r.tipo_conteo = 'INC' as suma,
        concat_ws('|', if(r.tipo_conteo = 'INC', coalesce(r.subconjunto_de, ''), ''), if(i.unidad = 'moneda', coalesce(r.moneda, p.moneda), null)) as parte,
        if(i.unidad = 'moneda', coalesce(r.moneda, p.moneda), '') as de_moneda
    from intermedio.stg_resultados as r
    inner join intermedio.dim_indicador as i using (indicador)
    inner join intermedio.dim_pais as p using (pais)
    -- What was left over from an earlier period is in its figures already.
    anti join intermedio.stg_resultados_arrastrados as a on a.entrega_id = r.entrega_id and a.hoja = r.hoja and a.fila = r.fila
    -- Targets stand apart (R-RE-07); «16 de las 27» is no value of its own indicator.
    where r.calificador is distinct from 'META' and r.subconjunto_de is distinct from r.indicador
),

-- Mixed kinds in one indicator: cumulative is preferred, then stock.
tipo_elegido as (
    select
        entrega_id, indicador, region, sector, publico, de_moneda,
        case
            when bool_or(tipo_conteo = 'ACU') then 'ACU'
            when bool_or(tipo_conteo = 'STK') then 'STK'
            else 'INC'
        end as tipo_conteo
    from resultados
    group by all
),

elegidos as (
    select
        r.*,
        not r.suma and r.fecha_dato < max(r.fecha_dato) over grupo as anterior,
        bool_or(r.denominador is not null) over (
            partition by r.entrega_id, r.indicador, r.region, r.sector, r.publico, r.de_moneda, r.fecha_dato
        ) as alguno_con_base
    from resultados as r
    inner join tipo_elegido as t using (entrega_id, indicador, region, sector, publico, de_moneda, tipo_conteo)
    window grupo as (partition by r.entrega_id, r.indicador, r.region, r.sector, r.publico, r.de_moneda)
),

usados as (
    select
        *,
        {'valor': valor, 'numerador': numerador, 'denominador': denominador, 'mujeres': mujeres, 'hombres': hombres, 'fila': fila} as dicho
    from elegidos
    where suma or (not anterior and (denominador is not null or not alguno_con_base))
),

agrupados as (
    select
        entrega_id, indicador, region, sector, publico, parte, es_razon, suma, tipo_conteo,
        any_value(plantilla) as plantilla,
        any_value(pais) as pais,
        any_value(programa_id) as programa_id,
        any_value(periodo) as periodo,
        any_value(hoja) as hoja,
        any_value(moneda) as moneda,
        max(fecha_dato) as fecha,
        -- Everything that is published of a figure stated more than once comes from one row: of rows that say the
        -- same the exact one, with its sexes.
        arg_min(dicho, (valor, calificador is distinct from 'EX', mujeres is null, fila)) as bajo,
        arg_max(dicho, (valor, fila)) as alto,
        count(*) as veces,
        count(denominador) as con_base,
        fsum(valor) as suma_valor,
        fsum(numerador) as suma_numerador,
        fsum(denominador) as suma_denominador,
        if(count(mujeres) = count(*) and count(hombres) = count(*), sum(mujeres), null) as suma_mujeres,
        if(count(mujeres) = count(*) and count(hombres) = count(*), sum(hombres), null) as suma_hombres,
        -- The same value said exactly and as a floor is exact; floors and approximations mark a sum.
        if(not suma and bool_or(calificador = 'EX'), 'EX', calificador_conjunto(list(calificador))) as calificador,
        not suma and count(distinct valor) > 1 as disputa,
        list(fila order by fila) as todas,
        max(subconjunto_de) as subconjunto_de,
        list_sort(list_distinct(flatten(list(string_split(incluye_a, ';')) filter (incluye_a is not null)))) as incluye
    from usados
    group by entrega_id, indicador, region, sector, publico, parte, es_razon, suma, tipo_conteo
)

select
    entrega_id, indicador, region, sector, publico, parte, plantilla, pais, programa_id, periodo, hoja, suma, tipo_conteo, fecha,
    -- Shares are never summed: several new ones give the ratio of their sums, or nothing without their bases.
    case
        when not suma or veces = 1 then bajo.valor
        when es_razon then if(con_base = veces, suma_numerador / suma_denominador, null)
        else suma_valor
    end as valor,
    if(suma, valor, alto.valor) as valor_alto,
    if(suma, if(con_base = veces, suma_numerador, null), bajo.numerador) as numerador,
    if(suma, numerador, alto.numerador) as numerador_alto,
    if(suma, if(con_base = veces, suma_denominador, null), bajo.denominador) as denominador,
    if(suma, denominador, alto.denominador) as denominador_alto,
    if(es_razon, null, if(suma, suma_mujeres, bajo.mujeres)) as mujeres,
    if(es_razon, null, if(suma, suma_hombres, bajo.hombres)) as hombres,
    calificador, disputa, subconjunto_de, incluye,
    if(suma, todas, [bajo.fila]) as filas,
    if(suma, []::integer[], list_filter(todas, fila -> fila <> bajo.fila)) as repetidas,
    moneda
from agrupados
