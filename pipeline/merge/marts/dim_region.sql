-- First-level subdivisions, each inside its country (ISO 3166-2).
-- title: Regiones | Regions
-- sheet: 58 | Regiones | Regions
-- grain: one row per region
-- key: region
-- columns: region, es, en, pais
-- disclose: open
-- dimensions: es, en
select codigo as region, es, en, padre as pais
from intermedio.dim_lista
where lista = 'REGION'
order by region
