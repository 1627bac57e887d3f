-- What measurements after the baseline say that enterprises saved; `moneda` is that of the country where none is given.
-- grain: one row per measurement that tells savings
-- key: entrega_id, hoja, fila
-- rows from: limpio.mediciones
-- columns: entrega_id, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio, empresa_key, region, sector,
--   clase, hoja, fila, momento, desde, hasta, ahorro, moneda
with dichos as (
    select
        e.entrega_id, e.plantilla_envio, e.pais_envio, e.programa_id, e.periodo_envio, e.corte_envio, e.empresa_key, e.region,
        e.sector, e.clase, m.hoja, m.fila, m.momento, m.desde, m.hasta, m.ahorro, coalesce(m.moneda, p.moneda) as moneda
    from limpio.mediciones as m
    inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
    inner join intermedio.dim_pais as p on p.pais = m.pais_envio
    where m.momento is distinct from 'LB' and m.ahorro is not null
)

-- What a measurement of more days of the same enterprise spans it has told already.
select d.*
from dichos as d
where not exists (
    select 1 from dichos as o
    where
        o.empresa_key = d.empresa_key and o.momento <> d.momento and o.desde <= d.desde and o.hasta >= d.hasta
        and date_diff('day', o.desde, o.hasta) > date_diff('day', d.desde, d.hasta)
)
