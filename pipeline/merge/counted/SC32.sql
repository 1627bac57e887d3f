-- Enterprises of SC01 that left, each in the period in which it did.
select
    $envio, empresa_key as clave, 1.0 as valor, 'fecha_retiro' as columna, coalesce(region, 'ND') as region,
    coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase, true as evento
from (
    select p.* exclude (corte_envio), e.fecha_retiro as corte_envio
    from intermedio.stg_participantes as p
    inner join intermedio.stg_empresas as e on e.entrega_id = p.entrega_id and e.hoja = p.hoja and e.fila = p.fila
    where e.fecha_retiro <= p.corte_envio
)
