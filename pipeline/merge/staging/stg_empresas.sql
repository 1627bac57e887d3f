-- Enterprises with the key under which they are counted once.
-- grain: one row per enterprise of a submission
-- key: entrega_id, empresa_id
-- rows from: limpio.empresas
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio,
--   corte_envio, empresa_id, nombre, tipo_org, id_tributario, region, sector, trab_mujeres, trab_hombres,
--   trab_total, ventas, moneda, anio_ventas, clase, sindicato, tractora, fecha_ingreso, fecha_retiro, notas,
--   clave_propia, empresa_key
with con_clave as (
    select
        *,
        -- Without name and number it is known by its code alone.
        coalesce(clave_identidad(pais_envio, id_tributario, nombre, region), concat_ws('|', pais_envio, programa_id, empresa_id)) as clave_propia
    from limpio.empresas
)

-- What the office decided to be one is counted under one key.
select e.*, coalesce(i.clave_final, e.clave_propia) as empresa_key
from con_clave as e
left join intermedio.identidades as i on i.clave = e.clave_propia
