-- Enterprises of SCORE, as each workbook describes them, with the modules followed up to its cut-off.
-- title: SCORE: empresas | SCORE: enterprises
-- sheet: 24 | SCORE empresas | SCORE enterprises
-- grain: one row per enterprise, programme and cut-off
-- key: empresa_key, programa_id, corte
-- rows from: intermedio.stg_empresas
-- columns: empresa_key, pais, programa_id, periodo, corte, region, sector, clase, tipo_org, trab_mujeres,
--   trab_hombres, trab_total, ventas, moneda, anio_ventas, fecha_ingreso, fecha_retiro, modulos, entrega_id, hoja,
--   fila
-- disclose: rows
-- keys: empresa_key
-- amounts: modulos
-- references: empresa_key in consolidado.dim_empresa
-- references: programa_id in consolidado.dim_programa
-- references: entrega_id in consolidado.entregas
with una as (
    select *
    from intermedio.stg_empresas
    qualify row_number() over (partition by empresa_key, programa_id, corte_envio order by entrega_id, fila desc) = 1
),

modulos as (
    select e.empresa_key, m.programa_id, m.modulo, min(m.corte_envio) as desde
    from limpio.modulos as m
    inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
    group by all
)

select
    e.empresa_key, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo, e.corte_envio as corte,
    e.region, e.sector, e.clase, e.tipo_org, e.trab_mujeres, e.trab_hombres, e.trab_total, e.ventas,
    coalesce(e.moneda, if(e.ventas is null, null, p.moneda)) as moneda,
    e.anio_ventas, e.fecha_ingreso, e.fecha_retiro, count(m.modulo) as modulos, e.entrega_id, e.hoja, e.fila
from una as e
inner join intermedio.dim_pais as p on p.pais = e.pais_envio
left join modulos as m
    on m.empresa_key = e.empresa_key and m.programa_id = e.programa_id and m.desde <= e.corte_envio
group by all
order by e.empresa_key, e.programa_id, corte
