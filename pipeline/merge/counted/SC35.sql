-- Enterprises with an improvement plan from some module, in this workbook or an earlier one; of each module the latest row holds.
select
    entrega_id, plantilla, pais, programa_id, periodo, fecha, hoja, fila, clave, 1.0 as valor, 'plan_mejora' as columna, region, sector, clase
from (
    select
        m.entrega_id, e.plantilla_envio as plantilla, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo,
        e.corte_envio as fecha, m.hoja, m.fila, e.empresa_key as clave, e.entrega_id as envio, m.plan_mejora,
        coalesce(e.region, 'ND') as region, coalesce(e.sector, 'ND') as sector, coalesce(e.clase, 'ND') as clase
    from intermedio.stg_empresas as e
    inner join intermedio.stg_empresas as u
        on u.empresa_key = e.empresa_key and u.programa_id = e.programa_id and u.corte_envio <= e.corte_envio
    inner join limpio.modulos as m on m.entrega_id = u.entrega_id and m.empresa_id = u.empresa_id
    where m.plan_mejora is not null
    qualify row_number() over (partition by e.entrega_id, e.empresa_key, m.modulo order by u.corte_envio desc, m.entrega_id, m.fila desc) = 1
)
where plan_mejora = 'S'
qualify row_number() over (partition by envio, clave order by entrega_id desc, fila) = 1
