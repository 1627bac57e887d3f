-- Those of SC01 that followed two modules or more.
select $envio, empresa_key as clave, 1.0 as valor, 'empresa_id' as columna, 'SC01' as subconjunto_de, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_participantes
where modulos >= 2
