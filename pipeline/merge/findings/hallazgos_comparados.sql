-- Findings that need more than one workbook, or a workbook and what the merge counted in it: organisations and trainers
-- of several programmes, jobs against staff, a roadmap against its earlier cut-offs, declared against counted figures.
-- grain: one row per finding
-- key: entrega_id, codigo, hoja, fila, columna, mensaje_es
-- nullable: columna
-- columns: entrega_id, codigo, severidad, hoja, fila, columna, celda, valor, mensaje_es, mensaje_en, accion_es,
--   accion_en
with personal as (
    select 'empresa' as tipo, entrega_id, hoja, fila, programa_id, pais_envio, nombre, trab_total as personas, id_tributario
    from limpio.empresas
    union all
    select 'organizacion', entrega_id, hoja, fila, programa_id, pais_envio, nombre, socios_total, id_tributario
    from limpio.organizaciones
),

con_numero as (
    select *, nullif(regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g'), '') as tributario
    from personal
),

-- Enterprises of two SCORE programmes are told by R-SC-08.
compartidas as (
    select a.entrega_id, 'R-X-01' as codigo, a.hoja, a.fila, 'id_tributario' as columna, a.nombre as valor,
        string_agg(distinct b.programa_id, ', ' order by b.programa_id) as a, '' as b, '' as c
    from con_numero as a
    inner join con_numero as b
        on b.pais_envio = a.pais_envio and b.tributario = a.tributario and b.programa_id <> a.programa_id
    where not (a.tipo = 'empresa' and b.tipo = 'empresa')
    group by all
),

-- The same document in another programme, or in another methodology of the same one. Documents are fingerprints.
formadores as (
    select f.entrega_id, f.hoja, f.fila, f.programa_id, f.pais_envio, f.metodologia, h.huella
    from limpio.formadores as f
    inner join bruto.huellas as h on h.entrega_id = f.entrega_id and h.hoja = f.hoja and h.fila = f.fila
),

formadores_repetidos as (
    select a.entrega_id, 'R-X-02' as codigo, a.hoja, a.fila, 'documento' as columna, null::varchar as valor,
        string_agg(distinct if(b.programa_id = a.programa_id, b.metodologia, b.programa_id), ', '
            order by if(b.programa_id = a.programa_id, b.metodologia, b.programa_id)) as a, '' as b, '' as c
    from formadores as a
    inner join formadores as b
        on b.pais_envio = a.pais_envio and b.huella = a.huella
        and (b.programa_id <> a.programa_id or b.metodologia <> a.metodologia)
    group by all
),

-- Jobs that several workbooks of a programme report are the same ones: the latest counts, as in the indicators.
empleos as (
    select *, nullif(regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g'), '') as tributario, year(fecha) as anio
    from limpio.empleos
    where tipo in ('CRE', 'MEJ') and total is not null
    qualify row_number() over (partition by programa_id, empleo_id, fecha order by corte_envio desc, entrega_id desc) = 1
),

empleos_por_anio as (
    select pais_envio, tributario, anio, sum(total) as n
    from empleos
    where tributario is not null
    group by all
),

-- Staff is the largest that any workbook gives for that number (assumption: the sheets have one figure, at the cut-off).
plantillas as (
    select pais_envio, tributario, max(personas) as t
    from con_numero
    where tributario is not null and personas is not null
    group by all
),

empleos_de_mas as (
    select e.entrega_id, 'R-EV-04' as codigo, e.hoja, min(e.fila) as fila, 'total' as columna, min(e.organizacion) as valor,
        n.n::bigint::varchar as a, arg_min(e.organizacion, e.fila) as b, p.t::bigint::varchar as c
    from empleos as e
    inner join empleos_por_anio as n on n.pais_envio = e.pais_envio and n.tributario = e.tributario and n.anio = e.anio
    inner join plantillas as p on p.pais_envio = e.pais_envio and p.tributario = e.tributario
    where n.n > p.t
    group by e.entrega_id, e.hoja, e.tributario, e.anio, n.n, p.t
),

-- The cut-offs of each team in their order.
cortes as (
    select
        entrega_id, pais, regexp_replace(lower(strip_accents(equipo)), '\s', '', 'g') as equipo_norm, fecha_corte,
        lag(entrega_id) over orden as anterior,
        lead(entrega_id) over orden is null as ultimo
    from consolidado.entregas
    where plantilla = 'HR' and estado = 'aceptada'
    window orden as (
        partition by pais, regexp_replace(lower(strip_accents(equipo)), '\s', '', 'g') order by fecha_corte, entrega_id
    )
),

en_operacion as (
    select c.pais, c.equipo_norm, m.mesa_id, count(*) as n
    from cortes as c
    inner join limpio.mesas as m on m.entrega_id = c.entrega_id and m.etapa = 'OPER'
    group by all
),

aprendido as (
    select p.entrega_id, p.mesa_id, sum(coalesce(p.revision, 0)) + count(s.solucion_id) as veces
    from limpio.problemas as p
    left join limpio.soluciones as s
        on s.entrega_id = p.entrega_id and s.problema_id = p.problema_id and s.estado = 'REE'
    group by all
),

sin_aprender as (
    select m.entrega_id, 'R-HR-21' as codigo, m.hoja, m.fila, 'nombre' as columna, m.nombre as valor,
        o.n::varchar as a, '' as b, '' as c
    from cortes as c
    inner join limpio.mesas as m on m.entrega_id = c.entrega_id and m.etapa = 'OPER'
    inner join en_operacion as o on o.pais = c.pais and o.equipo_norm = c.equipo_norm and o.mesa_id = m.mesa_id
    left join aprendido as l on l.entrega_id = m.entrega_id and l.mesa_id = m.mesa_id
    where c.ultimo and o.n >= 2 and coalesce(l.veces, 0) = 0
),

antes_y_ahora as (
    select
        n.entrega_id, n.hoja, n.fila, left(coalesce(n.problema, n.problema_id), 80) as problema, n.estado, n.notas, n.fecha_identificado,
        v.estado as estado_antes, v.fecha_identificado as fecha_antes
    from cortes as c
    inner join limpio.problemas as n on n.entrega_id = c.entrega_id
    inner join limpio.problemas as v on v.entrega_id = c.anterior and v.problema_id = n.problema_id
),

reabiertos as (
    select entrega_id, 'R-HR-25' as codigo, hoja, fila, 'estado' as columna, estado as valor, problema as a, '' as b, '' as c
    from antes_y_ahora
    where estado_antes = 'RES' and estado is distinct from 'RES' and notas is null
),

redatados as (
    select entrega_id, 'R-HR-25b' as codigo, hoja, fila, 'fecha_identificado' as columna, fecha_identificado::varchar as valor,
        problema as a, strftime(fecha_antes, '%d/%m/%Y') as b, strftime(fecha_identificado, '%d/%m/%Y') as c
    from antes_y_ahora
    where fecha_antes <> fecha_identificado
),

-- What the detail sheets of a workbook give, each thing once; new figures only of their own period.
piezas_contadas as (
    select entrega_id, indicador, coalesce(clave, pieza) as que, max(valor) as valor,
        bool_or(periodo = periodo_envio) as del_periodo
    from intermedio.int_piezas
    where origen = 'contado' and dim = ''
    group by all
),

sumas as (
    select entrega_id, indicador, fsum(valor) as todo, fsum(valor) filter (del_periodo) as del_periodo
    from piezas_contadas
    group by all
),

declarado_y_contado as (
    select d.entrega_id, 'R-RE-05' as codigo, d.hoja, d.filas[1] as fila, 'total' as columna, d.valor::varchar as valor,
        printf('%.12g', d.valor) as a, printf('%.12g', if(d.tipo_conteo = 'INC', coalesce(s.del_periodo, 0), s.todo)) as b, d.indicador as c
    from intermedio.int_declarado as d
    inner join intermedio.dim_indicador as i on i.indicador = d.indicador and i.tipo = 'count' and i.aditividad in ('sum', 'distinct')
    inner join sumas as s on s.entrega_id = d.entrega_id and s.indicador = d.indicador
    where
        d.region = '' and d.sector = '' and d.publico = '' and not d.disputa and d.subconjunto_de is null
        and d.calificador = 'EX' and d.valor <> if(d.tipo_conteo = 'INC', coalesce(s.del_periodo, 0), s.todo)
),

-- A list and a declared total of the same, from two workbooks.
dos_origenes as (
    select
        if(lista_posterior, listado_entrega, declarado_entrega) as entrega_id, 'R-RE-08' as codigo,
        if(lista_posterior, listado_hoja, declarado_hoja) as hoja, if(lista_posterior, listado_fila, declarado_fila) as fila,
        if(lista_posterior, listado_columna, 'total') as columna, null::varchar as valor,
        printf('%.12g', declarado) || ' (' || declarado_periodo || ')' as a,
        printf('%.12g', listado) || ' (' || listado_periodo || ')' as b, indicador as c
    from intermedio.int_dos_origenes
),

-- Corrected in one period, and not in the workbook of a later one.
sin_corregir as (
    select entrega_id, 'R-X-12' as codigo, hoja, fila, columna, ahora as valor, antes as a, coalesce(ahora, '–') as b, periodo as c, rotulo_es, rotulo_en
    from intermedio.corregidas
),

todos as (
    select * from compartidas
    union all by name
    select * from sin_corregir
    union all by name
    select * from dos_origenes
    union all by name
    select * from formadores_repetidos
    union all by name
    select * from empleos_de_mas
    union all by name
    select * from sin_aprender
    union all by name
    select * from reabiertos
    union all by name
    select * from redatados
    union all by name
    select * from declarado_y_contado
)

select
    t.entrega_id, t.codigo, r.severidad, t.hoja, t.fila, t.columna, null as celda, t.valor,
    replace(replace(replace(replace(r.mensaje_es, '{d}', coalesce(t.rotulo_es, '–')), '{a}', coalesce(t.a, '–')), '{b}', coalesce(t.b, '–')), '{c}', coalesce(d.es, t.c, '–')) as mensaje_es,
    replace(replace(replace(replace(r.mensaje_en, '{d}', coalesce(t.rotulo_en, '–')), '{a}', coalesce(t.a, '–')), '{b}', coalesce(t.b, '–')), '{c}', coalesce(d.en, t.c, '–')) as mensaje_en,
    r.accion_es, r.accion_en
from todos as t
inner join intermedio.dim_regla as r using (codigo)
left join intermedio.dim_indicador as d on d.indicador = t.c
