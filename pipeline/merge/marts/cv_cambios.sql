-- Change of income and full-time equivalents from baseline to endline, organisation by organisation. Income in two
-- currencies has no difference; a fall is negative and stays. Full-time equivalents change by person measured, times the
-- `emparejados`: as many as were measured at both ends.
-- title: Cadenas de valor: cambio de cada organización | Value chains: change of each organisation
-- sheet: 32 | Cadenas cambios | Chains changes
-- grain: one row per organisation and programme
-- key: organizacion_key, programa_id
-- rows from: intermedio.stg_mediciones_cv
-- columns: organizacion_key, pais, programa_id, corte, moneda, medidos_lb, medidos_lf, ingreso_lb, ingreso_lf,
--   ingreso_cambio, ingreso_relativo, etc_lb, etc_lf, emparejados, etc_neto, entrega_id, hoja, fila, entrega_lb, hoja_lb,
--   fila_lb
-- disclose: rows
-- keys: organizacion_key
-- amounts: ingreso_lb, ingreso_lf, ingreso_cambio, ingreso_relativo, etc_lb, etc_lf, etc_neto
-- people: medidos_lf = medidos
-- people: emparejados = medidos
-- people: emparejados = medidos of lb
-- people: medidos_lb = medidos of lb
select
    f.organizacion_key, f.pais, f.programa_id, f.corte, b.moneda,
    b.medidos as medidos_lb, f.medidos as medidos_lf, b.ingreso as ingreso_lb, f.ingreso as ingreso_lf,
    if(f.moneda is not distinct from b.moneda, f.ingreso - b.ingreso, null) as ingreso_cambio,
    if(f.moneda is not distinct from b.moneda, (f.ingreso - b.ingreso) / nullif(b.ingreso, 0), null) as ingreso_relativo,
    b.etc as etc_lb, f.etc as etc_lf, least(f.medidos, b.medidos) as emparejados,
    round((f.etc / nullif(f.medidos, 0) - b.etc / nullif(b.medidos, 0)) * least(f.medidos, b.medidos), 6) as etc_neto,
    f.entrega_id, f.hoja, f.fila, b.entrega_id as entrega_lb, b.hoja as hoja_lb, b.fila as fila_lb
from intermedio.stg_mediciones_cv as f
inner join intermedio.stg_mediciones_cv as b on b.organizacion_key = f.organizacion_key and b.programa_id = f.programa_id and b.momento = 'LB' and b.ultima
where f.momento = 'LF' and f.ultima
order by f.organizacion_key, f.programa_id
