-- Market actors that adopted a change, each once in its country.
select
    $envio, pais_envio || '|' || nombre_norm(actor) as clave, 1.0 as valor, 'adopto' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from limpio.cambios_mercado
where adopto = 'S' and nombre_norm(actor) <> ''
qualify row_number() over (partition by entrega_id, nombre_norm(actor) order by fila) = 1
