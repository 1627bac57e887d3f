-- Modules of enterprises whose first module stands in another workbook of the programme, and began no later.
-- grain: one row per such row of «Módulos»
-- key: entrega_id, hoja, fila
-- rows from: limpio.modulos
-- columns: entrega_id, hoja, fila
with seguidos as (
    select e.empresa_key, e.programa_id, m.entrega_id, m.hoja, m.fila, m.modulo, m.fecha_inicio
    from limpio.modulos as m
    inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
)

select distinct m.entrega_id, m.hoja, m.fila
from seguidos as m
inner join seguidos as u
    on u.programa_id = m.programa_id and u.empresa_key = m.empresa_key and u.entrega_id <> m.entrega_id and u.modulo = 'M1'
    and u.fecha_inicio <= m.fecha_inicio
where not exists (
    select 1 from seguidos as o
    where o.entrega_id = m.entrega_id and o.empresa_key = m.empresa_key and o.modulo = 'M1'
)
