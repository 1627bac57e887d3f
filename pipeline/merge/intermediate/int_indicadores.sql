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

sumas as (
    select
        plantilla, indicador, nivel_pais as pais, nivel_programa as programa_id, nivel_periodo as periodo, dim, miembro, unidad,
        any_value(aditividad) as aditividad,
        round(fsum(valor) filter (rol = 'cuenta'), 6) as suma,
        round(fsum(valor_alto) filter (rol = 'cuenta'), 6) as suma_alta,
        round(fsum(numerador) filter (rol = 'cuenta' and denominador is not null), 6) as numerador,
        round(fsum(numerador_alto) filter (rol = 'cuenta' and denominador is not null), 6) as numerador_alto,
        round(fsum(denominador) filter (rol = 'cuenta' and numerador is not null), 6) as denominador,
        round(fsum(denominador_alto) filter (rol = 'cuenta' and numerador is not null), 6) as denominador_alto,
        count(*) filter (rol = 'cuenta') as n,
        -- Programmes whose figures are in the sum, not those that only sent.
        count(distinct programa_id) filter (rol = 'cuenta') as recibidos,
        calificador_conjunto(list(calificador) filter (rol = 'cuenta')) as calificador,
        bool_or(disputa) filter (rol = 'cuenta') as disputa,
        case count(distinct origen) filter (rol = 'cuenta') when 1 then any_value(origen) filter (rol = 'cuenta') else 'mixto' end as origen
    from intermedio.int_usos
    where lector = 'linea'
    group by all
    having count(*) filter (rol = 'cuenta') > 0
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
