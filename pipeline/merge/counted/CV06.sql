-- Those of CV14 who are certified.
select
    $envio, formador_key as clave, 1.0 as valor, mujeres, hombres, 'formador_id' as columna, 'CV14' as subconjunto_de,
    coalesce(region, 'ND') as region
from intermedio.stg_formadores
where plantilla_envio = 'CV' and rango in ('CER', 'EXP')
