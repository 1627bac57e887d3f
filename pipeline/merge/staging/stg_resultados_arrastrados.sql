-- Rows of new figures that were left over from an earlier period: the same indicator and breakdown, day, source and value as in a
-- workbook with an earlier cut-off. They are told to the sender and not added again.
-- grain: one row per row of «Resultados» left over
-- key: entrega_id, hoja, fila
-- rows from: intermedio.stg_resultados
-- columns: entrega_id, hoja, fila, indicador, valor, periodo_antes
with nuevas as (
    select r.*, e.fecha_corte
    from intermedio.stg_resultados as r
    inner join consolidado.entregas as e using (entrega_id)
    -- A target stays in every workbook until its day.
    where r.tipo_conteo = 'INC' and r.fecha_dato is not null and r.calificador is distinct from 'META'
)

select n.entrega_id, n.hoja, n.fila, n.indicador, n.valor, arg_min(a.periodo, a.fecha_corte) as periodo_antes
from nuevas as n
inner join nuevas as a using (plantilla, pais, programa_id, indicador, region, sector, publico, fecha_dato, valor)
where a.fecha_corte < n.fecha_corte and a.fuente is not distinct from n.fuente
group by n.entrega_id, n.hoja, n.fila, n.indicador, n.valor
