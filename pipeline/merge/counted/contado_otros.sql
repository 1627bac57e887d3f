-- What the green-job, training and policy sheets give by simple counting. Products, courses, bills and plans are
-- declared only (consolidated model).
-- grain: one row per indicator and counted thing
-- key: indicador, entrega_id, hoja, fila
-- columns: indicador, entrega_id, plantilla, pais, programa_id, periodo, fecha, region, sector, clase, publico,
--   clave, valor, mujeres, hombres, numerador, denominador, unidad, hoja, fila, columna, subconjunto_de,
--   calificador, evento
with empleos as (
    select
        case tipo when 'CRE' then 'EV03' else 'EV04' end as indicador,
        coalesce(region, 'ND') as region, null as publico, total::double as valor, mujeres, hombres, 'total' as columna,
        null as numerador, null as denominador, fecha, programa_id || '|' || empleo_id || '|' || fecha as clave,
        'EX' as calificador, true as evento, * exclude (region, mujeres, hombres, fecha)
    from limpio.empleos
    where es_verde = 'S' and tipo in ('CRE', 'MEJ') and total is not null
),

acciones as (
    select
        case
            when plantilla_envio = 'EV' and publico = 'PER' then 'EV02'
            when plantilla_envio = 'EV' then 'EV01'
            when publico = 'FORM' then null
            else 'FE01'
        end as indicador,
        region, publico, (total - coalesce(repetidos, 0))::double as valor,
        programa_id || '|' || accion_id || '|' || fecha_fin as clave,
        -- Without knowing who was counted before, the figure is approximate.
        if(repetidos is null, 'APR', 'EX') as calificador, true as evento,
        case when repetidos = 0 then mujeres end as mujeres,
        case when repetidos = 0 then hombres end as hombres,
        'total-repetidos' as columna, null as numerador, null as denominador, fecha_fin as fecha,
        * exclude (region, publico, mujeres, hombres)
    from limpio.acciones
    where plantilla_envio in ('EV', 'FE') and tipo in ('TAL', 'CUR') and total is not null
),

formadores as (
    select 'FE02' as indicador, coalesce(region, 'ND') as region, 'EX' as calificador, false as evento, null as publico, 1.0 as valor,
        if(sexo = 'M', 1, if(sexo = 'H', 0, null)) as mujeres, if(sexo = 'H', 1, if(sexo = 'M', 0, null)) as hombres,
        'formador_id' as columna, null as numerador, null as denominador, corte_envio as fecha,
        formador_key as clave, * exclude (region)
    from intermedio.stg_formadores
    where plantilla_envio = 'FE'
),

seguimiento as (
    select i.indicador, null as region, null as publico, 'EX' as calificador, true as evento,
        s.programa_id || '|' || s.accion_id || '|' || s.fecha as clave,
        case i.indicador when 'FE03' then coalesce(s.iniciaron_mujeres, 0) + coalesce(s.iniciaron_hombres, 0)
            else coalesce(s.mejoraron_mujeres, 0) + coalesce(s.mejoraron_hombres, 0) end::double as valor,
        case i.indicador when 'FE03' then s.iniciaron_mujeres else s.mejoraron_mujeres end as mujeres,
        case i.indicador when 'FE03' then s.iniciaron_hombres else s.mejoraron_hombres end as hombres,
        i.columna, null as numerador, null as denominador, s.*
    from limpio.seguimiento as s
    cross join (values ('FE03', 'iniciaron_mujeres+iniciaron_hombres'), ('FE04', 'mejoraron_mujeres+mejoraron_hombres')) as i (indicador, columna)
    where case i.indicador when 'FE03' then coalesce(s.iniciaron_mujeres, s.iniciaron_hombres)
        else coalesce(s.mejoraron_mujeres, s.mejoraron_hombres) end is not null
),

procesos as (
    select
        'PL01' as indicador, 'EX' as calificador, false as evento, null as region, null as publico, 1.0 as valor, null as mujeres, null as hombres,
        'proceso_id' as columna, null as numerador, null as denominador, corte_envio as fecha,
        programa_id || '|' || proceso_id as clave, *
    from limpio.procesos
    where tipo in ('LEY', 'REG') and etapa in ('APRO', 'IMPL', 'REVI')
),

consultas as (
    select 'PL02' as indicador, 'EX' as calificador, false as evento, null as region, null as publico,
        if(cons_gob = 'S' and cons_emp = 'S' and cons_tra = 'S', 1.0, 0.0) as valor, null as mujeres, null as hombres,
        'cons_gob+cons_emp+cons_tra' as columna, valor as numerador, 1.0 as denominador, corte_envio as fecha,
        programa_id || '|' || proceso_id as clave, *
    from limpio.procesos
    where cons_gob is not null and cons_emp is not null and cons_tra is not null
),

juntos as (
    select * from empleos
    union all by name
    select * from acciones
    union all by name
    select * from formadores
    union all by name
    select * from seguimiento
    union all by name
    select * from procesos
    union all by name
    select * from consultas
)

select
    indicador, entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo,
    fecha, region, if(indicador in ('EV03', 'EV04'), coalesce(sector_verde, 'ND'), null) as sector, null as clase, publico, clave, valor, mujeres, hombres,
    numerador, denominador, null as unidad, hoja, fila, columna, null as subconjunto_de, calificador, evento
from juntos
where indicador is not null
