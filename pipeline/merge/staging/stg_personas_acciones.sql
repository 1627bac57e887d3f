-- People who took a course or a workshop, those counted before apart. Who they were is not known by sex, so the breakdown holds only where
-- nobody was; where it is not known how many they were, the figure is approximate.
-- grain: one row per course or workshop that says how many took part
-- key: entrega_id, hoja, fila
-- columns: entrega_id, plantilla, pais, programa_id, periodo, fecha, hoja, fila, organizacion_id, region, publico,
--   clave, valor, mujeres, hombres, columna, calificador
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha_fin as fecha,
    hoja, fila, organizacion_id, region, publico,
    accion_key as clave,
    (total - coalesce(repetidos, 0))::double as valor,
    case when repetidos = 0 then mujeres end as mujeres,
    case when repetidos = 0 then hombres end as hombres,
    'total-repetidos' as columna,
    if(repetidos is null, 'APR', 'EX') as calificador
from intermedio.stg_acciones
where ultima and tipo in ('TAL', 'CUR') and total is not null
