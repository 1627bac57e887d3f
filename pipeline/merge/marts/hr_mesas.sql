-- Monitoring of each Mesa at each cut-off. A measure without anything to measure is empty, never 0.
-- title: Hoja de ruta: cada Mesa en cada corte | Roadmap: each Mesa at each cut-off
-- sheet: 16 | Mesas por corte | Mesas by cut-off
-- grain: one row per Mesa and cut-off
-- key: entrega_id, mesa_id
-- rows from: limpio.mesas
-- columns: pais, equipo, mesa_id, corte, periodo, tipo, sector, etapa, fecha_lanzamiento, ed_personas, ed_mujeres,
--   problemas, problemas_abiertos, problemas_resueltos, problemas_priorizados, tasa_resolucion, soluciones,
--   soluciones_activas, avance, avance_declarado, vencidas, victorias_tempranas, dias_hasta_primera_victoria,
--   recursividad, revisiones, sesiones, sesiones_periodicas, ritmo, dias_sin_sesion, tripartismo,
--   sesiones_con_asistencia, paridad_sesiones, acuerdos, acuerdos_cumplidos, escalamientos,
--   escalamientos_decididos, dias_hasta_decision, nivel_1, nivel_2, nivel_3, entrega_id, hoja, fila
-- disclose: own
-- amounts: problemas, problemas_abiertos, problemas_resueltos, problemas_priorizados, tasa_resolucion, soluciones,
--   soluciones_activas, avance_declarado, vencidas, victorias_tempranas, dias_hasta_primera_victoria, recursividad,
--   revisiones, sesiones, sesiones_periodicas, ritmo, dias_sin_sesion, tripartismo, sesiones_con_asistencia,
--   acuerdos, escalamientos, escalamientos_decididos, dias_hasta_decision, nivel_1, nivel_2, nivel_3
-- counts: paridad_sesiones
-- references: entrega_id in consolidado.entregas
with problemas as (
    select
        entrega_id, mesa_id,
        count(*) as problemas,
        count(*) filter (estado in ('IDE', 'PRI', 'SOL', 'ESC', 'PAU') or estado is null) as abiertos,
        count(*) filter (estado = 'RES') as resueltos,
        count(*) filter (estado = 'DES') as descartados,
        count(*) filter (estado in ('PRI', 'SOL', 'ESC') and prioridad is not null) as priorizados,
        count(*) filter (nivel = '1') as nivel_1,
        count(*) filter (nivel = '2') as nivel_2,
        count(*) filter (nivel = '3') as nivel_3,
        count(nivel) as con_nivel,
        sum(revision) as revisiones
    from limpio.problemas
    group by all
),

soluciones as (
    select
        s.entrega_id, s.mesa_id,
        count(*) as soluciones,
        count(*) filter (s.activa) as activas,
        count(s.peso) filter (s.activa) as con_peso,
        fsum(s.peso) filter (s.activa) as pesos,
        avg(s.avance) filter (s.activa) as avance_declarado,
        count(*) filter (s.estado = 'REE') as reemplazadas,
        count(*) filter (s.activa and s.fecha_meta < s.corte_envio and coalesce(s.estado, '') not in ('IMP', 'VER')) as vencidas,
        count(*) filter (s.impacto = 'RAP' and s.estado in ('IMP', 'VER')) as victorias_tempranas,
        min(s.fecha_implementada) filter (s.impacto = 'RAP' and s.estado in ('IMP', 'VER')) as primera_victoria
    from intermedio.stg_soluciones as s
    where s.mesa_id is not null
    group by all
),

-- Which constituencies took part: of those who attended, where attendance was kept.
mandantes as (
    select a.entrega_id, a.sesion_id, count(distinct c.mandante) filter (c.mandante in ('GOB', 'EMP', 'TRA')) as partes
    from limpio.asistencia as a
    inner join limpio.actores as c on c.entrega_id = a.entrega_id and c.actor_id = a.actor_id
    where a.asistio = 'S'
    group by all
),

periodicas as (
    select
        s.*,
        m.partes,
        date_diff('day', lag(s.fecha) over (partition by s.entrega_id, s.mesa_id order by s.fecha), s.fecha) as dias
    from limpio.sesiones as s
    left join mandantes as m on m.entrega_id = s.entrega_id and m.sesion_id = s.sesion_id
    where s.tipo = 'PER'
),

ritmos as (
    select
        entrega_id, mesa_id, count(*) as sesiones_periodicas, median(dias) as ritmo, max(fecha) as ultima_sesion,
        count(partes) as con_asistencia, count(*) filter (partes = 3) as tripartitas
    from periodicas
    group by all
),

sesiones as (
    select
        entrega_id, mesa_id, count(*) as sesiones,
        sum(mujeres) filter (hombres is not null) as mujeres, sum(hombres) filter (mujeres is not null) as hombres,
        sum(acuerdos_n) as acuerdos, sum(acuerdos_cumplidos) filter (acuerdos_n is not null) as cumplidos
    from limpio.sesiones
    group by all
),

escalamientos as (
    select
        e.entrega_id, p.mesa_id, count(*) as escalamientos,
        count(*) filter (e.decision is not null and e.decision <> 'PEN') as decididos,
        median(date_diff('day', e.fecha_escalamiento, e.fecha_decision)) as dias_hasta_decision
    from limpio.escalamientos as e
    inner join limpio.problemas as p on p.entrega_id = e.entrega_id and p.problema_id = e.problema_id
    group by all
)

select
    m.pais_envio as pais, clave_equipo(m.equipo) as equipo, m.mesa_id, m.corte_envio as corte, m.periodo_envio as periodo,
    m.tipo, m.sector, m.etapa, m.fecha_lanzamiento, m.ed_personas, m.ed_mujeres,
    coalesce(p.problemas, 0) as problemas,
    coalesce(p.abiertos, 0) as problemas_abiertos,
    coalesce(p.resueltos, 0) as problemas_resueltos,
    coalesce(p.priorizados, 0) as problemas_priorizados,
    p.resueltos / nullif(p.problemas - p.descartados, 0) as tasa_resolucion,
    coalesce(s.soluciones, 0) as soluciones,
    coalesce(s.activas, 0) as soluciones_activas,
    -- Weights of the states: a proposal (assumption).
    round(s.pesos / nullif(s.con_peso, 0), 9) as avance,
    round(s.avance_declarado, 9) as avance_declarado,
    coalesce(s.vencidas, 0) as vencidas,
    coalesce(s.victorias_tempranas, 0) as victorias_tempranas,
    date_diff('day', m.fecha_lanzamiento, s.primera_victoria) as dias_hasta_primera_victoria,
    s.reemplazadas / nullif(s.soluciones, 0) as recursividad,
    coalesce(p.revisiones, 0)::bigint as revisiones,
    coalesce(n.sesiones, 0) as sesiones,
    coalesce(r.sesiones_periodicas, 0) as sesiones_periodicas,
    r.ritmo,
    date_diff('day', r.ultima_sesion, m.corte_envio) as dias_sin_sesion,
    r.tripartitas / nullif(r.con_asistencia, 0) as tripartismo,
    coalesce(r.con_asistencia, 0) as sesiones_con_asistencia,
    n.mujeres / nullif(n.mujeres + n.hombres, 0) as paridad_sesiones,
    n.acuerdos::bigint as acuerdos,
    n.cumplidos::bigint as acuerdos_cumplidos,
    coalesce(e.escalamientos, 0) as escalamientos,
    e.decididos / nullif(e.escalamientos, 0) as escalamientos_decididos,
    e.dias_hasta_decision,
    p.nivel_1 / nullif(p.con_nivel, 0) as nivel_1,
    p.nivel_2 / nullif(p.con_nivel, 0) as nivel_2,
    p.nivel_3 / nullif(p.con_nivel, 0) as nivel_3,
    m.entrega_id, m.hoja, m.fila
from limpio.mesas as m
left join problemas as p on p.entrega_id = m.entrega_id and p.mesa_id = m.mesa_id
left join soluciones as s on s.entrega_id = m.entrega_id and s.mesa_id = m.mesa_id
left join ritmos as r on r.entrega_id = m.entrega_id and r.mesa_id = m.mesa_id
left join sesiones as n on n.entrega_id = m.entrega_id and n.mesa_id = m.mesa_id
left join escalamientos as e on e.entrega_id = m.entrega_id and e.mesa_id = m.mesa_id
order by pais, equipo, m.mesa_id, corte
