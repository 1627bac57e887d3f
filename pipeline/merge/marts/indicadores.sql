-- One of the long indicator tables. Empty dimension = all; a row breaks down by at most one dimension.
-- title SC: Indicadores SCORE | SCORE indicators
-- sheet SC: 3 | SCORE | SCORE
-- title SC wide: Indicadores SCORE, una columna por indicador | SCORE indicators, one column for each indicator
-- sheet SC wide: 9 | SCORE en columnas | SCORE in columns
-- title CV: Resultados de cadenas de valor | Value-chain results
-- sheet CV: 4 | Cadenas de valor | Value chains
-- title CV wide: Resultados de cadenas de valor, una columna por indicador | Value-chain results, one column for each indicator
-- sheet CV wide: 10 | Cadenas en columnas | Chains in columns
-- title EV: Resultados de empleos verdes | Green-job results
-- sheet EV: 5 | Empleos verdes | Green jobs
-- title EV wide: Resultados de empleos verdes, una columna por indicador | Green-job results, one column for each indicator
-- sheet EV wide: 11 | Verdes en columnas | Green in columns
-- title CO: Resultados de cooperativas | Cooperative results
-- sheet CO: 6 | Cooperativas | Cooperatives
-- title CO wide: Resultados de cooperativas, una columna por indicador | Cooperative results, one column for each indicator
-- sheet CO wide: 12 | Cooperativas en columnas | Cooperatives in columns
-- title FE: Resultados de formación empresarial | Business-training results
-- sheet FE: 7 | Formación empresarial | Business training
-- title FE wide: Resultados de formación empresarial, una columna por indicador | Business-training results, one column for each indicator
-- sheet FE wide: 13 | Formación en columnas | Training in columns
-- title PL: Resultados de apoyo a políticas | Policy-support results
-- sheet PL: 8 | Políticas | Policy
-- title PL wide: Resultados de apoyo a políticas, una columna por indicador | Policy-support results, one column for each indicator
-- sheet PL wide: 14 | Políticas en columnas | Policy in columns
-- grain: one row per indicator, line, breakdown and unit
-- key: indicador, pais, programa_id, region, sector, clase, sexo, periodo, publico, unidad
-- columns: indicador, pais, programa_id, region, sector, clase, sexo, periodo, valor, numerador, denominador,
--   unidad, calificador, n, recibidos, esperados, publico, origen, valor_alterno, estado
-- disclose: lines
-- dimensions: unidad, sexo
-- amounts: recibidos, esperados
-- counts: valor, numerador, denominador, n, valor_alterno
-- references: indicador in consolidado.dim_indicador
-- references: programa_id in consolidado.dim_programa
select
    indicador,
    pais,
    programa_id,
    if(dim = 'region', miembro, '') as region,
    if(dim = 'sector', miembro, '') as sector,
    if(dim = 'clase', miembro, '') as clase,
    if(dim = 'sexo', miembro, '') as sexo,
    periodo,
    valor,
    numerador,
    denominador,
    unidad,
    calificador,
    n::integer as n,
    recibidos::integer as recibidos,
    esperados::integer as esperados,
    if(dim = 'publico', miembro, '') as publico,
    origen,
    -- The other value where two sources disagree and nothing decides between them.
    if(disputa and valor_alto <> valor, valor_alto, null) as valor_alterno,
    if(disputa, 'en disputa', 'publicado') as estado
from intermedio.int_indicadores
where plantilla = '$plantilla'
order by all
