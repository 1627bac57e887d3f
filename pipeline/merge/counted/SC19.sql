-- Money saved, in the currency that held on the day.
select
    $envio, empresa_key as clave, ahorro as valor, moneda_del_dia(moneda, hasta) as unidad, 'ahorro' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_lineas_finales
where ahorro is not null
