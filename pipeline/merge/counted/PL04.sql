-- Bills and draft rules: drafted, whether adopted since or not.
select $envio, proceso_key as clave, 1.0 as valor, 'proceso_id' as columna
from intermedio.stg_procesos
where tipo in ('LEY', 'PLY', 'REG') and etapa in ('PROP', 'PRES', 'APRO', 'IMPL', 'REVI', 'ARCH')
