-- Targets beside what was reached of them, apart from results and never added to them (R-RE-07). What was reached by the
-- target's day: of flows the sum of the periods until then, else the figure of the latest of them.
-- title: Metas y lo alcanzado | Targets and what was reached
-- sheet: 51 | Metas | Targets
-- shown: always
-- page: metas | indicador, pais, programa_id, region, sector, publico, valor, unidad, fecha_dato, alcanzado, parte, estado, periodo
-- grain: one row per declared target, as the latest workbook has it
-- key: entrega_id, hoja, fila
-- rows from: intermedio.stg_resultados
-- columns: entrega_id, plantilla, pais, programa_id, periodo, indicador, region, sector, publico, unidad, valor,
--   fecha_dato, alcanzado, parte, estado, fuente, hoja, fila
-- disclose: own
-- dimensions: unidad
-- amounts: valor
-- counts: alcanzado, parte
-- label valor: Meta | Target
-- label fecha_dato: Para cuándo | By when
-- label alcanzado: Alcanzado hasta ahora | Reached so far
-- label parte: Parte alcanzada | Share reached | %
-- label estado: Cómo va | How it stands
with metas as (
    select
        r.*,
        case when region <> '' then 'region' when sector <> '' then 'sector' when publico <> '' then 'publico' else '' end as dim,
        region || sector || publico as miembro
    from intermedio.stg_resultados as r
    inner join consolidado.entregas as e using (entrega_id)
    where r.calificador = 'META'
    -- A target that stands in the workbooks of several periods is one: that of the latest.
    qualify dense_rank() over (
        partition by r.plantilla, r.pais, r.programa_id, r.indicador, r.region, r.sector, r.publico, r.moneda, r.fecha_dato, r.valor
        order by e.fecha_corte desc, r.entrega_id desc
    ) = 1
),

-- A target in two breakdowns at once has no figure beside it.
cifras as (
    select
        m.entrega_id, m.hoja, m.fila, i.periodo, i.valor, f.tiempo, f.mejor,
        if(i.periodo = '', null, p.hasta) as hasta
    from metas as m
    inner join intermedio.int_indicadores as i
        on
            i.plantilla = m.plantilla and i.indicador = m.indicador and i.pais = m.pais and i.programa_id = m.programa_id
            and i.dim = m.dim and i.miembro = m.miembro
    inner join intermedio.dim_indicador as d on d.indicador = m.indicador
    inner join intermedio.dim_ficha as f on f.indicador = m.indicador
    inner join intermedio.dim_pais as c on c.pais = m.pais
    left join consolidado.dim_periodo as p on p.periodo = i.periodo
    -- A target in one currency says nothing of figures in another.
    where (d.unidad <> 'moneda' or i.unidad = coalesce(m.moneda, c.moneda)) and (m.region <> '')::int + (m.sector <> '')::int + (m.publico <> '')::int <= 1
),

-- Lists of several periods: each thing from the day on which it was first listed.
listado_hasta as (
    select m.entrega_id, m.hoja, m.fila, fsum(u.valor) as valor
    from metas as m
    inner join intermedio.int_usos as u
        on
            u.lector = 'linea' and u.nivel_programa = m.programa_id and u.nivel_periodo = '' and u.plantilla = m.plantilla
            and u.indicador = m.indicador and u.dim = m.dim and u.miembro = m.miembro and u.rol = 'cuenta'
            and u.origen = 'contado' and u.desde <= m.fecha_dato
    inner join intermedio.dim_ficha as f on f.indicador = m.indicador and f.tiempo = 'cumulative'
    inner join intermedio.dim_indicador as d on d.indicador = m.indicador
    inner join intermedio.dim_pais as c on c.pais = m.pais
    where d.unidad <> 'moneda' or u.unidad = coalesce(m.moneda, c.moneda)
    group by all
),

hasta_el_dia as (
    select
        m.entrega_id, m.hoja, m.fila,
        greatest(
            if(any_value(c.tiempo) = 'flow', fsum(c.valor), arg_max(c.valor, c.hasta)), any_value(l.valor)
        ) as valor
    from metas as m
    inner join cifras as c using (entrega_id, hoja, fila)
    left join listado_hasta as l using (entrega_id, hoja, fila)
    where c.hasta <= m.fecha_dato
    group by all
),

ahora as (
    select entrega_id, hoja, fila, max(valor) filter (periodo = '') as valor, max(hasta) as ultimo, any_value(mejor) = 'baja' as menos_es_mejor
    from cifras
    group by all
)

select
    m.entrega_id, m.plantilla, m.pais, m.programa_id, m.periodo, m.indicador, m.region, m.sector, m.publico,
    if(d.unidad = 'moneda', coalesce(m.moneda, c.moneda), d.unidad) as unidad, m.valor, m.fecha_dato,
    a.valor as alcanzado, round(if(a.menos_es_mejor, m.valor / nullif(a.valor, 0), a.valor / nullif(m.valor, 0)), 6) as parte,
    case
        when a.valor is null then 'sin dato'
        when if(a.menos_es_mejor, h.valor <= m.valor, h.valor >= m.valor) then 'alcanzada a tiempo'
        when if(a.menos_es_mejor, a.valor <= m.valor, a.valor >= m.valor) then if(a.ultimo <= m.fecha_dato, 'alcanzada a tiempo', 'alcanzada tarde')
        when a.ultimo >= m.fecha_dato then 'no alcanzada'
        else 'en plazo'
    end as estado,
    m.fuente, m.hoja, m.fila
from metas as m
inner join intermedio.dim_indicador as d on d.indicador = m.indicador
inner join intermedio.dim_pais as c on c.pais = m.pais
left join ahora as a using (entrega_id, hoja, fila)
left join hasta_el_dia as h using (entrega_id, hoja, fila)
order by m.entrega_id, m.fila
