-- Pairs that may be one enterprise, organisation or trainer, with the evidence side by side and what the office decided.
-- Until somebody decides they are counted as two. Of trainers only that they have the same name and sex is known, never
-- the name.
-- title: Pares que pueden ser uno | Pairs that may be one
-- sheet: 54 | Pares por decidir | Pairs to decide
-- grain: one row per pair
-- key: clave_a, clave_b
-- columns: tipo, clave_a, clave_b, pais, parecido, estado, nombre_a, nombre_b, id_tributario_a, id_tributario_b,
--   region_a, region_b, detalle_a, detalle_b, programas_a, programas_b, donde_a, donde_b, motivo, quien, fecha
-- disclose: own
-- keys: clave_a, clave_b, id_tributario_a, id_tributario_b
-- dimensions: region_a, region_b, programas_a, programas_b
-- amounts: parecido
-- texts: nombre_a, nombre_b, detalle_a, detalle_b, donde_a, donde_b, quien
with todas as (
    select clave_propia as clave, pais_envio, programa_id, corte_envio, entrega_id, hoja, fila, archivo, nombre, id_tributario, region, sector
    from intermedio.stg_empresas
    union all
    select clave_propia, pais_envio, programa_id, corte_envio, entrega_id, hoja, fila, archivo, nombre, id_tributario, region, sector
    from intermedio.stg_organizaciones
),

fichas as (
    select
        clave, any_value(pais_envio) as pais,
        arg_max(nombre, (corte_envio, entrega_id, fila)) as nombre,
        arg_max(id_tributario, (corte_envio, entrega_id, fila)) as id_tributario,
        arg_max(region, (corte_envio, entrega_id, fila)) as region,
        arg_max(sector, (corte_envio, entrega_id, fila)) as detalle,
        string_agg(distinct programa_id, ';' order by programa_id) as programas,
        arg_max(entrega_id || ' · ' || hoja || ', fila ' || fila, (corte_envio, entrega_id, fila)) as donde
    from todas
    group by clave
),

personas as (
    select
        clave_propia as clave, any_value(pais_envio) as pais, null as nombre, null as id_tributario,
        arg_max(region, (corte_envio, entrega_id, fila)) as region,
        arg_max(concat_ws(' ', sexo, metodologia, estado), (corte_envio, entrega_id, fila)) as detalle,
        string_agg(distinct programa_id, ';' order by programa_id) as programas,
        arg_max(entrega_id || ' · ' || hoja || ', fila ' || fila, (corte_envio, entrega_id, fila)) as donde,
        max(huella_nombre) as huella_nombre, bool_or(con_documento) as con_documento, any_value(formador_key) as formador_key
    from intermedio.stg_formadores
    group by clave_propia
),

-- A trainer goes by the first of his numbers, which changes when an earlier one comes: decisions follow.
numeros as (
    select distinct propia, clave_propia from intermedio.stg_formadores where propia <> clave_propia
),

decisiones as (
    select
        d.* exclude (clave_a, clave_b),
        least(coalesce(a.clave_propia, d.clave_a), coalesce(b.clave_propia, d.clave_b)) as clave_a,
        greatest(coalesce(a.clave_propia, d.clave_a), coalesce(b.clave_propia, d.clave_b)) as clave_b
    from bruto.decisiones as d
    left join numeros as a on d.tipo = 'formador' and a.propia = d.clave_a
    left join numeros as b on d.tipo = 'formador' and b.propia = d.clave_b
    where d.retirada is null
    qualify row_number() over (
        partition by least(coalesce(a.clave_propia, d.clave_a), coalesce(b.clave_propia, d.clave_b)),
            greatest(coalesce(a.clave_propia, d.clave_a), coalesce(b.clave_propia, d.clave_b)) order by d.fecha desc
    ) = 1
),

pares as (
    select 'empresa' as tipo, clave_a, clave_b, parecido from intermedio.candidatos
    union all
    select 'formador', a.clave, b.clave, 1.0
    from personas as a
    inner join personas as b on b.pais = a.pais and b.huella_nombre = a.huella_nombre and b.clave > a.clave
    -- Two documents are two people; and whom a decision has joined is joined.
    where not (a.con_documento and b.con_documento) and a.formador_key <> b.formador_key
    union all
    -- What was decided stays in sight, also where the names are alike no more.
    select tipo, clave_a, clave_b, null from decisiones
),

todos as (
    select tipo, clave_a, clave_b, max(parecido) as parecido from pares group by all
),

ambas as (
    select * exclude (huella_nombre, con_documento, formador_key) from personas
    union all by name
    select * from fichas
)

select
    t.tipo, t.clave_a, t.clave_b, coalesce(a.pais, b.pais) as pais, t.parecido,
    -- Whose number came later is one already; the office may hold the two apart.
    coalesce(d.decision, if(ia.clave_final = ib.clave_final, 'UNIDO', 'PENDIENTE')) as estado,
    a.nombre as nombre_a, b.nombre as nombre_b, a.id_tributario as id_tributario_a, b.id_tributario as id_tributario_b,
    a.region as region_a, b.region as region_b, a.detalle as detalle_a, b.detalle as detalle_b,
    a.programas as programas_a, b.programas as programas_b, a.donde as donde_a, b.donde as donde_b,
    d.motivo, d.quien, d.fecha
from todos as t
left join ambas as a on a.clave = t.clave_a
left join ambas as b on b.clave = t.clave_b
left join decisiones as d on d.clave_a = t.clave_a and d.clave_b = t.clave_b
left join intermedio.identidades as ia on ia.clave = t.clave_a
left join intermedio.identidades as ib on ib.clave = t.clave_b
order by estado desc, t.parecido desc, t.clave_a, t.clave_b
