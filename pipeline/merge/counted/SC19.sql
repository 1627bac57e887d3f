-- Money saved, in the currency that held on the day: what each measurement after the baseline tells of its own days.
select
    $envio, concat_ws('|', empresa_key, momento, coalesce(desde, hasta)) as clave, ahorro as valor, moneda_del_dia(moneda, hasta) as unidad, 'ahorro' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_ahorros
