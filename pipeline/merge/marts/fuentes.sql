-- Where each figure comes from, by workbook and sheet: how many cells, and the first of them with what they say. A row
-- without a cell of its own is `@12`. `procedencia` has every cell.
-- title: Fuentes: libros y hojas de cada cifra | Sources: workbooks and sheets of each figure
-- grain: one row per figure, part played, submission and sheet
-- key: tabla, clave, rol, entrega_id, hoja
-- columns: tabla, clave, rol, entrega_id, hoja, casillas, muestra
-- disclose: own
-- keys: tabla, clave
-- amounts: casillas
-- texts: muestra
-- label casillas: Casillas | Cells | casillas
-- help casillas: Vacío donde cada fila es una persona. | Empty where each row is a person.
-- label muestra: Dónde | Where
-- help muestra: Las primeras casillas con lo que dicen. | The first cells with what they say.
-- references: entrega_id in consolidado.entregas
-- Cells of a figure that stand in it for two periods are one in the figure of all of them. There are few or none: they are
-- looked at one by one, all others are counted together first.
with en_dos_periodos as (
    select tabla, indicador, moneda, entrega_id, hoja, fila, columna
    from consolidado.procedencia
    group by all
    having count(distinct periodo) > 1
),

dobles as (
    select * from consolidado.procedencia
    semi join en_dos_periodos using (tabla, indicador, moneda, entrega_id, hoja, fila, columna)
),

juntas as (
    select
        tabla, indicador, moneda, pais, programa_id, periodo, desglose, rol, entrega_id, hoja, count(*) as casillas,
        min({'fila': fila, 'columna': columna, 'dice': coalesce(celda, '@' || fila) || if(valor is null, '', ' = ' || left(valor, 40))}, 6) as primeras
    from (select *, unnest(string_split(desgloses, ';')) as desglose from consolidado.procedencia)
    anti join en_dos_periodos using (tabla, indicador, moneda, entrega_id, hoja, fila, columna)
    group by all
),

-- Several that may fall together in one figure: of two periods, or with parts that are the same at some level.
varias as (
    select tabla, indicador, moneda, pais, programa_id, desglose, entrega_id, hoja
    from juntas
    group by all
    having count(*) > 1
    union
    select j.tabla, j.indicador, j.moneda, j.pais, j.programa_id, j.desglose, j.entrega_id, j.hoja
    from juntas as j
    semi join en_dos_periodos as d using (tabla, indicador, moneda, entrega_id, hoja)
),

cifras as (
    select
        j.tabla,
        concat_ws('|', j.indicador, n.pais, n.programa_id, n.periodo, if(j.desglose = 'total', null, j.desglose), if(j.moneda = '', null, 'unidad=' || j.moneda)) as clave,
        if(contains(j.rol, ';'), split_part(j.rol, ';', n.n), j.rol) as rol,
        j.entrega_id, j.hoja, j.casillas, if(v.tabla is null, null, j.primeras) as primeras,
        if(v.tabla is null, array_to_string(list_transform(j.primeras, una -> una.dice), '; '), null) as muestra
    from juntas as j
    left join varias as v
        on
            v.tabla = j.tabla and v.indicador = j.indicador and v.moneda = j.moneda and v.pais = j.pais and v.programa_id = j.programa_id
            and v.desglose = j.desglose and v.entrega_id = j.entrega_id and v.hoja = j.hoja
    cross join lateral (
        values
            (1, j.pais, j.programa_id, j.periodo), (2, j.pais, j.programa_id, ''),
            (3, j.pais, '', j.periodo), (4, j.pais, '', ''), (5, '', '', j.periodo), (6, '', '', '')
    ) as n (n, pais, programa_id, periodo)
    where j.tabla <> 'titulares_figura4' and (j.desglose = 'total' or n.n = 1)
    union all
    select tabla, indicador as clave, rol, entrega_id, hoja, casillas, primeras, null as muestra
    from juntas
    where tabla = 'titulares_figura4'
    union all
    select
        tabla, clave, rol, entrega_id, hoja, 1 as casillas,
        [{'fila': fila, 'columna': columna, 'dice': coalesce(celda, '@' || fila) || if(valor is null, '', ' = ' || left(valor, 40))}] as primeras,
        null as muestra
    from ($cifras_de_dobles)
    where principal
)

select *
from (
    select * exclude (primeras) from cifras where muestra is not null
    union all
    select
        tabla, clave, rol, entrega_id, hoja, sum(casillas)::bigint as casillas,
        array_to_string(list_transform(list_sort(flatten(list(primeras)))[:6], una -> una.dice), '; ') as muestra
    from cifras
    where muestra is null
    group by tabla, clave, rol, entrega_id, hoja
)
order by tabla, clave, rol <> 'cuenta', rol, entrega_id, hoja
