-- Accidents by million hours at the endline.
select
    $envio, empresa_key as clave, numerador / denominador as valor, numerador, denominador,
    'accidentes/horas' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from (
    select *, accidentes * 1000000.0 as numerador, horas as denominador
    from intermedio.stg_lineas_finales
    where accidentes is not null and horas > 0
)
