-- Figures stated more than once: with different values, or the same value with another source or qualifier.
-- title: Contradicciones: cifras dichas más de una vez | Contradictions: figures stated more than once
-- sheet: 49 | Contradicciones | Contradictions
-- shown: always
-- grain: one row per row of «Resultados» in such a group
-- key: entrega_id, hoja, fila
-- columns: indicador, pais, programa_id, periodo, region, sector, publico, fecha_dato, valor, calificador, fuente,
--   estado, entrega_id, hoja, fila
-- disclose: rows
-- people: valor = total
with grupos as (
    select
        *,
        count(*) over figura as veces,
        min(valor) over figura as menor,
        max(valor) over figura as mayor,
        min(valor) filter (denominador is not null) over figura as menor_con_base,
        max(valor) filter (denominador is not null) over figura as mayor_con_base,
        -- The same total with other sexes is another statement.
        count(distinct mujeres) over figura > 1 as sexos_distintos,
        bool_or(denominador is not null) over figura as alguno_con_base,
        bool_and(denominador is not null) over figura as todos_con_base
    from intermedio.stg_resultados
    where tipo_conteo <> 'INC' and calificador is distinct from 'META' and subconjunto_de is distinct from indicador
    window figura as (partition by entrega_id, indicador, region, sector, publico, fecha_dato, tipo_conteo)
)

select
    indicador, pais, programa_id, periodo, region, sector, publico, fecha_dato, valor, calificador, fuente,
    case
        when menor = mayor then if(sexos_distintos, 'mismo total, otro desglose por sexo', 'mismo valor')
        when alguno_con_base and not todos_con_base and denominador is null then 'no publicado'
        when alguno_con_base and menor_con_base = mayor_con_base then 'publicado'
        else 'en disputa'
    end as estado,
    entrega_id, hoja, fila
from grupos
where veces > 1
order by entrega_id, indicador, fila
