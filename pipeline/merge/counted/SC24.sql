-- Those of SC05 who are in certification at the cut-off: who has been certified since counts no more.
select
    $envio, formador_key as clave, if(estado = 'PRO', 1.0, 0.0) as valor, if(estado = 'PRO', mujeres, 0) as mujeres,
    if(estado = 'PRO', hombres, 0) as hombres, 'formador_id' as columna, 'SC05' as subconjunto_de, coalesce(region, 'ND') as region
from (select *, bool_or(estado = 'PRO') over (partition by formador_key) as alguna_vez from intermedio.stg_formadores where metodologia = 'SCORE')
where alguna_vez
