-- Studies and publications, each in the period in which it came out.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    programa_id || '|' || producto_id as clave, 1.0 as valor, 'producto_id' as columna, true as evento
-- A product that a later workbook lists again is what that one says of it.
from (
    select * from limpio.productos
    where tipo is not null
    qualify row_number() over (partition by programa_id, producto_id order by corte_envio desc, entrega_id desc, fila desc) = 1
)
where tipo in ('EST', 'PUB')
