-- Measurements of each enterprise, the latest of each moment, with the rates that the indicators use.
-- title: SCORE: mediciones de cada empresa | SCORE: measurements of each enterprise
-- sheet: 26 | SCORE mediciones | SCORE measurements
-- grain: one row per enterprise, programme and moment
-- key: empresa_key, programa_id, momento
-- rows from: intermedio.stg_mediciones
-- columns: empresa_key, programa_id, momento, pais, periodo, corte, region, sector, clase, desde, hasta, dias,
--   trab_promedio, dias_programados, dias_ausencia, horas, accidentes, salidas, defectos, energia, residuos,
--   produccion, unidad_produccion, salario, ahorro, moneda, quejas, ausentismo, frecuencia, rotacion, energia_unidad, residuos_unidad,
--   quejas_anuales, entrega_id, hoja, fila
-- disclose: rows
-- keys: empresa_key
-- texts: unidad_produccion
-- amounts: dias, ausentismo, frecuencia, energia_unidad, residuos_unidad, quejas_anuales
-- people: rotacion = salidas
-- references: empresa_key in consolidado.dim_empresa
-- references: entrega_id in consolidado.entregas
select * exclude (ultima, ipc)
from intermedio.stg_mediciones
where ultima
order by empresa_key, programa_id, momento
