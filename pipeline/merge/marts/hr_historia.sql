-- The state of each problem at every cut-off of its team, and what it was before: also that it is there no more.
-- title: Hoja de ruta: cada problema en cada corte | Roadmap: each problem at each cut-off
-- sheet: 23 | Historia de problemas | History of problems
-- grain: one row per problem and cut-off of its team
-- key: pais, equipo, problema_id, corte
-- rows from: limpio.problemas
-- columns: pais, equipo, problema_id, corte, mesa_id, estado, revision, ausente, entrega_id, hoja, fila,
--   estado_anterior, corte_anterior, cambio
-- disclose: rows
-- dimensions: ausente, estado_anterior, corte_anterior, cambio
with cortes as (
    select distinct pais, clave_equipo(equipo) as equipo, fecha_corte as corte
    from consolidado.entregas
    where plantilla = 'HR' and estado = 'aceptada'
),

problemas as (
    select
        pais_envio as pais, clave_equipo(equipo) as equipo, problema_id, corte_envio as corte, mesa_id, estado, revision,
        entrega_id, hoja, fila
    from limpio.problemas
),

primeros as (
    select pais, equipo, problema_id, min(corte) as primero from problemas group by all
),

historia as (
    select
        c.pais, c.equipo, f.problema_id, c.corte, p.mesa_id, p.estado, p.revision,
        p.entrega_id is null as ausente, p.entrega_id, p.hoja, p.fila
    from primeros as f
    inner join cortes as c on c.pais = f.pais and c.equipo = f.equipo and c.corte >= f.primero
    left join problemas as p on p.pais = c.pais and p.equipo = c.equipo and p.problema_id = f.problema_id and p.corte = c.corte
)

select
    *,
    lag(estado) over por_problema as estado_anterior,
    lag(corte) over por_problema as corte_anterior,
    coalesce(estado, '') <> coalesce(lag(estado) over por_problema, '') or ausente <> coalesce(lag(ausente) over por_problema, false) as cambio
from historia
window por_problema as (partition by pais, equipo, problema_id order by corte)
order by pais, equipo, problema_id, corte
