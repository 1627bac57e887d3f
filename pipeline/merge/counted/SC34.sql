-- Trainers new in the period: each in the period in which the training ended.
select
    $envio, formador_key as clave, 1.0 as valor, mujeres, hombres, 'formador_id' as columna,
    coalesce(region, 'ND') as region, true as evento
from (
    select * exclude (corte_envio), fecha_formacion as corte_envio
    from intermedio.stg_formadores
    where metodologia = 'SCORE' and fecha_formacion is not null
)
