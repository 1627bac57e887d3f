-- Problems of the Mesas at each cut-off, with how many solutions each has.
-- title: Hoja de ruta: problemas | Roadmap: problems
-- sheet: 17 | Problemas | Problems
-- grain: one row per problem and cut-off
-- key: entrega_id, problema_id
-- rows from: limpio.problemas
-- columns: pais, equipo, mesa_id, problema_id, corte, periodo, deficits, pilar, region, nivel, origen, impacto,
--   prioridad, estado, fecha_identificado, fecha_resuelto, dias_hasta_resolver, mujeres, hombres, revision,
--   soluciones, soluciones_activas, entrega_id, hoja, fila
-- disclose: rows
-- amounts: dias_hasta_resolver, soluciones, soluciones_activas
select
    p.pais_envio as pais, clave_equipo(p.equipo) as equipo, p.mesa_id, p.problema_id, p.corte_envio as corte,
    p.periodo_envio as periodo, p.deficits, p.pilar, p.region, p.nivel, p.origen, p.impacto, p.prioridad, p.estado,
    p.fecha_identificado, p.fecha_resuelto, date_diff('day', p.fecha_identificado, p.fecha_resuelto) as dias_hasta_resolver,
    p.mujeres, p.hombres, p.revision,
    (select count(*) from intermedio.stg_soluciones as s where s.entrega_id = p.entrega_id and s.problema_id = p.problema_id) as soluciones,
    (select count(*) from intermedio.stg_soluciones as s where s.entrega_id = p.entrega_id and s.problema_id = p.problema_id and s.activa) as soluciones_activas,
    p.entrega_id, p.hoja, p.fila
from limpio.problemas as p
order by pais, equipo, p.problema_id, corte
