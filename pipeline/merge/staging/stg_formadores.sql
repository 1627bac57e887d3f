-- Trainers with the key under which they are counted once: those with the same document in one country are one
-- person, whatever programme and number they stand under, and those of whom the office says so. The document and the
-- name are salted hashes that no published table shows.
-- grain: one row per trainer of a submission
-- key: entrega_id, formador_id
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio,
--   corte_envio, formador_id, sexo, region, entidad, metodologia, modulos, estado, fecha_formacion,
--   fecha_certificacion, certificador, programa_previo, activo, notas, huella_nombre, clave_propia, con_documento,
--   formador_key
with con_huella as (
    select
        f.*,
        f.programa_id || '|' || f.formador_id as propia,
        -- Known once, a document holds for the same trainer of the programme in every submission.
        max(h.huella) over (partition by f.programa_id, f.formador_id) as huella,
        max(h.huella_nombre) over (partition by f.programa_id, f.formador_id) as huella_nombre
    from limpio.formadores as f
    left join bruto.huellas as h on h.entrega_id = f.entrega_id and h.hoja = f.hoja and h.fila = f.fila
),

con_clave as (
    select
        * exclude (huella, propia),
        if(huella is null, propia, min(propia) over (partition by pais_envio, huella)) as clave_propia,
        huella is not null as con_documento
    from con_huella
)

select f.*, coalesce(i.clave_final, f.clave_propia) as formador_key
from con_clave as f
left join intermedio.identidades as i on i.clave = f.clave_propia
