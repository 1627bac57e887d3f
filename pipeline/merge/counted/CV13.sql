-- Full-time equivalents gained or lost from baseline to endline among those measured at both: the change by person measured, times
-- the smaller of the two samples.
select
    f.entrega_id, 'CV' as plantilla, f.pais, f.programa_id, f.periodo, f.corte as fecha, f.hoja, f.fila,
    f.organizacion_key as clave, (f.etc / f.medidos - b.etc / b.medidos) * least(f.medidos, b.medidos) as valor,
    (f.etc_mujeres / f.medidos - b.etc_mujeres / b.medidos) * least(f.medidos, b.medidos) as mujeres,
    (f.etc_hombres / f.medidos - b.etc_hombres / b.medidos) * least(f.medidos, b.medidos) as hombres, 'etc_mujeres+etc_hombres' as columna,
    coalesce(o.region, 'ND') as region, coalesce(o.sector, 'ND') as sector,
    b.entrega_id as entrega_base, b.hoja as hoja_base, b.fila as fila_base
from intermedio.stg_mediciones_cv as f
inner join intermedio.stg_mediciones_cv as b
    on b.organizacion_key = f.organizacion_key and b.programa_id = f.programa_id and b.momento = 'LB'
    and b.corte <= f.corte
inner join intermedio.stg_organizaciones as o on o.entrega_id = f.entrega_id and o.organizacion_key = f.organizacion_key
where f.momento = 'LF' and f.etc is not null and b.etc is not null and f.medidos > 0 and b.medidos > 0
qualify row_number() over (partition by f.entrega_id, f.hoja, f.fila order by b.corte desc, b.entrega_id desc, o.fila) = 1
