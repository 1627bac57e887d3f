-- Modules that each enterprise followed, from the latest workbook that tells of them.
-- title: SCORE: módulos de cada empresa | SCORE: modules of each enterprise
-- sheet: 25 | SCORE módulos | SCORE modules
-- grain: one row per enterprise, programme and module
-- key: empresa_key, programa_id, modulo
-- rows from: limpio.modulos
-- columns: empresa_key, pais, programa_id, modulo, periodo, corte, fecha_inicio, fecha_fin, trab_mujeres,
--   trab_hombres, ger_mujeres, ger_hombres, part_total, visitas, satisfaccion, encuestados, plan_mejora,
--   costo_no_oit, entrega_id, hoja, fila
-- disclose: rows
-- keys: empresa_key
-- references: empresa_key in consolidado.dim_empresa
-- references: entrega_id in consolidado.entregas
select
    e.empresa_key, m.pais_envio as pais, m.programa_id, m.modulo, m.periodo_envio as periodo, m.corte_envio as corte,
    m.fecha_inicio, m.fecha_fin, m.trab_mujeres, m.trab_hombres, m.ger_mujeres, m.ger_hombres, m.part_total, m.visitas,
    m.satisfaccion, m.encuestados, m.plan_mejora, m.costo_no_oit, m.entrega_id, m.hoja, m.fila
from limpio.modulos as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
qualify row_number() over (partition by e.empresa_key, m.programa_id, m.modulo order by m.corte_envio desc, m.entrega_id, m.fila desc) = 1
order by e.empresa_key, m.programa_id, m.modulo
