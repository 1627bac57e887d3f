-- Women in the boards of the organisations that the programme serves, of all members of the boards.
select
    $envio, organizacion_key as clave, directivas / directivos as valor, directivas::double as numerador, directivos::double as denominador,
    'directivas/directivos' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones
where directivas is not null and directivos > 0
