-- Measurements of organisations, the latest of each moment in a programme.
-- title: Cadenas de valor: mediciones | Value chains: measurements
-- sheet: 31 | Cadenas mediciones | Chains measurements
-- grain: one row per organisation, programme and moment
-- key: organizacion_key, programa_id, momento
-- rows from: intermedio.stg_mediciones_cv
-- columns: organizacion_key, pais, programa_id, momento, periodo, corte, desde, hasta, medidos, medidas, ingreso,
--   moneda, ventas, volumen, rendimiento, etc_mujeres, etc_hombres, etc, con_credito, con_plan, entrega_id, hoja,
--   fila
-- disclose: rows
-- keys: organizacion_key
select * exclude (ultima)
from intermedio.stg_mediciones_cv
where ultima
order by organizacion_key, programa_id, momento
