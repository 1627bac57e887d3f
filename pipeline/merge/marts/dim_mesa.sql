-- Mesas Ejecutivas, as their latest workbook describes them.
-- title: Mesas Ejecutivas | Mesas Ejecutivas
-- sheet: 43 | Mesas | Mesas
-- grain: one row per Mesa
-- key: pais, equipo, mesa_id
-- rows from: limpio.mesas
-- columns: pais, equipo, mesa_id, nombre, tipo, mesa_nacional, foco, sector, etapa, fecha_premesa,
--   fecha_lanzamiento, fecha_cierre, primer_corte, ultimo_corte, cortes
-- disclose: open
-- dimensions: primer_corte, ultimo_corte
-- amounts: cortes
select
    pais_envio as pais,
    clave_equipo(equipo) as equipo,
    mesa_id,
    arg_max(nombre, (corte_envio, entrega_id)) as nombre,
    arg_max(tipo, (corte_envio, entrega_id)) as tipo,
    arg_max(mesa_nacional, (corte_envio, entrega_id)) as mesa_nacional,
    arg_max(foco, (corte_envio, entrega_id)) as foco,
    arg_max(sector, (corte_envio, entrega_id)) as sector,
    arg_max(etapa, (corte_envio, entrega_id)) as etapa,
    max(fecha_premesa) as fecha_premesa,
    max(fecha_lanzamiento) as fecha_lanzamiento,
    max(fecha_cierre) as fecha_cierre,
    min(corte_envio) as primer_corte,
    max(corte_envio) as ultimo_corte,
    count(distinct corte_envio) as cortes
from limpio.mesas
group by pais_envio, clave_equipo(equipo), mesa_id
order by pais, equipo, mesa_id
