-- Trainers with the key under which they are counted once: those with the same document in one country are one
-- person, whatever programme and number they stand under, and those of whom the office says so. The document and the
-- name are salted hashes that no published table shows.
-- grain: one row per trainer of a submission
-- key: entrega_id, formador_id
-- rows from: limpio.formadores
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio,
--   corte_envio, formador_id, sexo, region, entidad, metodologia, modulos, estado, fecha_formacion,
--   fecha_certificacion, certificador, programa_previo, activo, notas, huella_nombre, propia, clave_propia,
--   con_documento, formador_key, mujeres, hombres, rango
with con_huella as (
    select
        f.*, h.huella as huella_fila, h.huella_nombre as huella_nombre_fila,
        -- A number names a trainer within one template of a programme.
        concat_ws('|', f.programa_id, f.plantilla_envio, f.formador_id) as numero
    from limpio.formadores as f
    left join bruto.huellas as h on h.entrega_id = f.entrega_id and h.hoja = f.hoja and h.fila = f.fila
),

-- The documents that came under a number, the first to come first: with two of them it names two people.
documentos as (
    select
        numero, huella_fila as huella, count(*) over (partition by numero) as cuantos,
        row_number() over (partition by numero order by min(corte_envio), min(entrega_id), min(fila)) as n
    from con_huella
    where huella_fila is not null
    group by numero, huella_fila
),

con_documento as (
    select
        c.* exclude (numero, huella_fila, huella_nombre_fila),
        c.numero || if(d.n > 1, '#' || d.n, '') as propia,
        -- A row without document is the one that its number names, where it names only one.
        coalesce(d.huella, u.huella) as huella,
        c.huella_nombre_fila
    from con_huella as c
    left join documentos as d on d.numero = c.numero and d.huella = c.huella_fila
    left join documentos as u on u.numero = c.numero and u.cuantos = 1 and c.huella_fila is null
),

con_clave as (
    select
        * exclude (huella, huella_nombre_fila, propia),
        max(huella_nombre_fila) over (partition by propia) as huella_nombre,
        propia,
        if(huella is null, propia, min(propia) over (partition by pais_envio, huella)) as clave_propia,
        huella is not null as con_documento
    from con_documento
)

-- What the office decided about one number of a trainer holds for all of them. Who became inactive keeps the last rank.
select
    *,
    last_value(nullif(estado, 'INA') ignore nulls) over (
        partition by formador_key order by corte_envio, entrega_id, fila rows unbounded preceding
    ) as rango
from (
    select
        f.*,
        coalesce(min(i.clave_final) over (partition by f.clave_propia), f.clave_propia) as formador_key,
        if(f.sexo = 'M', 1, if(f.sexo = 'H', 0, null)) as mujeres,
        if(f.sexo = 'H', 1, if(f.sexo = 'M', 0, null)) as hombres
    from con_clave as f
    left join intermedio.identidades as i on i.clave = f.propia
)
