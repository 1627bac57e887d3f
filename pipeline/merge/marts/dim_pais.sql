-- Countries, with their decimal mark and currency.
-- title: Países | Countries
-- sheet: 59 | Países | Countries
-- grain: one row per country
-- key: pais
-- columns: pais, es, en, decimal, moneda
-- disclose: open
-- dimensions: es, en, decimal
select p.pais, l.es, l.en, p.decimal, p.moneda
from intermedio.dim_pais as p
inner join intermedio.dim_lista as l on l.lista = 'PAIS' and l.codigo = p.pais
order by pais
