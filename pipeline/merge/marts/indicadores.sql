-- One of the long indicator tables. Empty dimension = all; a row breaks down by at most one dimension.
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
