-- Solutions at each cut-off, with their chain of replacements: the first one, the version, and whether it stands.
-- title: Hoja de ruta: soluciones y sus reemplazos | Roadmap: solutions and their replacements
-- sheet: 18 | Soluciones | Solutions
-- grain: one row per solution and cut-off
-- key: entrega_id, solucion_id
-- rows from: intermedio.stg_soluciones
-- columns: pais, equipo, mesa_id, problema_id, solucion_id, corte, periodo, aporte, responsable_id, estado, activa,
--   peso, avance, fecha_acordada, fecha_meta, fecha_implementada, vencida, presupuesto, moneda, reemplaza_a,
--   cadena_raiz, cadena_version, cadena_vigente, motivo_cambio, entrega_id, hoja, fila
-- disclose: rows
-- dimensions: activa, vencida, cadena_raiz, cadena_vigente
-- amounts: peso, cadena_version
select
    s.pais_envio as pais, clave_equipo(equipo) as equipo, mesa_id, problema_id, solucion_id, corte_envio as corte,
    periodo_envio as periodo, aporte, responsable_id, estado, activa, peso, avance, fecha_acordada, fecha_meta,
    fecha_implementada, activa and fecha_meta < corte_envio and coalesce(estado, '') not in ('IMP', 'VER') as vencida,
    presupuesto, coalesce(s.moneda, if(presupuesto is null, null, c.moneda)) as moneda, reemplaza_a, raiz as cadena_raiz, version as cadena_version, vigente as cadena_vigente,
    motivo_cambio, entrega_id, hoja, fila
from intermedio.stg_soluciones as s
inner join intermedio.dim_pais as c on c.pais = s.pais_envio
order by s.pais_envio, equipo, solucion_id, corte
