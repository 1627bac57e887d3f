-- Declared results that count, with the value that each row states and where it stands.
-- grain: one row per row of «Resultados» kept in
-- key: entrega_id, hoja, fila
select
    entrega_id,
    plantilla_envio as plantilla,
    pais_envio as pais,
    programa_id,
    periodo_envio as periodo,
    hoja,
    fila,
    indicador,
    coalesce(region, '') as region,
    coalesce(sector, '') as sector,
    coalesce(publico, '') as publico,
    mujeres,
    hombres,
    -- A share without its total is its numerator over its denominator.
    coalesce(total, mujeres + hombres, numerador / nullif(denominador, 0)) as valor,
    case when denominador > 0 then numerador end as numerador,
    case when numerador is not null then nullif(denominador, 0) end as denominador,
    calificador,
    tipo_conteo,
    fecha_dato,
    subconjunto_de,
    incluye_a,
    fuente
from limpio.resultados
where coalesce(total, mujeres + hombres, numerador / nullif(denominador, 0)) is not null
