-- Jobs, with whether each is green (decent, and contributes to preserve or restore the environment: ILO) and its
-- full-time equivalent. Created, improved, formalised and sustained ones are never added together.
-- title: Empleos verdes: empleos | Green jobs: jobs
-- sheet: 33 | Empleos | Jobs
-- grain: one row per row of jobs
-- key: entrega_id, hoja, fila
-- rows from: limpio.empleos
-- columns: empleo_id, pais, programa_id, periodo_informe, periodo, corte, region, sector_verde, tipo, fecha,
--   mujeres, hombres, total, jovenes, meses, criterios_verdes, criterios_decentes, es_verde, etc, verdes,
--   verdes_etc, creados, mejorados, formalizados, sostenidos, entrega_id, hoja, fila
-- disclose: rows
-- dimensions: periodo_informe
-- people: etc = total
-- people: verdes = total
-- people: verdes_etc = total
-- people: creados = total
-- people: mejorados = total
-- people: formalizados = total
-- people: sostenidos = total
-- references: programa_id in consolidado.dim_programa
-- references: entrega_id in consolidado.entregas
select
    empleo_id, pais_envio as pais, programa_id, periodo_envio as periodo_informe, periodo_de(fecha, periodo_envio) as periodo,
    corte_envio as corte, region, sector_verde, tipo, fecha, mujeres, hombres, total, jovenes, meses,
    criterios_verdes, criterios_decentes, es_verde, etc,
    if(es_verde = 'S', total, null) as verdes, if(es_verde = 'S', etc, null) as verdes_etc,
    -- Four kinds, never added together.
    if(es_verde = 'S' and tipo = 'CRE', total, null) as creados, if(es_verde = 'S' and tipo = 'MEJ', total, null) as mejorados,
    if(es_verde = 'S' and tipo = 'FOR', total, null) as formalizados, if(es_verde = 'S' and tipo = 'SOS', total, null) as sostenidos,
    entrega_id, hoja, fila
from limpio.empleos
order by entrega_id, hoja, fila
