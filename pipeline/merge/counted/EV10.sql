-- Members of the organisations of green-job programmes, each with what it last said.
select
    $envio, organizacion_key as clave, socios_total::double as valor, socias as mujeres, socios as hombres,
    'socios_total' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector
from intermedio.stg_organizaciones
where plantilla_envio = 'EV' and socios_total is not null
