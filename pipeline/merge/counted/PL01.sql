-- Laws and regulations approved or beyond.
select $envio, programa_id || '|' || proceso_id as clave, 1.0 as valor, 'proceso_id' as columna
from limpio.procesos
where tipo in ('LEY', 'REG') and etapa in ('APRO', 'IMPL', 'REVI')
