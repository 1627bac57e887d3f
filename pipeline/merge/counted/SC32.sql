-- Enterprises of SC01 that left, each in the period in which it did, as its latest workbook says.
select
    $envio, empresa_key as clave, 1.0 as valor, 'fecha_retiro' as columna, coalesce(region, 'ND') as region,
    coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase, true as evento
from (
    select p.* exclude (corte_envio), e.fecha_retiro as corte_envio
    from intermedio.stg_participantes as p
    inner join intermedio.stg_empresas as e on e.entrega_id = p.entrega_id and e.hoja = p.hoja and e.fila = p.fila
    qualify row_number() over (partition by p.programa_id, p.empresa_key order by p.corte_envio desc, p.entrega_id, p.fila) = 1
)
where corte_envio is not null
