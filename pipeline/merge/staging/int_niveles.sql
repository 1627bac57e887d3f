-- Which piece enters which line, and why the others do not. Lines: programme, country and region, each for one
-- period and for all (empty = all).
-- grain: one row per line and piece
-- key: nivel_pais, nivel_programa, nivel_periodo, pieza
with declara as (
    select distinct indicador, programa_id, periodo from intermedio.int_piezas where origen = 'declarado' and dim = ''
),

lineas as (
    select n.nivel_pais, n.nivel_programa, n.nivel_periodo, p.*, i.aditividad
    from intermedio.int_piezas as p
    inner join intermedio.dim_indicador as i using (indicador)
    cross join lateral (
        values
            (p.pais, p.programa_id, p.periodo), (p.pais, p.programa_id, ''),
            (p.pais, '', p.periodo), (p.pais, '', ''), ('', '', p.periodo), ('', '', '')
    ) as n (nivel_pais, nivel_programa, nivel_periodo)
),

juzgadas as (
    select
        l.*,
        case
            -- A declared figure takes the place of the count; the difference is a matter of data quality.
            when l.origen = 'contado' and exists (
                select 1 from declara as d
                where d.indicador = l.indicador and d.programa_id = l.programa_id
                    and (l.nivel_periodo = '' or d.periodo = l.periodo)
            ) then 'hay valor declarado'
            when l.nivel_programa = '' and l.aditividad = 'programme' then 'solo por programa'
            when l.nivel_programa = '' and l.aditividad = 'ratio' and l.denominador is null then 'sin base'
            when l.nivel_programa = '' and exists (
                select 1 from intermedio.int_inclusiones as x
                inner join intermedio.int_piezas as b on b.indicador = x.indicador and b.programa_id = x.incluye
                where x.vale and x.indicador = l.indicador and x.incluido = l.programa_id
                    and b.dim = l.dim and b.miembro = l.miembro
                    and (l.nivel_periodo = '' or b.periodo = l.nivel_periodo)
            ) then 'incluido en otro programa'
        end as motivo
    from lineas as l
)

select
    * exclude (motivo),
    case
        when motivo is not null then motivo
        when clave is null then 'cuenta'
        when row_number() over de_una_clave = 1 then 'cuenta'
        when first_value(programa_id) over de_una_clave = programa_id then 'anterior'
        else 'contado en otro programa'
    end as rol
from juzgadas
window de_una_clave as (
    partition by nivel_pais, nivel_programa, nivel_periodo, plantilla, indicador, dim, miembro, unidad, clave, (motivo is null)
    order by fecha desc, programa_id, pieza
)
