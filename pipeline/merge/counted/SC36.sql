-- Mean share of the cost of modules that others than the ILO paid, each module once.
select
    e.entrega_id, e.plantilla_envio as plantilla, e.pais_envio as pais, e.programa_id, e.periodo_envio as periodo,
    e.corte_envio as fecha, m.hoja, m.fila,
    concat_ws('|', e.empresa_key, m.modulo, row_number() over (partition by e.entrega_id, e.empresa_key, m.modulo order by m.fecha_inicio, m.fila)) as clave,
    m.costo_no_oit as valor, m.costo_no_oit as numerador, 1.0 as denominador, 'costo_no_oit' as columna,
    coalesce(e.region, 'ND') as region, coalesce(e.sector, 'ND') as sector, coalesce(e.clase, 'ND') as clase
from limpio.modulos as m
inner join intermedio.stg_empresas as e on e.entrega_id = m.entrega_id and e.empresa_id = m.empresa_id
where m.costo_no_oit is not null
