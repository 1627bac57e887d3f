-- People of groups that say of which indigenous people they are, each group with what it last said.
select
    $envio, pais_envio || '|' || nombre_norm(nombre) || '|' || coalesce(region, '') as clave, total::double as valor, mujeres, hombres, 'total' as columna, coalesce(region, 'ND') as region
from limpio.grupos
where pueblo is not null and total is not null and nombre_norm(nombre) <> ''
qualify row_number() over (partition by entrega_id, nombre_norm(nombre), region order by fila) = 1
