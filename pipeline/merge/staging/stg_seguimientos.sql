-- Follow-ups beside the key under which their course counts once.
-- grain: one row per follow-up of a workbook
-- key: entrega_id, hoja, fila
-- rows from: limpio.seguimiento
-- columns: entrega_id, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio, hoja, fila, accion_id,
--   accion_key, fecha, iniciaron_mujeres, iniciaron_hombres, mejoraron_mujeres, mejoraron_hombres, empleos_mujeres,
--   empleos_hombres, formalizaron
select
    s.entrega_id, s.plantilla_envio, s.pais_envio, s.programa_id, s.periodo_envio, s.corte_envio, s.hoja, s.fila, s.accion_id,
    coalesce(a.accion_key, s.programa_id || '|' || s.accion_id) as accion_key, s.fecha, s.iniciaron_mujeres, s.iniciaron_hombres,
    s.mejoraron_mujeres, s.mejoraron_hombres, s.empleos_mujeres, s.empleos_hombres, s.formalizaron
from limpio.seguimiento as s
left join intermedio.stg_acciones as a on a.entrega_id = s.entrega_id and a.accion_id = s.accion_id
