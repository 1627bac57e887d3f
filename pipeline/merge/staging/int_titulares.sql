-- Which piece enters which headline, and why the others do not.
-- grain: one row per headline and piece
-- key: titular, pieza
with definiciones as (
    select * from intermedio.titulares_def
),

-- Pieces that a headline reads, before anything is left out.
candidatas as (
    select d.titular, p.*
    from definiciones as d
    inner join intermedio.int_piezas as p
        on p.indicador = d.indicador
        and (d.programa_id = '*' or d.programa_id = p.programa_id)
        and list_contains(string_split(d.paises, ';'), p.pais)
        and (d.hasta is null or p.fecha <= d.hasta)
        and if(d.publico = '*', p.dim = '', p.dim = 'publico' and p.miembro = d.publico)
),

juzgadas as (
    select
        c.*,
        case
            when c.origen = 'contado' and exists (
                select 1 from candidatas as d
                where d.titular = c.titular and d.indicador = c.indicador and d.programa_id = c.programa_id and d.origen = 'declarado'
            ) then 'hay valor declarado'
            when c.subconjunto_de is not null and exists (
                select 1 from candidatas as w
                where w.titular = c.titular and w.programa_id = c.programa_id and w.indicador = c.subconjunto_de
            ) then 'es parte de otro'
            when exists (
                select 1 from intermedio.int_inclusiones as x
                inner join candidatas as b on b.titular = c.titular and b.indicador = x.indicador and b.programa_id = x.incluye
                where x.vale and x.indicador = c.indicador and x.incluido = c.programa_id
            ) then 'incluido en otro programa'
        end as motivo
    from candidatas as c
)

select
    *,
    case
        when motivo is not null then motivo
        when clave is null or row_number() over (
            -- One enterprise, one trainer, one declared figure: the latest, once.
            partition by titular, indicador, clave, dim, miembro, (motivo is null)
            order by fecha desc, programa_id, pieza
        ) = 1 then 'cuenta'
        else 'anterior'
    end as rol
from juzgadas
