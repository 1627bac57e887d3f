-- Workers of the enterprises that take part, as each last said.
select
    $envio, empresa_key as clave, trab_total as valor, trab_mujeres as mujeres, trab_hombres as hombres,
    'trab_total' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_participantes
where trab_total is not null
