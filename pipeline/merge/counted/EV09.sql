-- Associations and other organisations of green-job programmes.
select
    $envio, organizacion_key as clave, 1.0 as valor, 'organizacion_id' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones
where plantilla_envio = 'EV'
