-- Indigenous members of the organisations that the programme serves, each organisation with what it last said.
select
    $envio, organizacion_key as clave, indigenas::double as valor, 'indigenas' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones
where indigenas is not null
