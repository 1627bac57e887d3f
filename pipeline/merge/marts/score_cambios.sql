-- Change from baseline to endline, enterprise by enterprise: absolute (points for rates), relative, and whether it is
-- an improvement. Enterprises without both are left out.
-- title: SCORE: cambio de cada empresa | SCORE: change of each enterprise
-- sheet: 27 | SCORE cambios | SCORE changes
-- grain: one row per enterprise, programme and measure
-- key: empresa_key, programa_id, medida
-- rows from: intermedio.stg_cambios
-- columns: empresa_key, programa_id, medida, indicador, indicador_mejora, mejor_si, pais, periodo, corte, region,
--   sector, clase, valor_lb, valor_lf, cambio, cambio_relativo, mejora, entrega_id, hoja, fila, entrega_lb,
--   hoja_lb, fila_lb
-- disclose: rows
-- keys: empresa_key
-- dimensions: medida, indicador_mejora, mejor_si, mejora
-- people: valor_lf = salidas where medida = 'rotacion'
-- people: valor_lb = salidas of lb where medida = 'rotacion'
-- people: cambio = salidas where medida = 'rotacion'
-- people: cambio = salidas of lb where medida = 'rotacion'
-- people: cambio_relativo = salidas where medida = 'rotacion'
-- people: cambio_relativo = salidas of lb where medida = 'rotacion'
-- references: empresa_key in consolidado.dim_empresa
select * exclude (columna, ultima)
from intermedio.stg_cambios
where ultima
order by empresa_key, programa_id, medida
