-- Workshops of value chains, each in the period in which it ended.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha_fin as fecha, hoja, fila,
    accion_key as clave, 1.0 as valor, 'accion_id' as columna, region, true as evento
from intermedio.stg_acciones
where ultima and plantilla_envio = 'CV' and tipo = 'TAL'
