-- Organisations with the key under which they are counted once.
-- grain: one row per organisation of a submission
-- key: entrega_id, organizacion_id
-- rows from: limpio.organizaciones
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio,
--   corte_envio, organizacion_id, nombre, tipo_org, id_tributario, cadena, sector, region, socias, socios,
--   socios_total, jovenes, indigenas, directivos, directivas, certificacion, formalizada, fecha_ingreso, notas,
--   clave_propia, organizacion_key
with con_clave as (
    select
        *,
        -- Without name and number it is known by its code alone.
        coalesce(clave_identidad(pais_envio, id_tributario, nombre, region), concat_ws('|', pais_envio, programa_id, organizacion_id)) as clave_propia
    from limpio.organizaciones
)

-- What the office decided to be one is counted under one key.
select o.*, coalesce(i.clave_final, o.clave_propia) as organizacion_key
from con_clave as o
left join intermedio.identidades as i on i.clave = o.clave_propia
