-- Change from baseline to endline of each measure: only enterprises with both; lower is better but for wages.
-- The baseline is the latest up to the cut-off of the endline; `ultima` marks the latest change. Wages of the baseline are
-- told at the prices of the endline where the office gives a price index.
-- grain: one row per enterprise, measure and submission of the endline
-- key: empresa_key, entrega_id, medida
-- rows from: intermedio.stg_mediciones
-- columns: empresa_key, programa_id, medida, indicador, indicador_mejora, mejor_si, columna, pais, periodo, corte,
--   region, sector, clase, valor_lb, valor_lf, cambio, cambio_relativo, mejora, entrega_id, hoja, fila, entrega_lb,
--   hoja_lb, fila_lb, ultima
with valores as (
    select empresa_key, programa_id, momento, entrega_id, hoja, fila, pais, periodo, corte, region, sector, clase, moneda, unidad_produccion, hasta, ipc, medida, valor
    from (
        unpivot (
            select
                empresa_key, programa_id, momento, entrega_id, hoja, fila, pais, periodo, corte, region, sector, clase, moneda, unidad_produccion, hasta, ipc,
                ausentismo::double as ausentismo, frecuencia::double as frecuencia, rotacion::double as rotacion,
                defectos::double as defectos, energia_unidad::double as energia_unidad,
                residuos_unidad::double as residuos_unidad, quejas_anuales::double as quejas_anuales, salario::double as salario
            from intermedio.stg_mediciones
        )
        on ausentismo, frecuencia, rotacion, defectos, energia_unidad, residuos_unidad, quejas_anuales, salario
        into name medida value valor
    )
),

medidas as (
    select * from (values
        ('ausentismo', 'SC16', 'SC12', 'baja', 'dias_ausencia/dias_programados'),
        ('frecuencia', 'SC17', 'SC15', 'baja', 'accidentes/horas'),
        ('rotacion', 'SC18', null, 'baja', 'salidas/trab_promedio/desde/hasta'),
        ('defectos', null, 'SC09', 'baja', 'defectos'),
        ('energia_unidad', null, 'SC13', 'baja', 'energia/produccion'),
        ('residuos_unidad', null, 'SC11', 'baja', 'residuos/produccion'),
        ('quejas_anuales', null, 'SC10', 'baja', 'quejas/desde/hasta'),
        ('salario', null, 'SC14', 'sube', 'salario')
    ) as t (medida, indicador, indicador_mejora, mejor_si, columna)
)

select
    f.empresa_key, f.programa_id, f.medida, m.indicador, m.indicador_mejora, m.mejor_si, m.columna,
    f.pais, f.periodo, f.corte, f.region, f.sector, f.clase,
    b.comparable as valor_lb, f.valor as valor_lf, f.valor - b.comparable as cambio,
    (f.valor - b.comparable) / nullif(b.comparable, 0) as cambio_relativo,
    if(m.mejor_si = 'baja', f.valor < b.comparable, f.valor > b.comparable) as mejora,
    f.entrega_id, f.hoja, f.fila,
    b.entrega_id as entrega_lb, b.hoja as hoja_lb, b.fila as fila_lb,
    row_number() over (partition by f.empresa_key, f.programa_id, f.medida order by f.corte desc, f.entrega_id) = 1 as ultima
from valores as f
inner join lateral (
    -- Wages of the baseline at the prices of the endline, where the office gives the index.
    select *, valor * if(medida = 'salario' and ipc is not null and f.ipc is not null, f.ipc / ipc, 1) as comparable
    from valores
) as b
    on b.empresa_key = f.empresa_key and b.programa_id = f.programa_id and b.medida = f.medida and b.momento = 'LB'
    and b.corte <= f.corte
inner join medidas as m on m.medida = f.medida
where
    f.momento = 'LF'
    -- Wages in two currencies have no difference; of two years they have one at the prices of one year, which the office's
    -- index gives.
    and (
        f.medida <> 'salario'
        or (f.moneda is not distinct from b.moneda and (year(f.hasta) = year(b.hasta) or (f.ipc is not null and b.ipc is not null)))
    )
    -- What is measured by dozens and then by pairs has no difference either.
    and (
        f.medida not in ('energia_unidad', 'residuos_unidad')
        or coalesce(f.unidad_produccion = b.unidad_produccion, true)
    )
qualify row_number() over (
    partition by f.empresa_key, f.entrega_id, f.medida order by b.corte desc, b.entrega_id desc
) = 1
