-- Amounts in US dollars at the rates that the office supplies (`quipu rates`), beside what has no rate and is not
-- converted: where part of an amount has none, its total is not told. Of periods alone: amounts of all periods together
-- would need one rate for all of them.
-- title: Montos en dólares, a la tasa de la oficina | Amounts in US dollars, at the office's rate
-- sheet: 47 | Montos en dólares | Amounts in dollars
-- grain: one row per indicator, country (empty: region) and period
-- key: plantilla, indicador, pais, periodo
-- columns: plantilla, indicador, pais, periodo, usd, montos, sin_tasa
-- disclose: open
-- amounts: usd, montos, sin_tasa
with montos as (
    select i.plantilla, i.indicador, i.pais, i.periodo, i.unidad, i.valor, if(i.unidad = 'USD', 1.0, coalesce(p.por_usd, g.por_usd)) as por_usd
    from intermedio.int_indicadores as i
    inner join intermedio.dim_indicador as d using (indicador)
    left join bruto.tasas as p on p.moneda = i.unidad and p.periodo = i.periodo
    -- A rate without period holds where its period has none.
    left join bruto.tasas as g on g.moneda = i.unidad and g.periodo = ''
    where d.aditividad = 'currency' and i.dim = '' and i.programa_id = '' and i.pais <> '' and i.periodo <> ''
)

select
    plantilla, indicador, n.nivel as pais, periodo,
    if(bool_or(por_usd is null), null, round(fsum(valor / por_usd), 2)) as usd,
    string_agg(printf('%.2f', valor) || ' ' || unidad || coalesce(' / ' || por_usd, ''), '; ' order by unidad, pais) as montos,
    string_agg(distinct unidad, ';' order by unidad) filter (por_usd is null) as sin_tasa
from montos
cross join lateral (values (pais), ('')) as n (nivel)
group by plantilla, indicador, n.nivel, periodo
order by all
