-- Improvements done of those planned, of groups that were followed up.
select
    $envio, pais_envio || '|' || nombre_norm(nombre) || '|' || coalesce(region, '') as clave, mejoras_hechas / mejoras_planeadas as valor, mejoras_hechas::double as numerador,
    mejoras_planeadas::double as denominador, 'mejoras_hechas/mejoras_planeadas' as columna, coalesce(region, 'ND') as region
from limpio.grupos
where mejoras_planeadas > 0 and mejoras_hechas is not null and nombre_norm(nombre) <> ''
qualify row_number() over (partition by entrega_id, nombre_norm(nombre), region order by fila) = 1
