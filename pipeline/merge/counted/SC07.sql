-- Satisfaction with each module, weighed by who answered. An enterprise in two workbooks answers once for each module.
select
    $envio, concat_ws('|', empresa_key, modulo) as clave, numerador / denominador as valor, numerador, denominador,
    'satisfaccion/encuestados' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from (
    select *, satisfaccion * encuestados as numerador, encuestados as denominador
    from intermedio.stg_modulos_empresa
    where satisfaccion is not null and encuestados > 0
)
