-- Which cells a figure has, and the part that each of them plays in it: of every line and breakdown and every headline.
-- `clave` of an indicator table is indicador|pais|programa_id|periodo and, for a breakdown, |dimension=member, for an
-- amount |unidad=currency;
-- of the headlines it is the headline.
-- grain: one row per figure and cell
-- key: tabla, clave, entrega_id, hoja, fila, columna
-- columns: tabla, indicador, clave, entrega_id, hoja, fila, columna, celda, valor, archivo, rol, principal
with cifras as (
    select
        p.tabla, p.indicador,
        concat_ws('|', p.indicador, n.pais, n.programa_id, n.periodo, if(p.desglose = 'total', null, p.desglose), if(p.moneda = '', null, 'unidad=' || p.moneda)) as clave,
        p.entrega_id, p.hoja, p.fila, p.columna, p.celda, p.valor, p.archivo,
        if(contains(p.rol, ';'), split_part(p.rol, ';', n.n), p.rol) as rol,
        -- What pages and sheets name sources of: totals at every level, groups of a programme and period.
        p.desglose = 'total' or n.n = 1 as principal
    from (select *, unnest(string_split(desgloses, ';')) as desglose from consolidado.procedencia where tabla <> 'titulares_figura4') as p
    cross join lateral (
        values
            (1, p.pais, p.programa_id, p.periodo), (2, p.pais, p.programa_id, ''),
            (3, p.pais, '', p.periodo), (4, p.pais, '', ''), (5, '', '', p.periodo), (6, '', '', '')
    ) as n (n, pais, programa_id, periodo)
    union all
    select tabla, indicador, indicador as clave, entrega_id, hoja, fila, columna, celda, valor, archivo, rol, true as principal
    from consolidado.procedencia
    where tabla = 'titulares_figura4'
)

-- A cell of two periods is one of the figure of all periods: what counts is said.
select
    tabla, indicador, clave, entrega_id, hoja, fila, columna, any_value(celda) as celda, any_value(valor) as valor,
    any_value(archivo) as archivo, arg_min(rol, if(rol = 'cuenta', '0', '1') || rol) as rol, bool_or(principal) as principal
from cifras
group by tabla, indicador, clave, entrega_id, hoja, fila, columna
