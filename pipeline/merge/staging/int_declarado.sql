-- The value that a submission declares for an indicator and breakdown, from all rows that state it.
-- Rows alike but for their source: INC rows add; of ACU and STK rows the latest date counts, and where sources
-- disagree the one with a base is taken; if that does not decide, both values are kept, «en disputa». INC rows that
-- are part of another indicator stand apart from those that are not.
-- grain: one row per submission, indicator, breakdown and part
-- key: entrega_id, indicador, region, sector, publico, parte
with resultados as (
    select *, tipo_conteo = 'INC' as suma, if(tipo_conteo = 'INC', coalesce(subconjunto_de, ''), '') as parte
    from intermedio.stg_resultados
    -- Targets stand apart (R-RE-07); «16 de las 27» is no value of its own indicator.
    where calificador is distinct from 'META' and subconjunto_de is distinct from indicador
),

-- Mixed kinds in one indicator: cumulative is preferred, then stock.
tipo_elegido as (
    select
        entrega_id, indicador, region, sector, publico,
        case
            when bool_or(tipo_conteo = 'ACU') then 'ACU'
            when bool_or(tipo_conteo = 'STK') then 'STK'
            else 'INC'
        end as tipo_conteo
    from resultados
    group by all
),

elegidos as (
    select
        r.*,
        not r.suma and r.fecha_dato < max(r.fecha_dato) over grupo as anterior,
        bool_or(r.denominador is not null) over (
            partition by r.entrega_id, r.indicador, r.region, r.sector, r.publico, r.fecha_dato
        ) as alguno_con_base
    from resultados as r
    inner join tipo_elegido as t using (entrega_id, indicador, region, sector, publico, tipo_conteo)
    window grupo as (partition by r.entrega_id, r.indicador, r.region, r.sector, r.publico)
),

usados as (
    select * from elegidos where suma or (not anterior and (denominador is not null or not alguno_con_base))
),

agrupados as (
    select
        entrega_id, indicador, region, sector, publico, parte,
        any_value(plantilla) as plantilla,
        any_value(pais) as pais,
        any_value(programa_id) as programa_id,
        any_value(periodo) as periodo,
        any_value(hoja) as hoja,
        bool_or(suma) as suma,
        max(fecha_dato) as fecha,
        if(bool_or(suma), fsum(valor), min(valor)) as valor,
        if(bool_or(suma), fsum(valor), max(valor)) as valor_alto,
        if(bool_or(suma), fsum(numerador), min(numerador)) as numerador,
        if(bool_or(suma), fsum(numerador), max(numerador)) as numerador_alto,
        if(bool_or(suma), fsum(denominador), max(denominador)) as denominador,
        if(bool_or(suma), sum(mujeres), max(mujeres)) as mujeres,
        if(bool_or(suma), sum(hombres), max(hombres)) as hombres,
        -- The same value said exactly and as a floor is exact; floors and approximations mark a sum.
        if(not bool_or(suma) and bool_or(calificador = 'EX'), 'EX', calificador_conjunto(list(calificador))) as calificador,
        not bool_or(suma) and count(distinct valor) > 1 as disputa,
        -- The exact row comes first: of rows that say the same it is the one that counts.
        list(fila order by calificador = 'EX' desc, fila) as todas,
        max(subconjunto_de) as subconjunto_de,
        list_sort(list_distinct(flatten(list(string_split(incluye_a, ';')) filter (incluye_a is not null)))) as incluye
    from usados
    group by entrega_id, indicador, region, sector, publico, parte
)

select
    * exclude (todas),
    if(suma, todas, todas[1:1]) as filas,
    if(suma, []::integer[], todas[2:]) as repetidas
from agrupados
