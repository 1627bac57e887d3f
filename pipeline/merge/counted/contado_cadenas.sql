-- What the value-chain and cooperative sheets give by simple counting.
-- grain: one row per indicator and counted thing
-- key: indicador, entrega_id, hoja, fila
-- columns: indicador, entrega_id, plantilla, pais, programa_id, periodo, fecha, region, sector, publico, clave,
--   valor, mujeres, hombres, numerador, denominador, unidad, hoja, fila, columna, subconjunto_de, clase,
--   calificador, evento, entrega_base, hoja_base, fila_base
with formadores as (
    select
        case f.plantilla_envio when 'CV' then i.cadena else i.cooperativa end as indicador,
        f.entrega_id, f.plantilla_envio as plantilla, f.pais_envio as pais, f.programa_id,
        f.periodo_envio as periodo, f.corte_envio as fecha, coalesce(f.region, 'ND') as region, null as sector, null as publico,
        f.formador_key as clave, 1.0 as valor,
        if(f.sexo = 'M', 1, if(f.sexo = 'H', 0, null)) as mujeres,
        if(f.sexo = 'H', 1, if(f.sexo = 'M', 0, null)) as hombres,
        null as numerador, null as denominador, null as unidad, f.hoja, f.fila, 'formador_id' as columna,
        case when i.cadena = 'CV06' then 'CV14' end as subconjunto_de
    from intermedio.stg_formadores as f
    cross join (values ('CV14', 'CO02', false), ('CV06', null, true)) as i (cadena, cooperativa, certificado)
    where
        f.plantilla_envio in ('CV', 'CO')
        and (f.plantilla_envio = 'CV' or f.metodologia = 'MYCOOP')
        and (not i.certificado or f.estado in ('CER', 'EXP'))
),

organizaciones as (
    select
        case o.plantilla_envio when 'CV' then 'CV01' else 'CO01' end as indicador,
        o.entrega_id, o.plantilla_envio as plantilla, o.pais_envio as pais, o.programa_id,
        o.periodo_envio as periodo, o.corte_envio as fecha, coalesce(o.region, 'ND') as region, coalesce(o.sector, 'ND') as sector, null as publico,
        o.organizacion_key as clave,
        case o.plantilla_envio when 'CV' then o.socios_total else 1.0 end as valor,
        case o.plantilla_envio when 'CV' then o.socias end as mujeres,
        case o.plantilla_envio when 'CV' then o.socios end as hombres,
        null as numerador, null as denominador, null as unidad, o.hoja, o.fila,
        case o.plantilla_envio when 'CV' then 'socios_total' else 'organizacion_id' end as columna,
        null as subconjunto_de
    from intermedio.stg_organizaciones as o
    where
        (o.plantilla_envio = 'CV' and o.socios_total is not null)
        -- A cooperative counts as trained when some action was for it.
        or (
            o.plantilla_envio = 'CO' and o.tipo_org = 'COO'
            and exists (
                select 1 from limpio.acciones as a
                where a.entrega_id = o.entrega_id and a.organizacion_id = o.organizacion_id
            )
        )
),

-- Courses for producers: all of them train (CV03); those open to anybody also reach people who are in no
-- organisation (CV01).
acciones as (
    select
        i.indicador, a.entrega_id, a.plantilla_envio as plantilla, a.pais_envio as pais, a.programa_id,
        a.periodo_envio as periodo, a.fecha_fin as fecha, a.region, null as sector, a.publico,
        a.programa_id || '|' || a.accion_id || '|' || a.fecha_fin as clave,
        a.total - coalesce(a.repetidos, 0) as valor,
        -- Without knowing who was counted before, the figure is approximate.
        if(a.repetidos is null, 'APR', 'EX') as calificador,
        -- Who was counted before is not known by sex, so the breakdown holds only where nobody was.
        case when a.repetidos = 0 then a.mujeres end as mujeres,
        case when a.repetidos = 0 then a.hombres end as hombres,
        null as numerador, null as denominador, null as unidad, a.hoja, a.fila, 'total-repetidos' as columna,
        case i.indicador when 'CV03' then 'CV01' end as subconjunto_de
    from limpio.acciones as a
    cross join (values ('CV03'), ('CV01')) as i (indicador)
    where
        a.plantilla_envio = 'CV' and a.tipo in ('TAL', 'CUR') and a.publico = 'PROD'
        and a.total is not null
        and (i.indicador = 'CV03' or a.organizacion_id is null)
),

medidas as (
    select
        i.indicador, o.entrega_id, o.plantilla_envio as plantilla, o.pais_envio as pais, o.programa_id,
        o.periodo_envio as periodo, o.corte_envio as fecha, coalesce(o.region, 'ND') as region, coalesce(o.sector, 'ND') as sector, null as publico,
        -- An organisation in two workbooks is measured once, with its latest measurement.
        o.organizacion_key as clave,
        case i.indicador when 'CV10' then m.con_credito when 'CV11' then m.con_plan else m.ingreso * m.medidos end as numerador,
        m.medidos as denominador,
        null as mujeres, null as hombres,
        case i.indicador when 'CV12' then moneda_del_dia(coalesce(m.moneda, p.moneda), m.hasta) end as unidad,
        m.hoja, m.fila, i.columna, null as subconjunto_de
    from limpio.mediciones_cv as m
    inner join intermedio.stg_organizaciones as o
        on o.entrega_id = m.entrega_id and o.organizacion_id = m.organizacion_id
    inner join intermedio.dim_pais as p on p.pais = o.pais_envio
    cross join (values ('CV10', 'con_credito/medidos'), ('CV11', 'con_plan/medidos'), ('CV12', 'ingreso/medidos')) as i (indicador, columna)
    where m.momento = 'LF' and o.plantilla_envio = 'CV' and m.medidos > 0
)

select *, null as clase, 'EX' as calificador, false as evento from formadores where indicador is not null
union all by name
select *, null as clase, 'EX' as calificador, false as evento from organizaciones
union all by name
select *, null as clase, true as evento from acciones
union all by name
select *, numerador / denominador as valor, null as clase, 'EX' as calificador, false as evento from medidas where numerador is not null
union all by name
-- Full-time equivalents gained or lost from baseline to endline (net).
select
    'CV13' as indicador, f.entrega_id, 'CV' as plantilla, f.pais, f.programa_id, f.periodo, f.corte as fecha,
    coalesce(o.region, 'ND') as region, coalesce(o.sector, 'ND') as sector, null as publico, f.organizacion_key as clave,
    f.etc - b.etc as valor, f.etc_mujeres - b.etc_mujeres as mujeres, f.etc_hombres - b.etc_hombres as hombres,
    null as numerador, null as denominador, null as unidad, f.hoja, f.fila, 'etc_mujeres+etc_hombres' as columna,
    null as subconjunto_de, null as clase, 'EX' as calificador, false as evento,
    b.entrega_id as entrega_base, b.hoja as hoja_base, b.fila as fila_base
from intermedio.stg_mediciones_cv as f
inner join intermedio.stg_mediciones_cv as b
    on b.organizacion_key = f.organizacion_key and b.programa_id = f.programa_id and b.momento = 'LB'
    and b.corte <= f.corte
inner join intermedio.stg_organizaciones as o on o.entrega_id = f.entrega_id and o.organizacion_key = f.organizacion_key
where f.momento = 'LF' and f.etc is not null and b.etc is not null
qualify row_number() over (partition by f.entrega_id, f.hoja, f.fila order by b.corte desc, b.entrega_id desc, o.fila) = 1
