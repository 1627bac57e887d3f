-- Measurements of organisations, the latest of each moment in a programme.
-- grain: one row per organisation, programme and moment
-- key: organizacion_key, programa_id, momento
select *
from intermedio.stg_mediciones_cv
order by organizacion_key, programa_id, momento
