-- Studies and publications, each in the period in which it came out.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    producto_key as clave, 1.0 as valor, 'producto_id' as columna, true as evento
-- A product that a later workbook lists again is what that one says of it.
from intermedio.stg_productos
where ultima and tipo in ('EST', 'PUB')
