-- Farms, households and families of communities, groups and associations, each group with what it last said.
select $envio, pais_envio || '|' || nombre_norm(nombre) || '|' || coalesce(region, '') as clave, unidades::double as valor, 'unidades' as columna, coalesce(region, 'ND') as region
from limpio.grupos
where unidades is not null and tipo not in ('INST', 'EMP') and nombre_norm(nombre) <> ''
qualify row_number() over (partition by entrega_id, nombre_norm(nombre), region order by fila) = 1
