-- Bills and draft rules: drafted, whether adopted since or not.
select $envio, programa_id || '|' || proceso_id as clave, 1.0 as valor, 'proceso_id' as columna
from limpio.procesos
where tipo in ('LEY', 'PLY', 'REG') and etapa in ('PROP', 'PRES', 'APRO', 'IMPL', 'REVI', 'ARCH')
