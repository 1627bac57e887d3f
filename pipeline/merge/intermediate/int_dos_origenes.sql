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

-- New figures declared between two lists, where nothing cumulative was declared (see int_roles): what all lists and what was
-- declared give together, where some list does not hold what was declared before it.
cosas as (
    select plantilla, programa_id, indicador, unidad, clave, min(fecha) as corte, arg_min(valor, orden) as valor
    from intermedio.int_piezas
    where origen = 'contado' and dim = '' and not evento and clave is not null
    group by all
),

cortes as (
    select plantilla, programa_id, indicador, unidad, fecha as corte, max(periodo) as periodo
    from intermedio.int_piezas
    where origen = 'contado' and dim = '' and not evento and clave is not null
    group by all
),

nuevas as (
    select p.*, c.corte, c.periodo as periodo_lista
    from intermedio.int_piezas as p
    inner join intermedio.dim_ficha as f on f.indicador = p.indicador and f.tiempo = 'cumulative'
    inner join cortes as c on c.plantilla = p.plantilla and c.programa_id = p.programa_id and c.indicador = p.indicador and c.unidad = p.unidad
    anti join declarados as d on d.plantilla = p.plantilla and d.programa_id = p.programa_id and d.indicador = p.indicador and d.unidad = p.unidad
    where p.origen = 'declarado' and not p.acumula and p.dim = '' and p.calificador <> 'META' and p.fecha <= c.corte
    qualify row_number() over (partition by p.orden order by c.corte) = 1
),

tramos as (
    select
        n.plantilla, n.programa_id, n.indicador, n.unidad, n.corte, fsum(n.valor) as dicho,
        coalesce((
            select fsum(k.valor) from cosas as k
            where k.plantilla = n.plantilla and k.programa_id = n.programa_id and k.indicador = n.indicador and k.unidad = n.unidad and k.corte = n.corte
        ), 0) as crecido
    from nuevas as n
    anti join intermedio.int_piezas as d
        on d.origen = 'declarado' and d.plantilla = n.plantilla and d.programa_id = n.programa_id and d.indicador = n.indicador
        and d.unidad = n.unidad and d.periodo = n.periodo_lista
    group by all
),

nuevos as (
    select
        n.plantilla, any_value(n.pais) as pais, n.programa_id, n.indicador, 'INC' as tipo_conteo,
        any_value(l.listado) + any_value(t.falta) as declarado,
        arg_min(n.entrega_id, n.orden) as declarado_entrega, arg_min(n.periodo, n.orden) as declarado_periodo, max(n.fecha) as declarado_fecha,
        arg_min(n.hoja, n.orden) as declarado_hoja, arg_min(n.filas[1], n.orden) as declarado_fila, true as declarado_por_partes, n.unidad
    from nuevas as n
    inner join listas as l using (plantilla, programa_id, indicador, unidad)
    inner join (
        select plantilla, programa_id, indicador, unidad, fsum(dicho - crecido) as falta, list(corte) as cortes
        from tramos
        where dicho > crecido
        group by all
    ) as t using (plantilla, programa_id, indicador, unidad)
    where list_contains(t.cortes, n.corte)
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
