-- Sessions of the Mesas at each cut-off. Attendances, not persons: who comes twice counts twice.
-- title: Hoja de ruta: sesiones | Roadmap: sessions
-- sheet: 19 | Sesiones | Sessions
-- grain: one row per session and cut-off
-- key: entrega_id, sesion_id
-- rows from: limpio.sesiones
-- columns: pais, equipo, mesa_id, sesion_id, corte, periodo, tipo, numero, fecha, modalidad, mujeres, hombres,
--   mujeres_pct, asistentes, tripartita, acuerdos_n, acuerdos_cumplidos, proxima_fecha, entrega_id, hoja, fila
-- disclose: rows
-- dimensions: tripartita
-- amounts: asistentes
-- people: mujeres_pct = mujeres
select
    s.pais_envio as pais, clave_equipo(s.equipo) as equipo, s.mesa_id, s.sesion_id, s.corte_envio as corte,
    s.periodo_envio as periodo, s.tipo, s.numero, s.fecha, s.modalidad, s.mujeres, s.hombres,
    s.mujeres / nullif(s.mujeres + s.hombres, 0) as mujeres_pct,
    count(*) filter (a.asistio = 'S') as asistentes,
    if(count(a.actor_id) = 0, null, count(distinct c.mandante) filter (a.asistio = 'S' and c.mandante in ('GOB', 'EMP', 'TRA')) = 3) as tripartita,
    s.acuerdos_n, s.acuerdos_cumplidos, s.proxima_fecha, s.entrega_id, s.hoja, s.fila
from limpio.sesiones as s
left join limpio.asistencia as a on a.entrega_id = s.entrega_id and a.sesion_id = s.sesion_id
left join limpio.actores as c on c.entrega_id = a.entrega_id and c.actor_id = a.actor_id
group by all
order by pais, equipo, s.sesion_id, corte
