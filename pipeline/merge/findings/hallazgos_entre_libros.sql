-- Findings that need more than one workbook: a cumulative figure that falls, an inclusion that does not hold, a row left
-- over from an earlier period.
-- The words are those of the rules; placeholders are filled here.
-- grain: one row per finding
-- key: entrega_id, codigo, hoja, fila, columna, mensaje_es
-- columns: entrega_id, codigo, severidad, hoja, fila, columna, celda, valor, mensaje_es, mensaje_en, accion_es,
--   accion_en
with bajan as (
    select
        entrega_id, 'R-RE-04' as codigo, hoja, filas[1] as fila, 'total' as columna, valor,
        indicador, antes
    from (
        select
            *,
            lag(valor) over (partition by plantilla, programa_id, indicador, region, sector, publico, moneda order by fecha, periodo) as antes
        from intermedio.int_declarado
        where tipo_conteo = 'ACU'
    )
    where valor < antes
),

-- What is declared by region, sector or group alone falls where one of them is no longer there.
sumas as (
    select
        *,
        lag(valor) over (partition by plantilla, programa_id, indicador, moneda, desglose order by fecha, periodo) as antes
    from (
        select
            entrega_id, plantilla, programa_id, indicador, moneda, fecha, periodo, any_value(hoja order by filas[1]) as hoja, min(filas[1]) as fila,
            sum(valor) as valor,
            case when sector || publico = '' then 'region' when region || publico = '' then 'sector' when region || sector = '' then 'publico' end as desglose
        from intermedio.int_declarado as d
        where
            tipo_conteo = 'ACU' and indicador not in (select indicador from intermedio.dim_indicador where aditividad = 'ratio') and region || sector || publico <> ''
            -- Where the total stands as well, it is what falls or not.
            and not exists (
                select 1 from intermedio.int_declarado as t
                where t.entrega_id = d.entrega_id and t.indicador = d.indicador and t.region || t.sector || t.publico = ''
            )
        group by all
    )
    where desglose is not null
),

caen as (
    from bajan
    union all by name
    select s.entrega_id, 'R-RE-04' as codigo, s.hoja, s.fila, 'total' as columna, s.valor, s.indicador, s.antes
    from sumas as s
    where s.valor < s.antes and not exists (select 1 from bajan as b where b.entrega_id = s.entrega_id and b.indicador = s.indicador)
),

inclusiones as (
    select distinct p.entrega_id, 'R-RE-06b' as codigo, p.hoja, p.filas[1] as fila, 'incluye_a' as columna, x.indicador, x.incluido
    from intermedio.int_inclusiones as x
    inner join intermedio.int_piezas as p
        on p.indicador = x.indicador and p.plantilla = x.plantilla and p.programa_id = x.incluye and p.dim = ''
    where not x.vale and list_contains(p.incluye, x.incluido)
),

mezclas as (
    select n.entrega_id, 'Q-04' as codigo, n.hoja, n.filas[1] as fila, 'tipo_conteo' as columna, n.indicador
    from intermedio.int_usos as n
    where n.lector = 'linea' and n.nivel_programa <> '' and n.nivel_periodo = '' and n.dim = '' and n.rol = 'ya en el acumulado'
)

select
    b.entrega_id, b.codigo, r.severidad, b.hoja, b.fila, b.columna, null as celda, b.valor::varchar as valor,
    replace(replace(replace(r.mensaje_es, '{indicator}', d.es), '{a}', printf('%.12g', b.antes)), '{b}', printf('%.12g', b.valor)) as mensaje_es,
    replace(replace(replace(r.mensaje_en, '{indicator}', d.en), '{a}', printf('%.12g', b.antes)), '{b}', printf('%.12g', b.valor)) as mensaje_en,
    r.accion_es, r.accion_en
from caen as b
inner join intermedio.dim_regla as r using (codigo)
inner join intermedio.dim_indicador as d using (indicador)
union all by name
select
    i.entrega_id, i.codigo, r.severidad, i.hoja, i.fila, i.columna, null as celda, i.incluido as valor,
    replace(replace(r.mensaje_es, '{indicator}', d.es), '{programme}', i.incluido) as mensaje_es,
    replace(replace(r.mensaje_en, '{indicator}', d.en), '{programme}', i.incluido) as mensaje_en,
    r.accion_es, r.accion_en
from inclusiones as i
inner join intermedio.dim_regla as r using (codigo)
inner join intermedio.dim_indicador as d using (indicador)
union all by name
select
    m.entrega_id, m.codigo, r.severidad, m.hoja, m.fila, m.columna, null as celda, null as valor,
    replace(r.mensaje_es, '{indicator}', d.es) as mensaje_es,
    replace(r.mensaje_en, '{indicator}', d.en) as mensaje_en,
    r.accion_es, r.accion_en
from mezclas as m
inner join intermedio.dim_regla as r using (codigo)
inner join intermedio.dim_indicador as d using (indicador)
union all by name
select
    a.entrega_id, 'Q-27' as codigo, r.severidad, a.hoja, a.fila, 'total' as columna, null as celda, a.valor::varchar as valor,
    replace(replace(r.mensaje_es, '{indicator}', d.es), '{period}', a.periodo_antes) as mensaje_es,
    replace(replace(r.mensaje_en, '{indicator}', d.en), '{period}', a.periodo_antes) as mensaje_en,
    r.accion_es, r.accion_en
from intermedio.stg_resultados_arrastrados as a
inner join intermedio.dim_regla as r on r.codigo = 'Q-27'
inner join intermedio.dim_indicador as d using (indicador)
