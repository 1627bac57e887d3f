-- Organisations with the key under which they are counted once.
-- grain: one row per organisation of a submission
-- key: entrega_id, organizacion_id
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio,
--   corte_envio, organizacion_id, nombre, tipo_org, id_tributario, cadena, sector, region, socias, socios,
--   socios_total, jovenes, indigenas, directivos, directivas, certificacion, formalizada, fecha_ingreso, notas,
--   organizacion_key
select *, clave_identidad(pais_envio, id_tributario, nombre, region) as organizacion_key
from limpio.organizaciones
