-- Share of the enterprises of SC01 with a union or another workers' organisation, of those that say so.
select
    p.entrega_id, p.plantilla_envio as plantilla, p.pais_envio as pais, p.programa_id, p.periodo_envio as periodo, p.corte_envio as fecha,
    p.hoja, p.fila, p.empresa_key as clave, if(e.sindicato = 'S', 1.0, 0.0) as valor, valor as numerador, 1.0 as denominador,
    'sindicato' as columna, coalesce(p.region, 'ND') as region, coalesce(p.sector, 'ND') as sector, coalesce(p.clase, 'ND') as clase
from intermedio.stg_participantes as p
inner join intermedio.stg_empresas as e on e.entrega_id = p.entrega_id and e.hoja = p.hoja and e.fila = p.fila
where e.sindicato in ('S', 'N')
