-- Who left in a year, of the mean number of workers, at the endline.
select
    $envio, empresa_key as clave, numerador / denominador as valor, numerador, denominador,
    'salidas/trab_promedio/desde/hasta' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from (
    select *, salidas * 365.0 / (date_diff('day', desde, hasta) + 1) as numerador, trab_promedio as denominador
    from intermedio.stg_lineas_finales
    where salidas is not null and trab_promedio > 0 and hasta > desde
)
