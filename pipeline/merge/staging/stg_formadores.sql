-- Trainers with the key under which they are counted once: those with the same document in one country are one
-- person, whatever programme and number they stand under. The document itself is a salted hash that no table shows.
-- grain: one row per trainer of a submission
-- key: entrega_id, formador_id
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio,
--   corte_envio, formador_id, sexo, region, entidad, metodologia, modulos, estado, fecha_formacion,
--   fecha_certificacion, certificador, programa_previo, activo, notas, formador_key, con_documento
with con_huella as (
    select
        f.*,
        f.programa_id || '|' || f.formador_id as propia,
        -- Known once, a document holds for the same trainer of the programme in every submission.
        max(h.huella) over (partition by f.programa_id, f.formador_id) as huella
    from limpio.formadores as f
    left join bruto.huellas as h on h.entrega_id = f.entrega_id and h.hoja = f.hoja and h.fila = f.fila
)

select
    * exclude (huella, propia),
    if(huella is null, propia, min(propia) over (partition by pais_envio, huella)) as formador_key,
    huella is not null as con_documento
from con_huella
