-- Businesses formalised after training: of each course the latest follow-up.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    programa_id || '|' || accion_id as clave, formalizaron::double as valor, 'formalizaron' as columna, true as evento
from limpio.seguimiento
where formalizaron is not null
