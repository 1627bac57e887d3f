-- Periods that were reported, or in which a reported event took place.
-- title: Periodos | Periods
-- sheet: 56 | Periodos | Periods
-- grain: one row per period
-- key: periodo
-- columns: periodo, tipo, desde, hasta, semestre, anio
-- disclose: open
-- dimensions: semestre, anio
with usados as (
    select periodo from consolidado.entregas where periodo is not null
    union
    select periodo from intermedio.int_piezas where periodo is not null
),

leidos as (
    select
        periodo,
        case when periodo like '%/%' then 'H' when periodo like '%-S_' then 'S' when periodo like '%-T_' then 'T' else 'A' end as tipo,
        left(periodo, 4)::integer as anio_desde,
        if(periodo like '%/%', right(periodo, 4), left(periodo, 4))::integer as anio,
        if(periodo like '%-S_' or periodo like '%-T_', right(periodo, 1)::integer, null) as parte
    from usados
    where regexp_full_match(periodo, '\d{4}(-S[12]|-T[1-4]|/\d{4})?')
)

select
    periodo, tipo,
    make_date(anio_desde, case tipo when 'S' then parte * 6 - 5 when 'T' then parte * 3 - 2 else 1 end, 1) as desde,
    last_day(make_date(anio, case tipo when 'S' then parte * 6 when 'T' then parte * 3 else 12 end, 1)) as hasta,
    case tipo when 'S' then parte when 'T' then (parte + 1) // 2 end as semestre,
    anio
from leidos
order by desde, hasta, periodo
