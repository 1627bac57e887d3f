-- «Ya incluye cifras de»: which programme's figures another one already holds, for which indicator, and whether
-- the inclusion holds: the included programme reports that indicator in the same country and area, no circle.
-- grain: one row per indicator, template, including programme and included programme
-- key: indicador, plantilla, incluye, incluido
-- columns: indicador, plantilla, pais, incluye, incluido, vale
with recursive declaradas as (
    select distinct indicador, plantilla, pais, programa_id as incluye, unnest(p.incluye) as incluido
    from intermedio.int_piezas as p
    where origen = 'declarado' and len(p.incluye) > 0
),

caminos as (
    select indicador, plantilla, incluye as desde, incluido as hasta, 1 as pasos from declaradas
    union
    select c.indicador, c.plantilla, c.desde, d.incluido, c.pasos + 1
    from caminos as c
    inner join declaradas as d on d.indicador = c.indicador and d.plantilla = c.plantilla and d.incluye = c.hasta
    -- No chain of programmes is longer; a circle ends here.
    where c.pasos < 20
)

select
    d.indicador, d.plantilla, d.pais, d.incluye, d.incluido,
    exists (
        select 1 from intermedio.int_piezas as p
        where p.indicador = d.indicador and p.programa_id = d.incluido and p.pais = d.pais and p.plantilla = d.plantilla
    )
    and not exists (
        select 1 from caminos as c
        where c.indicador = d.indicador and c.plantilla = d.plantilla and c.desde = d.incluido and c.hasta = d.incluye
    ) as vale
from declaradas as d
