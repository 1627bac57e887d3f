-- Measurements of the endline, beside the enterprise measured.
-- grain: one row per measurement of the endline whose enterprise is in the workbook
-- key: entrega_id, hoja, fila
-- columns: entrega_id, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio, empresa_key, region,
--   sector, clase, hoja, fila, desde, hasta, dias_ausencia, dias_programados, accidentes, horas, salidas,
--   trab_promedio
select
    e.entrega_id, e.plantilla_envio, e.pais_envio, e.programa_id, e.periodo_envio, e.corte_envio, e.empresa_key, e.region,
    e.sector, e.clase, m.hoja, m.fila, m.desde, m.hasta, m.dias_ausencia, m.dias_programados, m.accidentes, m.horas, m.salidas,
    m.trab_promedio
from limpio.mediciones as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
where m.momento = 'LF'
