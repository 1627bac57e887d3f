-- Enterprises with the key under which they are counted once: country and tax number, else name and region.
-- grain: one row per enterprise of a submission
-- key: entrega_id, empresa_id
select
    e.*,
    case
        when regexp_replace(upper(e.id_tributario), '[^A-Z0-9]', '', 'g') <> ''
            then e.pais_envio || '|' || regexp_replace(upper(e.id_tributario), '[^A-Z0-9]', '', 'g')
        else e.pais_envio || '|' || nombre_norm(e.nombre) || '|' || coalesce(e.region, '')
    end as empresa_key
from limpio.empresas as e
