-- Who reads which pieces: every line (programme, country, region; one period or all) and every headline. What a
-- reader leaves out is the same for all of them, so it is decided in one place, int_usos.
-- grain: one row per reader and piece
-- key: lector, nivel_pais, nivel_programa, nivel_periodo, pieza
-- columns: lector, nivel_pais, nivel_programa, nivel_periodo, junta_programas, junta_periodos, pieza, origen,
--   indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro, clave, acumula, valor,
--   valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad, calificador, disputa,
--   subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base, hoja_base, fila_base
select
    'linea' as lector, n.nivel_pais, n.nivel_programa, n.nivel_periodo,
    n.nivel_programa = '' as junta_programas, n.nivel_periodo = '' as junta_periodos, p.*
from intermedio.int_piezas as p
cross join lateral (
    values
        (p.pais, p.programa_id, p.periodo), (p.pais, p.programa_id, ''),
        (p.pais, '', p.periodo), (p.pais, '', ''), ('', '', p.periodo), ('', '', '')
) as n (nivel_pais, nivel_programa, nivel_periodo)
union all by name
select d.titular as lector, '' as nivel_pais, '' as nivel_programa, '' as nivel_periodo, true as junta_programas, true as junta_periodos, p.*
from intermedio.titulares_def as d
inner join intermedio.int_piezas as p
    on p.indicador = d.indicador
    and (d.programa_id = '*' or d.programa_id = p.programa_id)
    and list_contains(string_split(d.paises, ';'), p.pais)
    and (d.hasta is null or p.fecha <= d.hasta)
    and if(d.publico = '*', p.dim = '', p.dim = 'publico' and p.miembro = d.publico)
