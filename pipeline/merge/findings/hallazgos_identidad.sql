-- Findings that compare who and what several workbooks report: the same enterprise twice, trainers that another
-- programme may count as well, rows of a roadmap that were deleted. Nothing is joined or left out here.
-- grain: one row per finding
-- key: entrega_id, codigo, hoja, fila, mensaje_es
-- columns: entrega_id, codigo, severidad, hoja, fila, columna, celda, valor, mensaje_es, mensaje_en, accion_es,
--   accion_en
-- nullable: fila
with empresas as (
    select
        entrega_id, hoja, fila, programa_id, plantilla_envio, pais_envio, periodo_envio, region, nombre,
        nombre_norm(nombre) as nombre_norm,
        nullif(regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g'), '') as tributario, clave_propia
    from intermedio.stg_empresas
),

-- The same tax number in another programme of the country.
repetidas as (
    select a.entrega_id, 'R-SC-08' as codigo, a.hoja, a.fila, 'id_tributario' as columna, a.nombre as valor,
        string_agg(distinct b.programa_id, ', ' order by b.programa_id) as a, '' as b
    from empresas as a
    inner join empresas as b
        on b.pais_envio = a.pais_envio and b.tributario = a.tributario and b.programa_id <> a.programa_id
    group by all
),

nombradas as (
    select 'empresa' as clase_nombre, * from empresas
    union all by name
    select
        'organizacion' as clase_nombre, entrega_id, hoja, fila, programa_id, plantilla_envio, pais_envio, periodo_envio,
        region, nombre, nombre_norm(nombre) as nombre_norm,
        nullif(regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g'), '') as tributario, clave_propia
    from intermedio.stg_organizaciones
),

-- Pairs that may be one and of which nobody has decided; the same name without tax number in two programmes.
pendientes as (
    select clave_a as una, clave_b as otra from intermedio.candidatos
    union all
    select clave_b, clave_a from intermedio.candidatos
    union all
    select clave_propia, clave_propia from nombradas where tributario is null group by clave_propia
),

parecidas as (
    select distinct a.entrega_id, 'R-X-03' as codigo, a.hoja, a.fila, 'nombre' as columna, a.nombre as valor,
        a.nombre as a, min(b.nombre) over (partition by a.entrega_id, a.hoja, a.fila) as b
    from nombradas as a
    inner join pendientes as p on p.una = a.clave_propia
    inner join nombradas as b on b.clave_propia = p.otra
        and (b.entrega_id, b.hoja, b.fila) <> (a.entrega_id, a.hoja, a.fila)
        -- Another period of the same programme reports the same enterprise again, as it must.
        and not (b.programa_id = a.programa_id and b.plantilla_envio = a.plantilla_envio and b.periodo_envio <> a.periodo_envio)
    where not exists (
        select 1 from bruto.decisiones as d
        where d.retirada is null and d.clave_a = least(p.una, p.otra) and d.clave_b = greatest(p.una, p.otra)
    )
),

-- Trainers of one methodology and region in two programmes, neither of which says that it includes the other.
formadores as (
    select distinct entrega_id, hoja, programa_id, pais_envio, region, metodologia, periodo_envio
    from limpio.formadores
    where programa_previo is null and region is not null
),

incluidos as (
    select distinct programa_id as incluye, unnest(string_split(incluye_a, ';')) as incluido
    from limpio.resultados
    where incluye_a is not null
),

dudosos as (
    select a.entrega_id, 'M-47' as codigo, a.hoja, null::integer as fila, 'programa_previo' as columna, null::varchar as valor,
        string_agg(distinct b.programa_id, ', ' order by b.programa_id) as a, '' as b
    from formadores as a
    inner join formadores as b
        on b.pais_envio = a.pais_envio and b.region = a.region and b.metodologia = a.metodologia
        and b.programa_id <> a.programa_id
    where not exists (
        select 1 from incluidos as x
        where (x.incluye = a.programa_id and x.incluido = b.programa_id)
            or (x.incluye = b.programa_id and x.incluido = a.programa_id)
    )
    group by all
),

-- What a team's roadmap held at one cut-off.
hojas_de_ruta as (
    select entrega_id, hoja, equipo, pais_envio, corte_envio, 'Mesas' as tabla, mesa_id as id, nombre from limpio.mesas
    union all
    select entrega_id, hoja, equipo, pais_envio, corte_envio, 'Problemas', problema_id, problema from limpio.problemas
    union all
    select entrega_id, hoja, equipo, pais_envio, corte_envio, 'Soluciones', solucion_id, solucion from limpio.soluciones
),

cortes as (
    select
        entrega_id, pais as pais_envio, regexp_replace(lower(strip_accents(equipo)), '\s', '', 'g') as equipo, fecha_corte,
        lag(entrega_id) over (
            partition by pais, regexp_replace(lower(strip_accents(equipo)), '\s', '', 'g') order by fecha_corte, entrega_id
        ) as anterior
    from consolidado.entregas
    where plantilla = 'HR' and estado = 'aceptada'
),

borrados as (
    select c.entrega_id, 'R-HR-24' as codigo, min(h.hoja) as hoja, null::integer as fila, null::varchar as columna,
        string_agg(h.id, ', ' order by h.id) as valor,
        string_agg('«' || left(coalesce(h.nombre, h.id), 60) || '»', ', ' order by h.id) as a, h.tabla as b
    from cortes as c
    inner join hojas_de_ruta as h on h.entrega_id = c.anterior
    left join hojas_de_ruta as n on n.entrega_id = c.entrega_id and n.tabla = h.tabla and n.id = h.id
    where n.id is null
    group by c.entrega_id, h.tabla
),

sin_nacional as (
    select
        entrega_id, 'R-HR-26' as codigo, hoja, fila, columna, nombrada as valor, nombrada as a, '' as b
    from intermedio.int_mesas_nacionales
    inner join intermedio.int_ultimas_hojas using (entrega_id)
    where nacional is null and columna = 'mesa_nacional_otra'
),

todos as (
    select * from repetidas
    union all by name
    select * from parecidas
    union all by name
    select * from dudosos
    union all by name
    select * from borrados
    union all by name
    select * from sin_nacional
)

select
    t.entrega_id, t.codigo, r.severidad, t.hoja, t.fila, t.columna, null as celda, t.valor,
    replace(replace(r.mensaje_es, '{a}', coalesce(t.a, '–')), '{b}', coalesce(t.b, '–')) as mensaje_es,
    replace(replace(r.mensaje_en, '{a}', coalesce(t.a, '–')), '{b}', coalesce(t.b, '–')) as mensaje_en,
    r.accion_es, r.accion_en
from todos as t
inner join intermedio.dim_regla as r using (codigo)
