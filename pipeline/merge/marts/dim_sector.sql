-- Sectors, with their ISIC section (a mapping of ours: assumption).
-- title: Sectores | Sectors
-- sheet: 57 | Sectores | Sectors
-- grain: one row per sector
-- key: sector
-- columns: sector, es, en, ciiu_supuesto
-- disclose: open
-- dimensions: es, en, ciiu_supuesto
select codigo as sector, es, en, ciiu as ciiu_supuesto
from intermedio.dim_lista
where lista = 'SECTOR'
order by sector
