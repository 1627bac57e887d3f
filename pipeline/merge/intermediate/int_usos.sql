-- What each reader makes of each piece, with the piece. Of what int_roles says nothing, every line counts it.
-- grain: one row per reader and piece
-- key: lector, nivel_pais, nivel_programa, nivel_periodo, pieza
-- columns: lector, nivel_pais, nivel_programa, nivel_periodo, junta_programas, junta_periodos, desde, rol, pieza,
--   origen, indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro, clave, acumula, valor,
--   valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad, calificador, disputa,
--   subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base, hoja_base, fila_base,
--   aditividad
with piezas as (
    select p.* exclude (clave_n, base, evento, tipo_conteo), i.aditividad
    from intermedio.int_piezas as p
    inner join intermedio.dim_indicador as i using (indicador)
)

select r.* exclude (orden), p.* exclude (orden)
from intermedio.int_roles as r
inner join piezas as p using (orden)
union all
select
    'linea' as lector, n.nivel_pais, n.nivel_programa, n.nivel_periodo,
    n.nivel_programa = '' as junta_programas, n.nivel_periodo = '' as junta_periodos,
    p.fecha as desde, 'cuenta' as rol, p.* exclude (orden)
from piezas as p
anti join (select orden from intermedio.int_roles where lector = 'linea') as r using (orden)
cross join lateral (
    values
        (p.pais, p.programa_id, p.periodo), (p.pais, p.programa_id, ''),
        (p.pais, '', p.periodo), (p.pais, '', ''), ('', '', p.periodo), ('', '', '')
) as n (nivel_pais, nivel_programa, nivel_periodo)
