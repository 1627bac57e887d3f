-- Courses and events of one area: people are those who took part less those who were counted before; empty where that is
-- not known.
-- title CV: Cadenas de valor: acciones y cursos | Value chains: actions and courses
-- sheet CV: 30 | Cadenas acciones | Chains actions
-- title EV: Empleos verdes: capacitaciones | Green jobs: training
-- sheet EV: 34 | Capacitación verde | Green training
-- title CO: Cooperativas: acciones y cursos | Cooperatives: actions and courses
-- sheet CO: 36 | Cooperativas acciones | Cooperatives actions
-- title FE: Formación empresarial: cursos | Business training: courses
-- sheet FE: 37 | Cursos | Courses
-- grain: one row per action of a submission
-- key: entrega_id, hoja, fila
-- rows from: limpio.acciones
-- columns: accion_id, pais, programa_id, periodo_informe, periodo, corte, tipo, metodologia, componente, tema,
--   sector_verde, publico, organizacion_id, region, fecha_inicio, fecha_fin, mujeres, hombres, participaciones,
--   repetidos, personas, personas_a_lo_sumo, satisfaccion, entrega_id, hoja, fila
-- disclose: rows
-- dimensions: periodo_informe
-- people: participaciones = total
-- people: personas = total-repetidos
-- people: personas_a_lo_sumo = total-repetidos
select
    accion_id, pais_envio as pais, programa_id, periodo_envio as periodo_informe, periodo_de(fecha_fin, periodo_envio) as periodo,
    corte_envio as corte, tipo, metodologia, componente, tema, sector_verde, publico, organizacion_id, region, fecha_inicio, fecha_fin,
    mujeres, hombres, total as participaciones, repetidos, total - repetidos as personas,
    total - coalesce(repetidos, 0) as personas_a_lo_sumo, satisfaccion, entrega_id, hoja, fila
from limpio.acciones
where plantilla_envio = '$plantilla'
order by entrega_id, hoja, fila
