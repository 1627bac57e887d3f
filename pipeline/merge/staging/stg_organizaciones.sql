-- Organisations with the key under which they are counted once.
-- grain: one row per organisation of a submission
-- key: entrega_id, organizacion_id
select *, clave_identidad(pais_envio, id_tributario, nombre, region) as organizacion_key
from limpio.organizaciones
