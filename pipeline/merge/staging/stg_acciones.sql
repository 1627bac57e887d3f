-- Actions and courses with the key under which each counts once. A number may be used again for another course; it is the same course
-- where the workbook before gave that number the same first or the same last day, so that a corrected day makes no second one.
-- grain: one row per action of a workbook
-- key: entrega_id, hoja, fila
-- rows from: limpio.acciones
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, programa_id, periodo_envio, corte_envio,
--   accion_id, tipo, metodologia, componente, tema, sector_verde, publico, organizacion_id, region, fecha_inicio,
--   fecha_fin, formador_id, mujeres, hombres, total, repetidos, satisfaccion, notas, accion_key
with vistas as (
    select
        *, coalesce(fecha_fin, fecha_inicio) as dia,
        lag(fecha_inicio) over mismas as inicio_antes, lag(fecha_fin) over mismas as fin_antes
    from limpio.acciones
    window mismas as (partition by plantilla_envio, pais_envio, programa_id, accion_id order by corte_envio, entrega_id, fila)
),

seguidas as (
    select
        *,
        count(*) filter (not coalesce(inicio_antes = fecha_inicio or fin_antes = fecha_fin, false)) over (
            partition by plantilla_envio, pais_envio, programa_id, accion_id order by corte_envio, entrega_id, fila
        ) as vez
    from vistas
)

select
    * exclude (dia, inicio_antes, fin_antes, vez),
    programa_id || '|' || accion_id || '|' || coalesce(first_value(dia) over (
        partition by plantilla_envio, pais_envio, programa_id, accion_id, vez order by corte_envio, entrega_id, fila
    )::varchar, '') as accion_key
from seguidas
