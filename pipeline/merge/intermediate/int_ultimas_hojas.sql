-- The latest roadmap of each team: what its Mesas stand at now.
-- grain: one row per team
-- key: entrega_id
-- columns: entrega_id
select entrega_id
from consolidado.entregas
where plantilla = 'HR' and estado = 'aceptada'
qualify row_number() over (partition by pais, clave_equipo(equipo) order by fecha_corte desc, entrega_id) = 1
