-- What each module says of satisfaction, beside the enterprise that followed it.
-- grain: one row per row of a module whose enterprise is in the workbook
-- key: entrega_id, hoja, fila
-- columns: entrega_id, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio, empresa_key, region,
--   sector, clase, hoja, fila, modulo, satisfaccion, encuestados
select
    e.entrega_id, e.plantilla_envio, e.pais_envio, e.programa_id, e.periodo_envio, e.corte_envio, e.empresa_key, e.region,
    e.sector, e.clase, m.hoja, m.fila, m.modulo, m.satisfaccion, m.encuestados
from limpio.modulos as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
