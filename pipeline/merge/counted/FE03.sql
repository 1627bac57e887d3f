-- People who started an enterprise after training: of each course the latest follow-up, which tells of all until then.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    accion_key as clave,
    (coalesce(iniciaron_mujeres, 0) + coalesce(iniciaron_hombres, 0))::double as valor,
    iniciaron_mujeres as mujeres, iniciaron_hombres as hombres, 'iniciaron_mujeres+iniciaron_hombres' as columna,
    -- Where one of them is not said there are at least so many.
    if(iniciaron_mujeres is null or iniciaron_hombres is null, 'MIN', 'EX') as calificador, true as evento
from intermedio.stg_seguimientos
where coalesce(iniciaron_mujeres, iniciaron_hombres) is not null
-- Of two workbooks that tell the same follow-up the later one that says something holds.
qualify row_number() over (partition by accion_key, fecha order by corte_envio desc, entrega_id desc, fila desc) = 1
