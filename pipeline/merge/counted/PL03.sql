-- Studies and publications, each in the period in which it came out.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    programa_id || '|' || producto_id as clave, 1.0 as valor, 'producto_id' as columna, true as evento
from limpio.productos
where tipo in ('EST', 'PUB')
