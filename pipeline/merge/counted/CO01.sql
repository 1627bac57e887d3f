-- Cooperatives trained: those for which there was training or technical assistance, in this workbook or an earlier one.
select
    $envio, organizacion_key as clave, 1.0 as valor, 'organizacion_id' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones as o
where
    plantilla_envio = 'CO' and tipo_org = 'COO'
    and exists (
        select 1 from limpio.acciones as a
        inner join intermedio.stg_organizaciones as u on u.entrega_id = a.entrega_id and u.organizacion_id = a.organizacion_id
        -- A meeting or a campaign trains nobody.
        where coalesce(a.tipo, '') not in ('ENC', 'SEN') and u.organizacion_key = o.organizacion_key and u.programa_id = o.programa_id and u.corte_envio <= o.corte_envio
    )
