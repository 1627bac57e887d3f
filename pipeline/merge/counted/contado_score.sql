-- What the SCORE sheets give: SC01–SC07 and SC16–SC19 by simple counting; SC08 of those who say what they saved,
-- SC09–SC15 of the enterprises measured at baseline and endline.
-- `clave` names the thing that is counted once; where it is null every row adds.
-- grain: one row per indicator and counted thing
-- key: indicador, entrega_id, hoja, fila, periodo
-- columns: indicador, entrega_id, plantilla, pais, programa_id, periodo, fecha, region, sector, clase, publico,
--   clave, valor, mujeres, hombres, numerador, denominador, unidad, hoja, fila, columna, subconjunto_de,
--   calificador, evento, entrega_base, hoja_base, fila_base
with modulos as (
    select e.programa_id, e.empresa_key, e.corte_envio, m.*
    from intermedio.stg_empresas as e
    inner join limpio.modulos as m on m.entrega_id = e.entrega_id and m.empresa_id = e.empresa_id
),

-- An enterprise of a workbook with what it followed in its programme up to that cut-off, earlier workbooks included.
participantes as (
    select
        e.*,
        m.modulos, m.part_total, m.part_mujeres, m.part_hombres, m.fila_part, m.hoja_part, m.entrega_part
    from intermedio.stg_empresas as e
    inner join (
        select
            e.entrega_id,
            e.empresa_id,
            count(distinct m.modulo) as modulos,
            -- People trained: the largest module is a floor, since one person may follow several.
            max(m.part_total) as part_total,
            arg_max(m.trab_mujeres + m.ger_mujeres, (m.part_total, m.corte_envio, m.fila)) as part_mujeres,
            arg_max(m.trab_hombres + m.ger_hombres, (m.part_total, m.corte_envio, m.fila)) as part_hombres,
            arg_max(m.fila, (m.part_total, m.corte_envio, m.fila)) as fila_part,
            arg_max(m.hoja, (m.part_total, m.corte_envio, m.fila)) as hoja_part,
            arg_max(m.entrega_id, (m.part_total, m.corte_envio, m.fila)) as entrega_part
        from intermedio.stg_empresas as e
        inner join modulos as m
            on m.programa_id = e.programa_id and m.empresa_key = e.empresa_key and m.corte_envio <= e.corte_envio
        group by all
    ) as m on m.entrega_id = e.entrega_id and m.empresa_id = e.empresa_id
),

contadas as (
    select 'SC01' as indicador, empresa_key as clave, 1.0 as valor, null as mujeres, null as hombres,
        hoja, fila, 'empresa_id' as columna, null as subconjunto_de, * exclude (hoja, fila)
    from participantes
    union all by name
    select 'SC02' as indicador, empresa_key as clave, 1.0 as valor, null as mujeres, null as hombres,
        hoja, fila, 'empresa_id' as columna, 'SC01' as subconjunto_de, * exclude (hoja, fila)
    from participantes
    where modulos >= 2
    union all by name
    select 'SC03' as indicador, empresa_key as clave, trab_total as valor, trab_mujeres as mujeres,
        trab_hombres as hombres, hoja, fila, 'trab_total' as columna, null as subconjunto_de, * exclude (hoja, fila)
    from participantes
    where trab_total is not null
    union all by name
    select 'SC04' as indicador, empresa_key as clave, part_total as valor, part_mujeres as mujeres,
        part_hombres as hombres, hoja_part as hoja, fila_part as fila, 'part_total' as columna,
        null as subconjunto_de, entrega_part as entrega_id, * exclude (hoja, fila, entrega_id)
    from participantes
    where part_total is not null
    -- Two rows of one enterprise point to the same module: its people are counted once.
    qualify row_number() over (partition by entrega_part, hoja_part, fila_part, periodo_envio order by entrega_id, fila) = 1
),

formadores as (
    select
        i.indicador,
        f.formador_key as clave,
        1.0 as valor,
        if(f.sexo = 'M', 1, if(f.sexo = 'H', 0, null)) as mujeres,
        if(f.sexo = 'H', 1, if(f.sexo = 'M', 0, null)) as hombres,
        'formador_id' as columna,
        if(i.indicador = 'SC06', 'SC05', null) as subconjunto_de,
        f.*
    from intermedio.stg_formadores as f
    cross join (values ('SC05'), ('SC06')) as i (indicador)
    where f.metodologia = 'SCORE' and (i.indicador = 'SC05' or f.estado in ('CER', 'EXP'))
),

razones as (
    select 'SC07' as indicador, m.modulo as serie, m.entrega_id, m.empresa_id, m.hoja, m.fila, 'satisfaccion/encuestados' as columna,
        m.satisfaccion * m.encuestados as numerador, m.encuestados as denominador, null as unidad, null as monto
    from limpio.modulos as m
    where m.satisfaccion is not null and m.encuestados > 0
    union all
    -- Rates describe the endline; baselines serve the change between the two.
    select 'SC16', null, entrega_id, empresa_id, hoja, fila, 'dias_ausencia/dias_programados', dias_ausencia, dias_programados, null, null
    from limpio.mediciones
    where momento = 'LF' and dias_ausencia is not null and dias_programados > 0
    union all
    select 'SC17', null, entrega_id, empresa_id, hoja, fila, 'accidentes/horas', accidentes * 1000000.0, horas, null, null
    from limpio.mediciones
    where momento = 'LF' and accidentes is not null and horas > 0
    union all
    select 'SC18', null, entrega_id, empresa_id, hoja, fila, 'salidas/trab_promedio/desde/hasta',
        salidas * 365.0 / date_diff('day', desde, hasta), trab_promedio, null, null
    from limpio.mediciones
    where momento = 'LF' and salidas is not null and trab_promedio > 0 and hasta > desde
    union all
    select 'SC19', null, m.entrega_id, m.empresa_id, m.hoja, m.fila, 'ahorro', null, null,
        moneda_del_dia(coalesce(m.moneda, p.moneda), m.hasta), m.ahorro
    from limpio.mediciones as m
    inner join intermedio.dim_pais as p on p.pais = m.pais_envio
    where m.momento = 'LF' and m.ahorro is not null
)

select
    indicador, entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo,
    corte_envio as fecha, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase,
    null as publico, clave, valor, mujeres, hombres,
    null as numerador, null as denominador, null as unidad, hoja, fila, columna, subconjunto_de, 'EX' as calificador, false as evento
from contadas
union all by name
select
    indicador, entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo,
    corte_envio as fecha, coalesce(region, 'ND') as region, null as sector, null as clase, null as publico, clave, valor, mujeres, hombres,
    null as numerador, null as denominador, null as unidad, hoja, fila, columna, subconjunto_de, 'EX' as calificador, false as evento
from formadores
union all by name
select
    r.indicador, e.entrega_id, e.plantilla_envio as plantilla, e.pais_envio as pais, e.programa_id,
    e.periodo_envio as periodo, e.corte_envio as fecha, coalesce(e.region, 'ND') as region, coalesce(e.sector, 'ND') as sector,
    coalesce(e.clase, 'ND') as clase, null as publico,
    -- An enterprise in two workbooks is measured once, with its latest measurement.
    concat_ws('|', e.empresa_key, r.serie) as clave,
    coalesce(r.monto, r.numerador / r.denominador) as valor, null as mujeres, null as hombres, r.numerador, r.denominador, r.unidad, r.hoja,
    r.fila, r.columna, null as subconjunto_de, 'EX' as calificador, false as evento
from razones as r
inner join intermedio.stg_empresas as e on e.entrega_id = r.entrega_id and e.empresa_id = r.empresa_id
union all by name
select
    indicador_mejora as indicador, entrega_id, 'SC' as plantilla, pais, programa_id, periodo, corte as fecha,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase, null as publico,
    empresa_key as clave, if(mejora, 1.0, 0.0) as valor, null as mujeres, null as hombres,
    if(mejora, 1.0, 0.0) as numerador, 1.0 as denominador, null as unidad, hoja, fila, columna, null as subconjunto_de,
    'EX' as calificador, false as evento, entrega_lb as entrega_base, hoja_lb as hoja_base, fila_lb as fila_base
from intermedio.stg_cambios
where indicador_mejora is not null
union all by name
select
    'SC08' as indicador, entrega_id, 'SC' as plantilla, pais, programa_id, periodo, corte as fecha,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase, null as publico,
    empresa_key as clave, if(ahorro > 0, 1.0, 0.0) as valor, null as mujeres, null as hombres,
    if(ahorro > 0, 1.0, 0.0) as numerador, 1.0 as denominador, null as unidad, hoja, fila, 'ahorro' as columna,
    null as subconjunto_de, 'EX' as calificador, false as evento
from intermedio.stg_mediciones
where momento = 'LF' and ahorro is not null
