-- Enterprises with the key under which they are counted once.
-- grain: one row per enterprise of a submission
-- key: entrega_id, empresa_id
select *, clave_identidad(pais_envio, id_tributario, nombre, region) as empresa_key
from limpio.empresas
