-- Trainers of SCORE, each person once.
select
    $envio, formador_key as clave, 1.0 as valor, mujeres, hombres, 'formador_id' as columna,
    coalesce(region, 'ND') as region
from intermedio.stg_formadores
where metodologia = 'SCORE'
