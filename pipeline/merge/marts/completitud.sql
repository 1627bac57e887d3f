-- How complete what counts is: required cells that are filled, per sheet; and how many people are told apart by sex.
-- title: Completitud de cada hoja | Completeness of each sheet
-- sheet: 45 | Completitud | Completeness
-- page: calidad | pais, programa_id, periodo, hoja, llenas, obligatorias, completitud
-- grain: one row per submission and sheet
-- key: entrega_id, hoja
-- columns: entrega_id, plantilla, pais, programa_id, periodo, hoja, llenas, obligatorias, completitud,
--   cifras_de_personas, cifras_por_sexo, desglose_por_sexo
-- disclose: own
-- amounts: llenas, obligatorias, completitud, cifras_de_personas, cifras_por_sexo, desglose_por_sexo
with obligatorias as (
    select hoja_id, columna from intermedio.dim_columna
),

llenas as (
    select h.entrega_id, h.hoja, count(*) filter (c.texto is not null) as llenas, count(*) as obligatorias
    from intermedio.filas_por_hoja as h
    inner join obligatorias as o using (hoja_id)
    left join bruto.celdas as c
        on c.entrega_id = h.entrega_id and c.hoja = h.hoja and c.fila = h.fila and c.columna = o.columna
    group by all
),

personas as (
    select entrega_id, hoja, count(*) as totales, count(*) filter (por_sexo) as por_sexo
    from (
        select h.entrega_id, h.hoja, h.fila, bool_and(p.texto is not null) as por_sexo
        from intermedio.filas_por_hoja as h
        inner join intermedio.dim_suma as s using (hoja_id)
        inner join bruto.celdas as t
            on t.entrega_id = h.entrega_id and t.hoja = h.hoja and t.fila = h.fila and t.columna = s.total
        left join bruto.celdas as p
            on p.entrega_id = h.entrega_id and p.hoja = h.hoja and p.fila = h.fila and p.columna = s.parte
        group by all
    )
    group by all
)

select
    l.entrega_id, e.plantilla, e.pais, coalesce(e.programa_id, e.equipo) as programa_id, e.periodo, l.hoja,
    l.llenas, l.obligatorias, round(l.llenas / l.obligatorias, 6) as completitud,
    p.totales as cifras_de_personas, p.por_sexo as cifras_por_sexo, round(p.por_sexo / nullif(p.totales, 0), 6) as desglose_por_sexo
from llenas as l
inner join consolidado.entregas as e using (entrega_id)
left join personas as p on p.entrega_id = l.entrega_id and p.hoja = l.hoja
order by l.entrega_id, l.hoja
