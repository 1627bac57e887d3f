-- Figures stated more than once: with different values, or the same value with another source or qualifier; a declared
-- total and the list of another workbook that do not agree. How many people a list gives stands in the indicator alone.
-- title: Contradicciones: cifras dichas más de una vez | Contradictions: figures stated more than once
-- sheet: 49 | Contradicciones | Contradictions
-- shown: always
-- grain: one row per row of «Resultados» in such a group, and per list that does not bear out what another workbook declares
-- key: entrega_id, hoja, fila, indicador
-- rows from: intermedio.stg_resultados
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
    window figura as (partition by entrega_id, indicador, region, sector, publico, fecha_dato, tipo_conteo, moneda)
),

dichas as (
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
),

origenes as (
    select
        o.indicador, o.pais, o.programa_id, o.declarado_periodo as periodo,
        if(o.declarado_por_partes, null, r.region) as region, if(o.declarado_por_partes, null, r.sector) as sector,
        if(o.declarado_por_partes, null, r.publico) as publico, r.fecha_dato,
        o.declarado as valor, r.calificador, r.fuente, if(o.cuenta = 'declarado', 'publicado', 'no publicado') as estado,
        o.declarado_entrega as entrega_id, o.declarado_hoja as hoja, o.declarado_fila as fila
    from intermedio.int_dos_origenes as o
    inner join intermedio.stg_resultados as r
        on r.entrega_id = o.declarado_entrega and r.hoja = o.declarado_hoja and r.fila = o.declarado_fila
    union all by name
    select
        indicador, pais, programa_id, listado_periodo as periodo, null as region, null as sector, null as publico,
        listado_fecha as fecha_dato, if(es_de_personas, null, listado) as valor, 'EX' as calificador, null as fuente,
        if(cuenta = 'lista', 'publicado', 'no publicado') as estado, listado_entrega as entrega_id, listado_hoja as hoja,
        listado_fila as fila
    from intermedio.int_dos_origenes
)

select * from dichas
union all by name
select o.*
from origenes as o
anti join dichas as d
    on d.entrega_id = o.entrega_id and d.hoja = o.hoja and d.fila = o.fila and d.indicador = o.indicador
order by entrega_id, indicador, fila
