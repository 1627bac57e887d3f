-- Jobs that participants created after training: of each course the latest follow-up.
select
    entrega_id, plantilla_envio as plantilla, pais_envio as pais, programa_id, periodo_envio as periodo, fecha, hoja, fila,
    accion_key as clave,
    (coalesce(empleos_mujeres, 0) + coalesce(empleos_hombres, 0))::double as valor,
    empleos_mujeres as mujeres, empleos_hombres as hombres, 'empleos_mujeres+empleos_hombres' as columna,
    -- Where one of them is not said there are at least so many.
    if(empleos_mujeres is null or empleos_hombres is null, 'MIN', 'EX') as calificador, true as evento
from intermedio.stg_seguimientos
where coalesce(empleos_mujeres, empleos_hombres) is not null
-- Of two workbooks that tell the same follow-up the later one that says something holds.
qualify row_number() over (partition by accion_key, fecha order by corte_envio desc, entrega_id desc, fila desc) = 1
