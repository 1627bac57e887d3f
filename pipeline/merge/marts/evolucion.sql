-- Each indicator without breakdown, period by period, with its change against the period before of the same length, and where
-- three of them go one way, which. A change is told only of the same thing: of the same programmes, and of what is counted since
-- the start only where each period says all until then.
-- title: Evolución: cada cifra y su cambio frente al periodo anterior | Change over time: each figure against the period before
-- sheet: 60 | Evolución | Change over time
-- grain: one row per template, indicator, country (empty: region), programme (empty: all), period and unit
-- key: plantilla, indicador, pais, programa_id, periodo, unidad
-- columns: plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, periodo_anterior, valor_anterior,
--   recibidos_antes, cambio, cambio_relativo, tendencia
-- disclose: own
-- dimensions: unidad, periodo_anterior, tendencia
-- amounts: recibidos, recibidos_antes
-- counts: valor, valor_anterior, cambio, cambio_relativo
-- references: indicador in consolidado.dim_indicador
-- references: programa_id in consolidado.dim_programa
-- label periodo_anterior: Periodo anterior | Period before
-- label recibidos: Programas con dato | Programmes with data | programas
-- label recibidos_antes: Programas con dato, antes | Programmes with data, before | programas
-- label valor_anterior: Valor anterior | Value before
-- label tendencia: Tendencia de tres periodos | Trend of three periods
with lineas as (
    select 'SC' as plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, region, sector, clase, sexo, publico from consolidado.score_indicadores
    union all
    select 'CV' as plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, region, sector, clase, sexo, publico from consolidado.cv_resultados
    union all
    select 'EV' as plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, region, sector, clase, sexo, publico from consolidado.ev_resultados
    union all
    select 'CO' as plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, region, sector, clase, sexo, publico from consolidado.co_resultados
    union all
    select 'FE' as plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, region, sector, clase, sexo, publico from consolidado.fe_resultados
    union all
    select 'PL' as plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, region, sector, clase, sexo, publico from consolidado.pl_resultados
),

unicas as (
    select *
    from lineas
    where region || sector || clase || sexo || publico = '' and periodo <> '' and valor is not null
),

-- Programmes that are in a line, and those of them that say what is new in the period instead of all since the start.
programas as (
    select
        i.plantilla, i.indicador, n.nivel as pais, i.periodo, i.unidad, list(distinct i.programa_id order by i.programa_id) as cuales,
        list(distinct d.programa_id) filter (d.programa_id is not null) as nuevos
    from intermedio.int_indicadores as i
    left join intermedio.int_declarado as d
        on d.suma and d.indicador = i.indicador and d.programa_id = i.programa_id and d.periodo = i.periodo
    cross join lateral (values (i.pais), ('')) as n (nivel)
    where i.dim = '' and i.programa_id <> '' and i.periodo <> '' and i.valor is not null
    group by i.plantilla, i.indicador, n.nivel, i.periodo, i.unidad
),

en_orden as (
    select
        u.plantilla, u.indicador, u.pais, u.programa_id, u.periodo, u.unidad, u.valor, u.recibidos, p.tipo, p.hasta,
        if(u.programa_id = '', g.cuales, [u.programa_id]) as cuales,
        i.tiempo = 'cumulative' and coalesce(if(u.programa_id = '', len(g.nuevos) > 0, list_contains(g.nuevos, u.programa_id)), false) as de_nuevos,
        i.tiempo = 'cumulative' as acumula
    from unicas as u
    inner join consolidado.dim_periodo as p using (periodo)
    inner join consolidado.dim_indicador as i using (indicador)
    left join programas as g
        on g.plantilla = u.plantilla and g.indicador = u.indicador and g.pais = u.pais and g.periodo = u.periodo and g.unidad = u.unidad
),

seguidas as (
    select
        *, lag(periodo) over antes as periodo_anterior, lag(valor) over antes as valor_anterior,
        lag(recibidos) over antes as recibidos_antes, lag(valor, 2) over antes as dos_antes,
        lag(cuales) over antes = cuales and not de_nuevos and not lag(de_nuevos) over antes
            -- Less than before was not all since the start.
            and not (acumula and valor < lag(valor) over antes) as comparables,
        lag(cuales, 2) over antes = cuales and not lag(de_nuevos, 2) over antes as tambien_antes
    from en_orden
    window antes as (partition by plantilla, indicador, pais, programa_id, unidad, tipo order by hasta)
)

select
    plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, periodo_anterior, valor_anterior, recibidos_antes,
    if(comparables, round(valor - valor_anterior, 6), null) as cambio,
    if(comparables, round((valor - valor_anterior) / nullif(abs(valor_anterior), 0), 6), null) as cambio_relativo,
    case
        when dos_antes is null or not coalesce(comparables and tambien_antes, false) then null
        when valor > valor_anterior and valor_anterior > dos_antes then 'sube'
        when valor < valor_anterior and valor_anterior < dos_antes then 'baja'
        when valor = valor_anterior and valor_anterior = dos_antes then 'igual'
    end as tendencia
from seguidas
order by plantilla, indicador, pais, programa_id, periodo, unidad
