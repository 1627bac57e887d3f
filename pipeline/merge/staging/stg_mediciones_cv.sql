-- Measurements of organisations in each submission; `ultima` marks the latest of each moment in a programme.
-- grain: one row per organisation, moment and submission
-- key: organizacion_key, entrega_id, momento
-- rows from: limpio.mediciones_cv
-- columns: organizacion_key, pais, programa_id, momento, periodo, corte, desde, hasta, medidos, medidas, ingreso,
--   moneda, ventas, volumen, rendimiento, etc_mujeres, etc_hombres, etc, con_credito, con_plan, entrega_id, hoja,
--   fila, ultima
select
    o.organizacion_key, m.pais_envio as pais, m.programa_id, m.momento, m.periodo_envio as periodo, m.corte_envio as corte,
    m.desde, m.hasta, m.medidos, m.medidas, m.ingreso, moneda_del_dia(coalesce(m.moneda, p.moneda), m.hasta) as moneda, m.ventas, m.volumen, m.rendimiento, m.etc_mujeres,
    m.etc_hombres, m.etc_mujeres + m.etc_hombres as etc, m.con_credito, m.con_plan, m.entrega_id, m.hoja, m.fila,
    row_number() over (
        partition by o.organizacion_key, m.programa_id, m.momento order by m.corte_envio desc, m.hasta desc, m.entrega_id, m.fila desc
    ) = 1 as ultima
from limpio.mediciones_cv as m
inner join intermedio.stg_organizaciones as o on o.entrega_id = m.entrega_id and o.organizacion_id = m.organizacion_id
inner join intermedio.dim_pais as p on p.pais = m.pais_envio
where o.plantilla_envio = 'CV'
qualify row_number() over (partition by o.organizacion_key, m.entrega_id, m.momento order by m.hasta desc, m.fila desc) = 1
