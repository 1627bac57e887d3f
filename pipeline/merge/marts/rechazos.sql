-- What was left out: whole files, single rows and single cells, with the reason as it was told to the sender.
-- title: Rechazos: lo que quedó fuera y por qué | Rejections: what was left out, and why
-- sheet: 52 | Rechazos | Rejections
-- shown: always
-- grain: one row per finding that keeps something out
-- key: entrega_id, hoja, fila, columna, regla, n
-- columns: entrega_id, archivo, plantilla, pais, programa_id, alcance, hoja, fila, columna, regla, motivo,
--   que_hacer, motivo_en, que_hacer_en, n
-- disclose: own
-- keys: regla, columna
-- dimensions: alcance
-- amounts: n
-- texts: motivo, que_hacer, motivo_en, que_hacer_en
-- nullable: fila, columna
-- references: entrega_id in consolidado.entregas
select
    h.entrega_id,
    e.archivo,
    e.plantilla,
    e.pais,
    coalesce(e.programa_id, e.equipo) as programa_id,
    if(h.severidad = 'fatal' or e.estado = 'espera', 'archivo', h.cuesta) as alcance,
    h.hoja,
    h.fila,
    h.columna,
    h.codigo as regla,
    h.mensaje_es as motivo,
    h.accion_es as que_hacer,
    h.mensaje_en as motivo_en,
    h.accion_en as que_hacer_en,
    row_number() over (partition by h.entrega_id, h.hoja, h.fila, h.columna, h.codigo order by h.mensaje_es)::integer as n
from bruto.hallazgos as h
inner join consolidado.entregas as e on e.entrega_id = h.entrega_id
where h.severidad = 'fatal' or (h.cuesta is not null and e.estado = 'aceptada') or (h.codigo in ('R-X-09', 'R-X-10') and e.estado = 'espera')
order by h.entrega_id, alcance, h.hoja, h.fila, h.columna, h.codigo, n
