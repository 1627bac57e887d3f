-- Organisations of one area, as each workbook describes them.
-- title CV: Cadenas de valor: organizaciones | Value chains: organisations
-- sheet CV: 29 | Organizaciones | Organisations
-- title EV: Empleos verdes: organizaciones | Green jobs: organisations
-- sheet EV: 63 | Organizaciones verdes | Green organisations
-- title CO: Cooperativas | Cooperatives
-- sheet CO: 35 | Cooperativas una a una | Cooperatives one by one
-- grain: one row per organisation, programme and cut-off
-- key: organizacion_key, programa_id, corte
-- rows from: intermedio.stg_organizaciones
-- columns: organizacion_key, pais, programa_id, periodo, corte, cadena, sector, region, tipo_org, socias, socios,
--   socios_total, jovenes, indigenas, directivos, directivas, directivas_pct, certificacion, formalizada,
--   fecha_ingreso, entrega_id, hoja, fila
-- disclose: rows
-- keys: organizacion_key
-- people: directivas_pct = directivas
-- references: programa_id in consolidado.dim_programa
-- references: entrega_id in consolidado.entregas
select
    organizacion_key, pais_envio as pais, programa_id, periodo_envio as periodo, corte_envio as corte, cadena, sector,
    region, tipo_org, socias, socios, socios_total, jovenes, indigenas, directivos, directivas,
    -- Share of women on the board.
    directivas / nullif(directivos, 0) as directivas_pct,
    certificacion, formalizada, fecha_ingreso, entrega_id, hoja, fila
from intermedio.stg_organizaciones
where plantilla_envio = '$plantilla'
qualify row_number() over (partition by organizacion_key, programa_id, corte_envio order by entrega_id, fila desc) = 1
order by organizacion_key, programa_id, corte
