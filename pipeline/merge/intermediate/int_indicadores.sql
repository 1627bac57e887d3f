-- Every line of every indicator, by total and by single breakdown. Shares are ratios of sums. Sums are rounded far
-- behind any meaning, so that the order of rows leaves no trace in them.
-- grain: one row per line, indicator, breakdown and unit
-- key: plantilla, indicador, pais, programa_id, periodo, dim, miembro, unidad
-- columns: plantilla, indicador, pais, programa_id, periodo, dim, miembro, unidad, valor, valor_alto, numerador,
--   denominador, calificador, disputa, origen, n, recibidos, esperados
with esperados as (
    -- Those whom the office's list names, and whoever sent a workbook of this template without being named.
    select n.nivel_pais, n.nivel_periodo, e.plantilla, count(distinct e.remitente) as esperados
    from intermedio.int_envios as e
    cross join lateral (values (e.pais, e.periodo), (e.pais, ''), ('', e.periodo), ('', '')) as n (nivel_pais, nivel_periodo)
    where e.esperado or e.aceptado
    group by all
),

-- What counts, by the lowest line that it counts in: what nothing else speaks about counts in the five above it as well.
por_linea as (
    select
        p.plantilla, p.indicador, p.nivel_pais, p.nivel_programa, p.nivel_periodo, p.dim, p.miembro, p.unidad,
        p.programa_id as programa, p.en_todas,
        fsum(p.valor) as suma, fsum(p.valor_alto) as suma_alta,
        fsum(p.numerador) filter (p.denominador is not null) as numerador,
        fsum(p.numerador_alto) filter (p.denominador is not null) as numerador_alto,
        fsum(p.denominador) filter (p.numerador is not null) as denominador,
        fsum(p.denominador_alto) filter (p.numerador is not null) as denominador_alto,
        count(*) as n,
        bool_or(p.calificador = 'APR') as aproximado, bool_or(p.calificador = 'MAS') as mas, bool_or(p.calificador = 'MIN') as minimo,
        bool_or(p.disputa) as disputa, min(p.origen) as origen, max(p.origen) as otro_origen
    from intermedio.int_cuentan as p
    group by all
),

-- By programme first: how many of them are in a sum is then a count.
por_programa as (
    select
        l.plantilla, l.indicador, n.pais, n.programa_id, n.periodo, l.dim, l.miembro, l.unidad, l.programa,
        fsum(l.suma) as suma, fsum(l.suma_alta) as suma_alta,
        fsum(l.numerador) as numerador, fsum(l.numerador_alto) as numerador_alto,
        fsum(l.denominador) as denominador, fsum(l.denominador_alto) as denominador_alto,
        sum(l.n) as n,
        bool_or(l.aproximado) as aproximado, bool_or(l.mas) as mas, bool_or(l.minimo) as minimo,
        bool_or(l.disputa) as disputa, min(l.origen) as origen, max(l.otro_origen) as otro_origen
    from por_linea as l
    cross join lateral (
        values
            (l.nivel_pais, l.nivel_programa, l.nivel_periodo, true), (l.nivel_pais, l.nivel_programa, '', l.en_todas),
            (l.nivel_pais, '', l.nivel_periodo, l.en_todas), (l.nivel_pais, '', '', l.en_todas),
            ('', '', l.nivel_periodo, l.en_todas), ('', '', '', l.en_todas)
    ) as n (pais, programa_id, periodo, hay)
    where n.hay
    group by all
),

-- Programmes whose people or enterprises are in a sum, counted in another one; a figure that another one holds is not used.
por_otro as (
    select s.plantilla, s.indicador, s.pais, s.programa_id, s.periodo, s.dim, s.miembro, s.unidad, count(*) as n
    from (
        select distinct
            p.plantilla, p.indicador, r.nivel_pais as pais, r.nivel_programa as programa_id, r.nivel_periodo as periodo, p.dim, p.miembro, p.unidad,
            p.programa_id as programa
        from intermedio.int_roles as r
        inner join intermedio.int_piezas as p using (orden)
        where r.lector = 'linea' and r.junta_programas and r.rol = 'contado en otro programa'
    ) as s
    anti join por_programa as o
        on o.plantilla = s.plantilla and o.indicador = s.indicador and o.pais = s.pais and o.programa_id = s.programa_id and o.periodo = s.periodo
        and o.dim = s.dim and o.miembro = s.miembro and o.unidad is not distinct from s.unidad and o.programa = s.programa
    group by all
),

sumas as (
    select
        plantilla, indicador, pais, programa_id, periodo, dim, miembro, unidad,
        round(fsum(suma), 6) as suma, round(fsum(suma_alta), 6) as suma_alta,
        round(fsum(numerador), 6) as numerador, round(fsum(numerador_alto), 6) as numerador_alto,
        round(fsum(denominador), 6) as denominador, round(fsum(denominador_alto), 6) as denominador_alto,
        sum(n)::bigint as n,
        -- Programmes whose figures are in the sum, not those that only sent.
        count(programa) as en_la_suma,
        case when bool_or(aproximado) then 'APR' when bool_or(mas) then 'MAS' when bool_or(minimo) then 'MIN' else 'EX' end as calificador,
        bool_or(disputa) as disputa,
        if(min(origen) = max(otro_origen), min(origen), 'mixto') as origen
    from por_programa
    group by all
)

select
    s.plantilla, s.indicador, s.pais, s.programa_id, s.periodo, s.dim, s.miembro, s.unidad,
    if(i.aditividad = 'ratio', coalesce(round(s.numerador / s.denominador, 9), if(s.n = 1, s.suma, null)), s.suma) as valor,
    if(i.aditividad = 'ratio', coalesce(round(s.numerador_alto / s.denominador_alto, 9), if(s.n = 1, s.suma_alta, null)), s.suma_alta) as valor_alto,
    if(i.aditividad = 'ratio', s.numerador, null) as numerador,
    if(i.aditividad = 'ratio', s.denominador, null) as denominador,
    s.calificador, s.disputa, s.origen, s.n, s.en_la_suma + coalesce(o.n, 0) as recibidos,
    -- Events may fall into a period for which nobody sent a workbook.
    if(s.programa_id <> '', 1, greatest(coalesce(e.esperados, 0), s.en_la_suma + coalesce(o.n, 0))) as esperados
from sumas as s
inner join intermedio.dim_indicador as i using (indicador)
left join por_otro as o
    on o.plantilla = s.plantilla and o.indicador = s.indicador and o.pais = s.pais and o.programa_id = s.programa_id and o.periodo = s.periodo
    and o.dim = s.dim and o.miembro = s.miembro and o.unidad is not distinct from s.unidad
left join esperados as e
    on e.nivel_pais = s.pais and e.nivel_periodo = s.periodo and e.plantilla = s.plantilla
where if(i.aditividad = 'ratio', coalesce(round(s.numerador / s.denominador, 9), if(s.n = 1, s.suma, null)), s.suma) is not null
