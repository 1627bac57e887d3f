-- Institutions that teach business training, and the communities, groups, associations and enterprises it serves.
-- title: Formación: instituciones y grupos | Training: institutions and groups
-- sheet: 61 | Instituciones y grupos | Institutions and groups
-- grain: one row per institution or group of a workbook
-- key: entrega_id, hoja, fila
-- rows from: limpio.grupos
-- columns: pais, programa_id, periodo, corte, nombre, tipo, metodologia, pueblo, region, unidades, mujeres, hombres, total,
--   mejoras_planeadas, mejoras_hechas, fecha_seguimiento, fecha_ingreso, entrega_id, hoja, fila
-- disclose: rows
-- references: programa_id in consolidado.dim_programa
select
    pais_envio as pais, programa_id, periodo_envio as periodo, corte_envio as corte, nombre, tipo, metodologia, pueblo, region, unidades,
    mujeres, hombres, total, mejoras_planeadas, mejoras_hechas, fecha_seguimiento, fecha_ingreso, entrega_id, hoja, fila
from limpio.grupos
order by entrega_id, hoja, fila
