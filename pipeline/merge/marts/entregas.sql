-- Submissions received, each with its state: what counts, what was replaced, what was kept out.
-- title: Entregas recibidas | Submissions received
-- sheet: 2 | Entregas | Submissions
-- shown: always
-- grain: one row per submission (identical copies are not repeated)
-- key: entrega_id
-- columns: entrega_id, plantilla, pais, programa_id, equipo, periodo, fecha_corte, envio_n, estado, motivo, filas,
--   fatales, errores, avisos, notas, version, idioma, contenido, archivo, sha256, recibido
-- disclose: open
-- keys: contenido, sha256
-- dimensions: idioma, version, recibido
-- amounts: filas, fatales, errores, avisos, notas
select
    entrega_id,
    plantilla,
    pais,
    programa_id,
    equipo,
    periodo,
    fecha_corte,
    envio_n,
    estado,
    motivo,
    filas,
    fatales,
    errores,
    avisos,
    notas,
    version,
    idioma,
    contenido,
    archivo,
    sha256,
    recibido
from bruto.recibidas
order by entrega_id
