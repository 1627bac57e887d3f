-- Absence at the endline: days lost of the days planned. Baselines serve the change between the two.
select
    $envio, empresa_key as clave, numerador / denominador as valor, numerador, denominador,
    'dias_ausencia/dias_programados' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from (
    select *, dias_ausencia as numerador, dias_programados as denominador
    from intermedio.stg_lineas_finales
    where dias_ausencia is not null and dias_programados > 0
)
