-- Trainers new in the period: each in the period in which the training ended, as the latest workbook says.
select
    $envio, formador_key as clave, 1.0 as valor, mujeres, hombres, 'formador_id' as columna,
    coalesce(region, 'ND') as region, true as evento
from (
    select f.* exclude (corte_envio), f.fecha_formacion as corte_envio
    from intermedio.stg_formadores as f
    where f.metodologia = 'SCORE'
    qualify row_number() over (partition by f.programa_id, f.formador_key order by f.corte_envio desc, f.entrega_id, f.fila) = 1
)
where corte_envio is not null
