-- Every line of every indicator, by total and by single breakdown. Shares are ratios of sums. Sums are rounded far
-- behind any meaning, so that the order of rows leaves no trace in them.
-- grain: one row per line, indicator, breakdown and unit
-- key: plantilla, indicador, pais, programa_id, periodo, dim, miembro, unidad
-- columns: plantilla, indicador, pais, programa_id, periodo, dim, miembro, unidad, valor, valor_alto, numerador,
--   denominador, calificador, disputa, origen, n, recibidos, esperados
with esperados as (
    -- Those whom the office's list names, and whoever sent a workbook of this template without being named.
    select n.nivel_pais, n.nivel_periodo, e.plantilla, count(distinct e.remitente) as esperados
    from intermedio.int_envios as e
    cross join lateral (values (e.pais, e.periodo), (e.pais, ''), ('', e.periodo), ('', '')) as n (nivel_pais, nivel_periodo)
    where e.esperado or e.aceptado
    group by all
),

-- By programme first: how many of them are in a sum is then a count.
por_programa as (
    select
        plantilla, indicador, nivel_pais as pais, nivel_programa as programa_id, nivel_periodo as periodo, dim, miembro, unidad,
        programa_id as programa, any_value(aditividad) as aditividad,
        fsum(valor) as suma, fsum(valor_alto) as suma_alta,
        fsum(numerador) filter (denominador is not null) as numerador,
        fsum(numerador_alto) filter (denominador is not null) as numerador_alto,
        fsum(denominador) filter (numerador is not null) as denominador,
        fsum(denominador_alto) filter (numerador is not null) as denominador_alto,
        count(*) as n,
        bool_or(calificador = 'APR') as aproximado, bool_or(calificador = 'MAS') as mas, bool_or(calificador = 'MIN') as minimo,
        bool_or(disputa) as disputa, min(origen) as origen, max(origen) as otro_origen
    from intermedio.int_usos
    where lector = 'linea' and rol = 'cuenta'
    group by all
),

sumas as (
    select
        plantilla, indicador, pais, programa_id, periodo, dim, miembro, unidad,
        any_value(aditividad) as aditividad,
        round(fsum(suma), 6) as suma, round(fsum(suma_alta), 6) as suma_alta,
        round(fsum(numerador), 6) as numerador, round(fsum(numerador_alto), 6) as numerador_alto,
        round(fsum(denominador), 6) as denominador, round(fsum(denominador_alto), 6) as denominador_alto,
        sum(n)::bigint as n,
        -- Programmes whose figures are in the sum, not those that only sent.
        count(programa) as recibidos,
        case when bool_or(aproximado) then 'APR' when bool_or(mas) then 'MAS' when bool_or(minimo) then 'MIN' else 'EX' end as calificador,
        bool_or(disputa) as disputa,
        if(min(origen) = max(otro_origen), min(origen), 'mixto') as origen
    from por_programa
    group by all
)

select
    s.plantilla, s.indicador, s.pais, s.programa_id, s.periodo, s.dim, s.miembro, s.unidad,
    if(s.aditividad = 'ratio', coalesce(round(s.numerador / s.denominador, 9), if(s.n = 1, s.suma, null)), s.suma) as valor,
    if(s.aditividad = 'ratio', coalesce(round(s.numerador_alto / s.denominador_alto, 9), if(s.n = 1, s.suma_alta, null)), s.suma_alta) as valor_alto,
    if(s.aditividad = 'ratio', s.numerador, null) as numerador,
    if(s.aditividad = 'ratio', s.denominador, null) as denominador,
    s.calificador, s.disputa, s.origen, s.n, s.recibidos,
    -- Events may fall into a period for which nobody sent a workbook.
    if(s.programa_id <> '', 1, greatest(coalesce(e.esperados, 0), s.recibidos)) as esperados
from sumas as s
left join esperados as e
    on e.nivel_pais = s.pais and e.nivel_periodo = s.periodo and e.plantilla = s.plantilla
where if(s.aditividad = 'ratio', coalesce(round(s.numerador / s.denominador, 9), if(s.n = 1, s.suma, null)), s.suma) is not null
