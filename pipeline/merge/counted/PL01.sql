-- Laws and regulations approved or beyond.
select $envio, proceso_key as clave, 1.0 as valor, 'proceso_id' as columna
from intermedio.stg_procesos
where tipo in ('LEY', 'REG') and etapa in ('APRO', 'IMPL', 'REVI')
