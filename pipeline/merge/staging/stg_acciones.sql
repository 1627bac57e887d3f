-- Actions and courses with the key under which each counts once, and which of its rows is the latest. A number may be used again for
-- another course; it is the same course where a workbook before gave that number the same first or the same last day, so that a
-- corrected day makes no second one.
-- grain: one row per action of a workbook
-- key: entrega_id, hoja, fila
-- rows from: limpio.acciones
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio,
--   accion_id, tipo, metodologia, componente, tema, sector_verde, publico, organizacion_id, region, fecha_inicio,
--   fecha_fin, formador_id, mujeres, hombres, total, repetidos, satisfaccion, notas, accion_key, ultima
with numeradas as (
    select
        *, concat_ws('|', plantilla_envio, pais_envio, programa_id, accion_id) as numero,
        row_number() over (
            partition by plantilla_envio, pais_envio, programa_id, accion_id order by corte_envio, entrega_id, fila
        ) as n
    from limpio.acciones
),

-- The first row that shares a day with this one; then that one's, twice, because a course may be corrected on both sides.
una as (
    select a.numero, a.n, min(b.n) as raiz
    from numeradas as a
    inner join numeradas as b
        on b.numero = a.numero and b.n <= a.n and (b.n = a.n or b.fecha_inicio = a.fecha_inicio or b.fecha_fin = a.fecha_fin)
    group by a.numero, a.n
),

raices as (
    select u.numero, u.n, w.raiz
    from una as u
    inner join una as v on v.numero = u.numero and v.n = u.raiz
    inner join una as w on w.numero = u.numero and w.n = v.raiz
)

select
    a.* exclude (numero, n),
    a.programa_id || '|' || a.accion_id || '|' || coalesce(coalesce(p.fecha_fin, p.fecha_inicio)::varchar, '') as accion_key,
    row_number() over (partition by a.numero, r.raiz order by a.n desc) = 1 as ultima
from numeradas as a
inner join raices as r on r.numero = a.numero and r.n = a.n
inner join numeradas as p on p.numero = a.numero and p.n = r.raiz
