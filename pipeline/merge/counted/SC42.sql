-- Enterprises of SC01 that supply a lead buyer.
select
    p.entrega_id, p.plantilla_envio as plantilla, p.pais_envio as pais, p.programa_id, p.periodo_envio as periodo, p.corte_envio as fecha,
    p.hoja, p.fila, p.empresa_key as clave, 1.0 as valor, 'tractora' as columna,
    coalesce(p.region, 'ND') as region, coalesce(p.sector, 'ND') as sector, coalesce(p.clase, 'ND') as clase
from intermedio.stg_participantes as p
inner join intermedio.stg_empresas as e on e.entrega_id = p.entrega_id and e.hoja = p.hoja and e.fila = p.fila
where e.tractora is not null
