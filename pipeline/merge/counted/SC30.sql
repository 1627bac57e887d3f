-- Enterprises new in the period: each in the period of its first module, or of the first workbook that has it.
select
    $envio, empresa_key as clave, 1.0 as valor, 'empresa_id' as columna, coalesce(region, 'ND') as region,
    coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase, true as evento
from (
    select
        p.* exclude (corte_envio), coalesce(m.inicio, min(p.corte_envio) over (partition by p.programa_id, p.empresa_key)) as corte_envio,
        row_number() over (partition by p.programa_id, p.empresa_key order by p.corte_envio desc, p.entrega_id, p.fila) as n
    from intermedio.stg_participantes as p
    left join (
        select e.programa_id, e.empresa_key, min(m.fecha_inicio) as inicio
        from intermedio.stg_empresas as e
        inner join limpio.modulos as m on m.entrega_id = e.entrega_id and m.empresa_id = e.empresa_id
        where m.fecha_inicio is not null
        group by all
    ) as m on m.programa_id = p.programa_id and m.empresa_key = p.empresa_key
)
where n = 1
