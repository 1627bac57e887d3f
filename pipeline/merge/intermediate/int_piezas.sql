-- Everything that can be added up, one piece each: what int_bases has as a total and by single breakdown.
-- `orden` says which is later: of one thing, of two that say the same. The pieces of one counted thing are eight numbers.
-- grain: one row per piece
-- key: orden
-- columns: orden, pieza, base, origen, indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro,
--   clave, evento, acumula, tipo_conteo, valor, valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad,
--   calificador, disputa, subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base,
--   hoja_base, fila_base, clave_n
with grupos as (
    select 0 as grupo, dim as d, miembro as m, valor as v, valor_alto as v_alto, * from intermedio.int_bases
    union all
    select 1, 'region', region, valor, valor_alto, * from intermedio.int_bases where region is not null
    union all
    select 2, 'sector', sector, valor, valor_alto, * from intermedio.int_bases where sector is not null
    union all
    select 3, 'clase', clase, valor, valor_alto, * from intermedio.int_bases where clase is not null
    union all
    select 4, 'publico', publico, valor, valor_alto, * from intermedio.int_bases where publico is not null
    union all
    select 5, 'sexo', 'M', mujeres, mujeres, * from intermedio.int_bases where mujeres is not null and hombres is not null
    union all
    select 6, 'sexo', 'H', hombres, hombres, * from intermedio.int_bases where mujeres is not null and hombres is not null
)

select
    base * 8 + grupo as orden,
    if(
        origen = 'contado',
        concat_ws('#', 'C', indicador, entrega_id, hoja, filas[1], parte, d, m),
        concat_ws('#', 'D', indicador, entrega_id, d, m, parte)
    ) as pieza,
    base, origen, indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, d as dim, m as miembro, clave, evento, acumula,
    tipo_conteo, v::double as valor, v_alto::double as valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad,
    calificador, disputa, subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base,
    hoja_base, fila_base, clave_n
from grupos
