-- Market actors that adapted it, each once in its country, as its latest workbook says: what is corrected to «no» counts no more.
select
    $envio, pais_envio || '|' || nombre_norm(actor) as clave, if(adopto = 'S' and adapto = 'S', 1.0, 0.0) as valor, 'adapto' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from limpio.cambios_mercado
-- Of whom it is not known whether they did, nothing is counted.
where (adopto = 'N' or (adopto = 'S' and adapto in ('S', 'N'))) and nombre_norm(actor) <> ''
qualify row_number() over (partition by entrega_id, nombre_norm(actor) order by valor desc, fila) = 1
