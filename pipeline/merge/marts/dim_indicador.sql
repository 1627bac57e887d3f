-- Indicators, with how they add up: `distinct` counts things once at each level, `sum` adds, `ratio` is a ratio of
-- sums, `currency` adds within one currency, `programme` is shown by programme only.
-- title: Indicadores | Indicators
-- sheet: 55 | Indicadores | Indicators
-- grain: one row per indicator
-- key: indicador
-- columns: indicador, es, en, area, unidad, tipo, aditividad
-- disclose: open
-- dimensions: es, en, unidad, aditividad
select indicador, es, en, area, unidad, tipo, aditividad
from intermedio.dim_indicador
order by indicador
