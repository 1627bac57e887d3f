-- Enterprises with the key under which they are counted once.
-- grain: one row per enterprise of a submission
-- key: entrega_id, empresa_id
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio,
--   corte_envio, empresa_id, nombre, tipo_org, id_tributario, region, sector, trab_mujeres, trab_hombres,
--   trab_total, ventas, moneda, anio_ventas, clase, sindicato, tractora, fecha_ingreso, fecha_retiro, notas,
--   empresa_key
select *, clave_identidad(pais_envio, id_tributario, nombre, region) as empresa_key
from limpio.empresas
