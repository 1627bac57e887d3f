-- Enterprises with an improvement plan from some module.
select
    e.entrega_id, e.plantilla_envio as plantilla, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo,
    e.corte_envio as fecha, m.hoja, m.fila, e.empresa_key as clave, 1.0 as valor, 'plan_mejora' as columna,
    coalesce(e.region, 'ND') as region, coalesce(e.sector, 'ND') as sector, coalesce(e.clase, 'ND') as clase
from limpio.modulos as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
where m.plan_mejora = 'S'
qualify row_number() over (partition by e.entrega_id, e.empresa_key order by m.fila) = 1
