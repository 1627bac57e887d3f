-- Businesses formalised after training: of each course the latest follow-up.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    accion_key as clave, formalizaron::double as valor, 'formalizaron' as columna, true as evento
from intermedio.stg_seguimientos
where formalizaron is not null
-- Of two workbooks that tell the same follow-up the later one that says something holds.
qualify row_number() over (partition by accion_key, fecha order by corte_envio desc, entrega_id desc, fila desc) = 1
