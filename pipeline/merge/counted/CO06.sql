-- Associations and other organisations trained, of producers, recyclers or artisans: those for which there was some action.
select
    $envio, organizacion_key as clave, 1.0 as valor, 'organizacion_id' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones as o
where
    plantilla_envio = 'CO' and tipo_org is distinct from 'COO'
    and exists (
        select 1 from limpio.acciones as a
        where a.entrega_id = o.entrega_id and a.organizacion_id = o.organizacion_id
    )
