-- Producers with credit, of those measured. An organisation in two workbooks is measured once, with its latest measurement.
select
    $envio, organizacion_key as clave, numerador / medidos as valor, numerador, medidos as denominador, 'con_credito/medidos' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from (select *, con_credito as numerador from intermedio.stg_lineas_finales_cv)
where numerador is not null
