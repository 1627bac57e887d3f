-- Problems by decent-work deficit at the latest cut-off of each team. A problem may have several, so that the shares add
-- up to more than 100 %.
-- title: Hoja de ruta: déficits de trabajo decente | Roadmap: decent-work deficits
-- sheet: 22 | Déficits | Deficits
-- grain: one row per country (empty: region) and deficit
-- key: pais, deficit
-- rows from: limpio.problemas
-- columns: pais, deficit, es, en, problemas, resueltos, problemas_con_deficit, parte
-- disclose: open
-- dimensions: deficit, es, en
-- amounts: problemas, resueltos, problemas_con_deficit, parte
with problemas as (
    select p.pais_envio as pais, p.entrega_id, p.problema_id, p.deficits, p.estado
    from limpio.problemas as p
    inner join intermedio.int_ultimas_hojas using (entrega_id)
    where p.deficits is not null and coalesce(p.estado, '') <> 'DES'
),

niveles as (
    select n.nivel, p.* exclude (pais)
    from problemas as p
    cross join lateral (values (p.pais), ('')) as n (nivel)
),

bases as (
    select nivel, count(*) as con_deficit from niveles group by nivel
),

explotados as (
    select nivel, entrega_id, problema_id, estado, unnest(list_distinct(string_split(deficits, ';'))) as deficit
    from niveles
),

sumas as (
    select nivel, deficit, count(*) as problemas, count(*) filter (estado = 'RES') as resueltos
    from explotados
    group by nivel, deficit
)

select
    x.nivel as pais, x.deficit, l.es, l.en, x.problemas, x.resueltos,
    b.con_deficit as problemas_con_deficit, x.problemas / b.con_deficit as parte
from sumas as x
inner join bases as b using (nivel)
left join intermedio.dim_lista as l on l.lista = 'DEFICIT' and l.codigo = x.deficit
order by x.nivel, x.deficit
