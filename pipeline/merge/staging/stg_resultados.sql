-- Declared results that count, with the value that each row states and where it stands.
-- grain: one row per row of «Resultados» kept in
-- key: entrega_id, hoja, fila
-- rows from: limpio.resultados
-- columns: entrega_id, plantilla, pais, programa_id, periodo, hoja, fila, indicador, region, sector, publico,
--   mujeres, hombres, valor, numerador, denominador, calificador, tipo_conteo, fecha_dato, subconjunto_de,
--   incluye_a, columnas, fuente, moneda
with filas as (
    select
        r.*,
        i.tipo = 'share' as es_porcentaje,
        -- A share without its total is its numerator over its denominator.
        if(i.tipo = 'share', coalesce(r.total, r.numerador / nullif(r.denominador, 0)),
            coalesce(r.total, r.mujeres + r.hombres, r.numerador / nullif(r.denominador, 0))) as valor,
        -- Cells that the value was read from.
        case
            when t.celda is not null then ['total']
            when i.tipo <> 'share' and r.mujeres + r.hombres is not null then ['mujeres', 'hombres']
            else ['numerador', 'denominador']
        end as columnas
    from limpio.resultados as r
    inner join intermedio.dim_indicador as i using (indicador)
    left join bruto.celdas as t
        on t.entrega_id = r.entrega_id and t.hoja = r.hoja and t.fila = r.fila and t.columna = 'total'
),

con_base as (
    select
        *,
        -- Only a percentage with its base: the numerator is rounded half up, and taken if it gives the percentage
        -- back within half a point (consolidated model, arithmetic rule 3).
        case
            when numerador is not null then numerador
            when es_porcentaje and denominador > 0 and abs(floor(valor * denominador + 0.5) / denominador - valor) <= 0.005
                then floor(valor * denominador + 0.5)
        end as numerador_leido
    from filas
    where valor is not null
)

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
    valor,
    case when denominador > 0 then numerador_leido end as numerador,
    case when numerador_leido is not null then nullif(denominador, 0) end as denominador,
    calificador,
    -- Without its kind a figure is read as cumulative: it never adds (the sender is told by R-G-14).
    coalesce(tipo_conteo, 'ACU') as tipo_conteo,
    fecha_dato,
    subconjunto_de,
    incluye_a,
    columnas,
    fuente,
    moneda
from con_base
