-- Mean income of the producers measured, in the currency that held on the day.
select
    $envio, organizacion_key as clave, numerador / medidos as valor, numerador, medidos as denominador, moneda_del_dia(moneda, hasta) as unidad, 'ingreso/medidos' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from (select *, ingreso * medidos as numerador from intermedio.stg_lineas_finales_cv)
where numerador is not null
