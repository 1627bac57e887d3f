-- Figures of a programme that one workbook declares and a list of another does not bear out: the declared total is larger
-- than the later list, or smaller than the earlier one. Which of the two counts is decided in int_roles.
-- grain: one row per programme and indicator
-- key: plantilla, programa_id, indicador
-- columns: plantilla, pais, programa_id, indicador, es_de_personas, declarado, declarado_entrega,
--   declarado_periodo, declarado_fecha, declarado_hoja, declarado_fila, listado, listado_entrega, listado_periodo,
--   listado_fecha, listado_hoja, listado_fila, listado_columna, lista_posterior, cuenta, declarado_por_partes
with declarados as (
    select
        plantilla, pais, programa_id, indicador, tipo_conteo, valor as declarado, entrega_id as declarado_entrega,
        periodo as declarado_periodo, fecha as declarado_fecha, hoja as declarado_hoja, filas[1] as declarado_fila, len(filas) > 1 as declarado_por_partes, unidad
    from intermedio.int_piezas
    where origen = 'declarado' and acumula and dim = '' and calificador <> 'META'
    qualify row_number() over (partition by plantilla, programa_id, indicador, unidad order by orden) = 1
),

listas as (
    select
        plantilla, programa_id, indicador, unidad, fsum(valor) as listado,
        arg_min(entrega_id, orden) as listado_entrega, arg_min(periodo, orden) as listado_periodo, max(fecha) as listado_fecha,
        list(distinct entrega_id) as entregas
    from (
        select *
        from intermedio.int_piezas
        where origen = 'contado' and dim = '' and not evento and clave is not null
        qualify row_number() over (partition by plantilla, programa_id, indicador, clave order by orden) = 1
    )
    group by all
),

-- New figures declared before the list, where nothing cumulative was declared.
nuevos as (
    select
        p.plantilla, p.pais, p.programa_id, p.indicador, 'INC' as tipo_conteo, fsum(p.valor) as declarado,
        arg_min(p.entrega_id, p.orden) as declarado_entrega, arg_min(p.periodo, p.orden) as declarado_periodo, max(p.fecha) as declarado_fecha,
        arg_min(p.hoja, p.orden) as declarado_hoja, arg_min(p.filas[1], p.orden) as declarado_fila,
        count(*) > 1 or any_value(len(p.filas)) > 1 as declarado_por_partes, p.unidad
    from intermedio.int_piezas as p
    inner join listas as l using (plantilla, programa_id, indicador, unidad)
    inner join intermedio.dim_ficha as f using (indicador)
    anti join declarados as d using (plantilla, programa_id, indicador, unidad)
    where
        p.origen = 'declarado' and not p.acumula and p.dim = '' and p.calificador <> 'META' and f.tiempo = 'cumulative'
        and p.fecha < l.listado_fecha
    group by all
),

dichos as (
    select * from declarados
    union all by name
    select * from nuevos
),

comparados as (
    select
        d.*, l.* exclude (plantilla, programa_id, indicador, unidad, entregas), l.listado_fecha > d.declarado_fecha as lista_posterior,
        i.unidad in ('personas', 'empleos') as es_de_personas,
        case f.tiempo when 'stock' then true when 'cumulative' then false else d.tipo_conteo = 'STK' end as es_existencia
    from dichos as d
    inner join listas as l using (plantilla, programa_id, indicador, unidad)
    inner join intermedio.dim_indicador as i using (indicador)
    inner join intermedio.dim_ficha as f using (indicador)
    where
        i.tipo = 'count' and i.aditividad in ('sum', 'distinct') and not list_contains(l.entregas, d.declarado_entrega)
        and if(
            l.listado_fecha > d.declarado_fecha, l.listado < d.declarado, not es_existencia and l.listado > d.declarado
        )
)

select
    c.plantilla, c.pais, c.programa_id, c.indicador, c.es_de_personas, c.declarado, c.declarado_entrega,
    c.declarado_periodo, c.declarado_fecha, c.declarado_hoja, c.declarado_fila, c.listado, c.listado_entrega,
    c.listado_periodo, c.listado_fecha, any_value(p.hoja) as listado_hoja, min(p.filas[1]) as listado_fila,
    -- Of people no cell is named, whose kind would let the sentence through.
    any_value(if(c.es_de_personas, null, p.columna)) as listado_columna, c.lista_posterior,
    -- A stock is what was last said, a cumulative figure the larger.
    if((c.lista_posterior and c.es_existencia) or not c.lista_posterior, 'lista', 'declarado') as cuenta, c.declarado_por_partes
from comparados as c
inner join intermedio.int_piezas as p
    on p.origen = 'contado' and p.dim = '' and p.entrega_id = c.listado_entrega and p.indicador = c.indicador
group by all
