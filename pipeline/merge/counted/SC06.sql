-- Those of SC05 who are certified.
select
    $envio, formador_key as clave, 1.0 as valor, mujeres, hombres, 'formador_id' as columna, 'SC05' as subconjunto_de,
    coalesce(region, 'ND') as region
from intermedio.stg_formadores
where metodologia = 'SCORE' and rango in ('CER', 'EXP')
