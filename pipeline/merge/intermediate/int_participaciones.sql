-- What is counted beside the people of an indicator, row by row: participations (a person who came twice is two), people
-- of courses by methodology and component, and members of the organisations that were trained, who are the most that the
-- courses can have reached.
-- grain: one row per sum, place, period, member and row of a workbook
-- key: plantilla, indicador, pais, periodo, dim, miembro, entrega_id, hoja, fila
-- columns: plantilla, indicador, unidad, pais, periodo, dim, miembro, entrega_id, hoja, fila, expresion, valor
with cursos as (
    select u.plantilla, u.indicador, u.unidad, u.nivel_pais as pais, u.nivel_periodo as periodo, u.entrega_id, u.hoja, u.filas[1] as fila, a.*, l.origen
    from intermedio.int_usos as u
    inner join (
        select entrega_id as envio, hoja as pagina, fila as renglon, total, repetidos, metodologia, componente, organizacion_id
        from limpio.acciones
    ) as a on a.envio = u.entrega_id and a.pagina = u.hoja and a.renglon = u.filas[1]
    inner join intermedio.int_indicadores as l
        on
            l.plantilla = u.plantilla and l.indicador = u.indicador and l.unidad = u.unidad and l.pais = u.nivel_pais
            and l.programa_id = '' and l.periodo = u.nivel_periodo and l.dim = ''
    where
        u.lector = 'linea' and u.dim = '' and u.nivel_programa = '' and u.rol = 'cuenta' and u.origen = 'contado'
        and u.columna = 'total-repetidos' and u.indicador in ('CV03', 'EV01', 'EV02', 'FE01')
),

-- Of each enterprise, programme and module the latest row, in a period or in all of them.
modulos as (
    select e.pais_envio, n.nivel_periodo, m.entrega_id, m.hoja, m.fila, m.part_total
    from limpio.modulos as m
    inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
    cross join lateral (values (m.periodo_envio), ('')) as n (nivel_periodo)
    where m.part_total is not null
    qualify row_number() over (
        partition by e.empresa_key, m.programa_id, m.modulo, n.nivel_periodo order by m.corte_envio desc, m.entrega_id, m.fila desc
    ) = 1
),

trabajadores as (
    select
        'SC' as plantilla, 'SC04' as indicador, 'personas' as unidad, l.pais, l.periodo, m.entrega_id, m.hoja, m.fila, m.part_total
    from intermedio.int_indicadores as l
    inner join modulos as m on m.nivel_periodo = l.periodo and (l.pais = '' or l.pais = m.pais_envio)
    where l.indicador = 'SC04' and l.programa_id = '' and l.dim = '' and l.origen = 'contado'
),

-- Open courses reach people of no organisation: nobody knows the most that they can be.
abiertos as (
    select distinct c.pais, c.periodo
    from cursos as c
    left join intermedio.stg_organizaciones as o on o.entrega_id = c.entrega_id and o.organizacion_id = c.organizacion_id
    where c.indicador = 'CV03' and o.socios_total is null
),

socios as (
    select distinct c.plantilla, c.indicador, c.unidad, c.pais, c.periodo, o.organizacion_key, o.entrega_id, o.hoja, o.fila, o.socios_total, o.corte_envio
    from cursos as c
    inner join intermedio.stg_organizaciones as o on o.entrega_id = c.entrega_id and o.organizacion_id = c.organizacion_id
    anti join abiertos as a on a.pais = c.pais and a.periodo = c.periodo
    where c.indicador = 'CV03' and c.origen = 'contado' and o.socios_total is not null
    qualify row_number() over (
        partition by c.pais, c.periodo, o.organizacion_key order by o.corte_envio desc, o.entrega_id, o.fila
    ) = 1
)

select
    plantilla, indicador, unidad, pais, periodo, 'participaciones' as dim, '' as miembro, entrega_id, hoja, fila,
    'total' as expresion, total::double as valor
from cursos
-- Of declared people it is not known who came twice.
where origen = 'contado'
union all by name
select
    plantilla, indicador, unidad, pais, periodo, 'participaciones' as dim, '' as miembro, entrega_id, hoja, fila,
    'part_total' as expresion, part_total::double as valor
from trabajadores
union all by name
select
    plantilla, indicador, unidad, pais, periodo, 'socios' as dim, '' as miembro, entrega_id, hoja, fila,
    'socios_total' as expresion, socios_total::double as valor
from socios
union all by name
select
    plantilla, indicador, unidad, pais, periodo, 'metodologia' as dim,
    coalesce(metodologia, 'ND') || '|' || coalesce(componente, 'ND') as miembro, entrega_id, hoja, fila,
    'total-repetidos' as expresion, (total - coalesce(repetidos, 0))::double as valor
from cursos
where indicador = 'FE01'
