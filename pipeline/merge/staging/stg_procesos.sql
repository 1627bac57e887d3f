-- Policy processes with the key under which each counts once, and which of its rows is the latest. A number may be used again for
-- another process; it is the same one where it has the same name or began the same day, as when a bill becomes a law.
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

-- The first row that shares name or day with this one, and that one's, because one may be corrected after the other.
una as (
    select a.numero, a.n, min(b.n) as raiz
    from numeradas as a
    inner join numeradas as b
        on b.numero = a.numero and b.n <= a.n
            and (b.n = a.n or b.titulo_norm = a.titulo_norm or b.fecha_inicio = a.fecha_inicio)
    group by a.numero, a.n
),

raices as (
    select u.numero, u.n, v.raiz, dense_rank() over (partition by u.numero order by v.raiz) as orden
    from una as u
    inner join una as v on v.numero = u.numero and v.n = u.raiz
)

select
    p.* exclude (numero, titulo_norm, n),
    p.programa_id || '|' || p.proceso_id || if(r.orden > 1, '#' || r.orden, '') as proceso_key,
    row_number() over (partition by p.numero, r.raiz order by p.n desc) = 1 as ultima
from numeradas as p
inner join raices as r on r.numero = p.numero and r.n = p.n
