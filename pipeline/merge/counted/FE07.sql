-- Businesses formalised after training: of each course the latest follow-up.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    accion_key as clave, formalizaron::double as valor, 'formalizaron' as columna, true as evento
from intermedio.stg_seguimientos
where formalizaron is not null
