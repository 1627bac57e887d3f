-- What territorial Mesas raise to their national one, and what became of it: the decision, and the problem that the national
-- Mesa made of it in its own roadmap.
-- title: Hoja de ruta: lo que elevan las MET | Roadmap: what territorial Mesas raise
-- sheet: 21 | Elevado por las MET | Raised by MET
-- grain: one row per problem that a territorial Mesa raised, or must raise, as of its latest cut-off
-- key: entrega_id, problema_id
-- rows from: intermedio.int_mesas_nacionales
-- columns: pais, equipo, mesa_id, problema_id, corte, periodo, nivel, estado, mesa_nacional, equipo_nacional, elevado,
--   motivo, elevado_a, fecha_escalamiento, decision, fecha_decision, problema_nacional, estado_nacional,
--   prioridad_nacional, soluciones_nacionales, respuesta, entrega_id, hoja, fila
-- disclose: rows
-- dimensions: mesa_nacional, equipo_nacional, elevado, problema_nacional, estado_nacional, respuesta
-- amounts: prioridad_nacional, soluciones_nacionales
-- label mesa_nacional: Mesa nacional | National Mesa
-- help mesa_nacional: Código de la Mesa a la que eleva; vacío si ningún libro recibido la tiene. | Code of the Mesa that it reports to; empty where no workbook received has it.
-- label equipo_nacional: Equipo de la Mesa nacional | Team of the national Mesa
-- label elevado: Elevado | Raised
-- label problema_nacional: Problema en la hoja de ruta nacional | Problem in the national roadmap
-- label estado_nacional: Estado en la hoja de ruta nacional | Status in the national roadmap
-- label prioridad_nacional: Prioridad en la hoja de ruta nacional | Priority in the national roadmap
-- label soluciones_nacionales: Soluciones vigentes en la hoja de ruta nacional | Active solutions in the national roadmap
-- label respuesta: Respuesta | Answer
-- references: problema_id in consolidado.hr_problemas
with problemas as (
    select p.*, n.nacional, n.nacional_entrega, n.nacional_equipo
    from limpio.problemas as p
    inner join intermedio.int_ultimas_hojas as u using (entrega_id)
    inner join intermedio.int_mesas_nacionales as n on n.entrega_id = p.entrega_id and n.mesa_id = p.mesa_id
),

elevados as (
    -- The latest; one without a date is not known to be.
    select entrega_id, problema_id, arg_max(e, (coalesce(fecha_escalamiento, date '1900-01-01'), fila)) as e
    from limpio.escalamientos as e
    group by entrega_id, problema_id
),

adoptados as (
    select
        p.entrega_id, p.problema_id, arg_min(a, (coalesce(a.prioridad, 99), a.fila)) as a
    from problemas as p
    inner join limpio.problemas as a
        on
            a.entrega_id = p.nacional_entrega and a.mesa_id = p.nacional and a.origen = 'MET'
            and (
                upper(trim(a.problema_met)) = upper(p.problema_id)
                or nombre_norm(coalesce(a.problema_met, a.problema)) = nombre_norm(p.problema)
            )
    group by p.entrega_id, p.problema_id
)

select
    p.pais_envio as pais, clave_equipo(p.equipo) as equipo, p.mesa_id, p.problema_id, p.corte_envio as corte,
    p.periodo_envio as periodo, p.nivel, p.estado, p.nacional as mesa_nacional,
    clave_equipo(p.nacional_equipo) as equipo_nacional, if(e.e is null, 'N', 'S') as elevado, e.e.motivo as motivo,
    e.e.elevado_a as elevado_a, e.e.fecha_escalamiento as fecha_escalamiento, e.e.decision as decision,
    e.e.fecha_decision as fecha_decision, a.a.problema_id as problema_nacional, a.a.estado as estado_nacional,
    a.a.prioridad as prioridad_nacional,
    if(a.a is null, null, (
        select count(*) from intermedio.stg_soluciones as s
        where s.entrega_id = p.nacional_entrega and s.problema_id = a.a.problema_id and s.activa
    )) as soluciones_nacionales,
    case
        when a.a.estado = 'RES' then 'resuelto por la Mesa nacional'
        when a.a.estado = 'DES' then 'descartado por la Mesa nacional'
        when a.a is not null then 'en la hoja de ruta nacional'
        when coalesce(e.e.decision, 'PEN') <> 'PEN' then 'decidido'
        when e.e is null then 'sin elevar'
        when p.nacional is null then 'sin Mesa nacional'
        else 'sin respuesta'
    end as respuesta,
    p.entrega_id, p.hoja, p.fila
from problemas as p
left join elevados as e on e.entrega_id = p.entrega_id and e.problema_id = p.problema_id
left join adoptados as a on a.entrega_id = p.entrega_id and a.problema_id = p.problema_id
where e.e is not null or a.a is not null or (p.nivel in ('2', '3') and coalesce(p.estado, '') not in ('RES', 'DES'))
order by pais, equipo, p.problema_id
