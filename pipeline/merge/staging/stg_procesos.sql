-- Policy processes with the key under which each counts once, and which of its rows is the latest. A number may be used again for
-- another process; it is the same one where its name is nearly the same or it
-- began the same day, as when a bill becomes a law.
-- grain: one row per process of a workbook
-- key: entrega_id, hoja, fila
-- rows from: limpio.procesos
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio,
--   proceso_id, titulo, tipo, entidad, ambito, sector, etapa, fecha_inicio, fecha_aprobacion, norma, normas_oit, cons_gob,
--   cons_emp, cons_tra, aporte_oit, problema_id, notas, proceso_key, ultima
with numeradas as (
    select
        *, concat_ws('|', pais_envio, programa_id, proceso_id) as numero, nombre_norm(titulo) as titulo_norm,
        row_number() over (partition by pais_envio, programa_id, proceso_id order by corte_envio, entrega_id, fila) as n
    from limpio.procesos
),

-- Whether two rows of one number are one thing: the same day or name, nearly the same name, or, where one of them says no day, a
-- name that holds the other.
una as (
    select a.numero, a.n, min(b.n) as raiz
    from numeradas as a
    inner join numeradas as b
        on b.numero = a.numero and b.n <= a.n
            and (
                b.n = a.n or b.fecha_inicio = a.fecha_inicio or b.titulo_norm = a.titulo_norm or casi_igual(a.titulo_norm, b.titulo_norm)
                or ((a.fecha_inicio is null or b.fecha_inicio is null) and uno_en_otro(a.titulo_norm, b.titulo_norm))
            )
    group by a.numero, a.n
),

-- One may be corrected after the other: the first of those that lead to one another.
dos as (
    select u.numero, u.n, v.raiz
    from una as u
    inner join una as v on v.numero = u.numero and v.n = u.raiz
),

cuatro as (
    select u.numero, u.n, v.raiz
    from dos as u
    inner join dos as v on v.numero = u.numero and v.n = u.raiz
),

raices as (
    select u.numero, u.n, v.raiz, dense_rank() over (partition by u.numero order by v.raiz) as orden
    from cuatro as u
    inner join cuatro as v on v.numero = u.numero and v.n = u.raiz
)

select
    p.* exclude (numero, titulo_norm, n),
    p.programa_id || '|' || p.proceso_id || if(r.orden > 1, '#' || r.orden, '') as proceso_key,
    row_number() over (partition by p.numero, r.raiz order by p.n desc) = 1 as ultima
from numeradas as p
inner join raices as r on r.numero = p.numero and r.n = p.n
