-- Change from baseline to endline over enterprises: median and interquartile range, with how many have both. Each
-- enterprise once: of two programmes the one with the later endline.
-- title: SCORE: cambio, mediana y cuartiles | SCORE: change, median and quartiles
-- sheet: 28 | SCORE cambio mediano | SCORE median change
-- grain: one row per country (empty: region) and measure
-- key: pais, medida
-- rows from: intermedio.stg_cambios
-- columns: pais, medida, indicador, mejor_si, n, n_mejora, cambio_mediana, cambio_q1, cambio_q3, n_relativo,
--   relativo_mediana, relativo_q1, relativo_q3
-- disclose: own
-- dimensions: medida, mejor_si
-- amounts: n, n_mejora, n_relativo
-- counts: cambio_mediana, cambio_q1, cambio_q3, relativo_mediana, relativo_q1, relativo_q3
with una as (
    select *
    from intermedio.stg_cambios
    where ultima
    qualify row_number() over (partition by empresa_key, medida order by corte desc, programa_id) = 1
)

select
    n.nivel as pais, medida, any_value(indicador) as indicador, any_value(mejor_si) as mejor_si,
    count(*) as n,
    count(*) filter (mejora) as n_mejora,
    round(median(cambio), 9) as cambio_mediana,
    round(quantile_cont(cambio, 0.25), 9) as cambio_q1,
    round(quantile_cont(cambio, 0.75), 9) as cambio_q3,
    count(cambio_relativo) as n_relativo,
    round(median(cambio_relativo), 9) as relativo_mediana,
    round(quantile_cont(cambio_relativo, 0.25), 9) as relativo_q1,
    round(quantile_cont(cambio_relativo, 0.75), 9) as relativo_q3
from una
cross join lateral (values (pais), ('')) as n (nivel)
-- Amounts of different currencies are not compared over countries.
where not (n.nivel = '' and medida = 'salario')
group by all
order by pais, medida
