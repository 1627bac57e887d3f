-- People trained: of each enterprise those of its largest module, a floor, since one person may follow several.
select
    entrega_part as entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id,
    periodo_envio as periodo, corte_envio as fecha, hoja_part as hoja, fila_part as fila,
    empresa_key as clave, part_total as valor, part_mujeres as mujeres, part_hombres as hombres,
    'part_total' as columna, coalesce(region, 'ND') as region, coalesce(sector, 'ND') as sector, coalesce(clase, 'ND') as clase
from intermedio.stg_participantes
where part_total is not null
-- Two rows of one enterprise point to the same module: its people are counted once.
qualify row_number() over (partition by entrega_part, hoja_part, fila_part, periodo_envio order by entrega_id, fila) = 1
