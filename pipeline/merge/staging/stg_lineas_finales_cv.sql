-- Measurements of the endline that say how many were measured, beside their organisation.
-- grain: one row per measurement of the endline whose organisation is in the workbook
-- key: entrega_id, hoja, fila
-- columns: entrega_id, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio, organizacion_key, region,
--   sector, hoja, fila, hasta, medidos, con_credito, con_plan, ingreso, moneda
select
    o.entrega_id, o.plantilla_envio, o.pais_envio, o.programa_id, o.periodo_envio, o.corte_envio, o.organizacion_key, o.region,
    o.sector, m.hoja, m.fila, m.hasta, m.medidos, m.con_credito, m.con_plan, m.ingreso, coalesce(m.moneda, p.moneda) as moneda
from limpio.mediciones_cv as m
inner join intermedio.stg_organizaciones as o on o.entrega_id = m.entrega_id and o.organizacion_id = m.organizacion_id
inner join intermedio.dim_pais as p on p.pais = o.pais_envio
where m.momento = 'LF' and o.plantilla_envio = 'CV' and m.medidos > 0
