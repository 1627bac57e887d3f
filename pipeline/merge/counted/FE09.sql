-- Communities, groups, associations and enterprises, each once in its region.
select $envio, pais_envio || '|' || nombre_norm(nombre) || '|' || coalesce(region, '') as clave, 1.0 as valor, 'tipo' as columna, coalesce(region, 'ND') as region
from limpio.grupos
where tipo <> 'INST' and nombre_norm(nombre) <> ''
qualify row_number() over (partition by entrega_id, nombre_norm(nombre), region order by fila) = 1
