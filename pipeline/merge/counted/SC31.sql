-- Enterprises that take part at the cut-off: those of SC01 that had not left.
select
    $envio, empresa_key as clave, if(retiro <= corte_envio, 0.0, 1.0) as valor, 'empresa_id' as columna,
    coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from (
    select p.*, coalesce(e.fecha_retiro, '9999-12-31'::date) as retiro
    from intermedio.stg_participantes as p
    inner join intermedio.stg_empresas as e on e.entrega_id = p.entrega_id and e.hoja = p.hoja and e.fila = p.fila
)
