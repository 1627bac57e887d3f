-- Policy processes as their latest workbook describes them, with whether the three constituencies were consulted and
-- the days from start to approval.
-- title: Políticas: procesos | Policy: processes
-- sheet: 40 | Procesos de política | Policy processes
-- grain: one row per process
-- key: pais, programa_id, proceso_key
-- rows from: intermedio.stg_procesos
-- columns: pais, programa_id, proceso_id, proceso_key, periodo, corte, tipo, ambito, sector, etapa, fecha_inicio,
--   fecha_aprobacion, dias_hasta_aprobacion, cons_gob, cons_emp, cons_tra, tripartito, normas_oit, problema_id,
--   entrega_id, hoja, fila
-- disclose: rows
-- keys: proceso_key
-- amounts: dias_hasta_aprobacion
-- dimensions: tripartito
-- references: programa_id in consolidado.dim_programa
select
    pais_envio as pais, programa_id, proceso_id, proceso_key, periodo_envio as periodo, corte_envio as corte, tipo, ambito,
    sector, etapa, fecha_inicio, fecha_aprobacion, date_diff('day', fecha_inicio, fecha_aprobacion) as dias_hasta_aprobacion,
    cons_gob, cons_emp, cons_tra,
    if(cons_gob is null or cons_emp is null or cons_tra is null, null, cons_gob = 'S' and cons_emp = 'S' and cons_tra = 'S') as tripartito,
    normas_oit, problema_id, entrega_id, hoja, fila
from intermedio.stg_procesos
where ultima
order by pais, programa_id, proceso_key
