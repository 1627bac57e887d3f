-- Young members of the organisations that the programme serves, each organisation with what it last said.
select
    $envio, organizacion_key as clave, jovenes::double as valor, 'jovenes' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones
where jovenes is not null
