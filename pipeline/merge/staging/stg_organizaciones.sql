-- Organisations with the key under which they are counted once: country and tax number, else name and region.
-- grain: one row per organisation of a submission
-- key: entrega_id, organizacion_id
select
    o.*,
    case
        when regexp_replace(upper(o.id_tributario), '[^A-Z0-9]', '', 'g') <> ''
            then o.pais_envio || '|' || regexp_replace(upper(o.id_tributario), '[^A-Z0-9]', '', 'g')
        else o.pais_envio || '|' || nombre_norm(o.nombre) || '|' || coalesce(o.region, '')
    end as organizacion_key
from limpio.organizaciones as o
