-- Participations and things counted once, side by side: lines of programmes do not add up to their country where the
-- same enterprise or person is in two of them, or one programme's figure holds another's.
-- title: Suma de programas y total sin repetir | Sum of programmes and total counted once
-- sheet: 48 | Contado una vez | Counted once
-- grain: one row per indicator, country (empty: region), period (empty: all) and unit
-- key: plantilla, indicador, pais, periodo, unidad
-- columns: plantilla, indicador, pais, periodo, unidad, programas, suma_de_programas, duplicados, total_unico,
--   participaciones, techo
-- disclose: own
-- dimensions: unidad
-- amounts: programas
-- counts: suma_de_programas, duplicados, total_unico, participaciones, techo
with programas as (
    select plantilla, indicador, pais, periodo, unidad, round(fsum(valor), 6) as suma, count(*) as n
    from (
        select i.plantilla, i.indicador, n.nivel as pais, i.periodo, i.unidad, i.valor
        from intermedio.int_indicadores as i
        cross join lateral (values (i.pais), ('')) as n (nivel)
        where i.programa_id <> '' and i.dim = ''
    )
    group by all
),

-- Who came twice is two participations; courses cannot have reached more than the members of the organisations.
participaciones as (
    select
        plantilla, indicador, pais, periodo,
        fsum(valor) filter (dim = 'participaciones') as participaciones, fsum(valor) filter (dim = 'socios') as techo
    from intermedio.int_participaciones
    group by all
)

select
    t.plantilla, t.indicador, t.pais, t.periodo, t.unidad,
    p.n as programas, p.suma as suma_de_programas, round(p.suma - t.valor, 6) as duplicados, t.valor as total_unico,
    c.participaciones, c.techo
from intermedio.int_indicadores as t
inner join intermedio.dim_indicador as d using (indicador)
inner join programas as p
    on p.plantilla = t.plantilla and p.indicador = t.indicador and p.pais = t.pais and p.periodo = t.periodo and p.unidad = t.unidad
left join participaciones as c
    on c.plantilla = t.plantilla and c.indicador = t.indicador and c.pais = t.pais and c.periodo = t.periodo
where t.programa_id = '' and t.dim = '' and d.aditividad not in ('ratio', 'programme')
order by all
