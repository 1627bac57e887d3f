-- Enterprises that followed some module, each once.
select $envio, empresa_key as clave, 1.0 as valor, 'empresa_id' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_participantes
