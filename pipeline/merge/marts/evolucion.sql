-- Each indicator without breakdown, period by period, with its change against the period before of the same length, and where
-- three of them go one way, which. How many programmes are in each tells a change of what they do from one of who reported.
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

seguidas as (
    select
        u.plantilla, u.indicador, u.pais, u.programa_id, u.periodo, u.unidad, u.valor, u.recibidos,
        lag(u.periodo) over antes as periodo_anterior, lag(u.valor) over antes as valor_anterior, lag(u.recibidos) over antes as recibidos_antes,
        lag(u.valor, 2) over antes as dos_antes
    from unicas as u
    inner join consolidado.dim_periodo as p using (periodo)
    window antes as (partition by u.plantilla, u.indicador, u.pais, u.programa_id, u.unidad, p.tipo order by p.hasta)
)

select
    plantilla, indicador, pais, programa_id, periodo, unidad, valor, recibidos, periodo_anterior, valor_anterior, recibidos_antes,
    round(valor - valor_anterior, 6) as cambio, round((valor - valor_anterior) / nullif(abs(valor_anterior), 0), 6) as cambio_relativo,
    case
        when dos_antes is null then null
        when valor > valor_anterior and valor_anterior > dos_antes then 'sube'
        when valor < valor_anterior and valor_anterior < dos_antes then 'baja'
        when valor = valor_anterior and valor_anterior = dos_antes then 'igual'
    end as tendencia
from seguidas
order by plantilla, indicador, pais, programa_id, periodo, unidad
