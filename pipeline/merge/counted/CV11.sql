-- Producers with a business plan, of those measured.
select
    $envio, organizacion_key as clave, numerador / medidos as valor, numerador, medidos as denominador, 'con_plan/medidos' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from (select *, con_plan as numerador from intermedio.stg_lineas_finales_cv)
where numerador is not null
