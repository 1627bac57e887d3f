-- Measurements of each enterprise, the latest of each moment, with the rates that the indicators use.
-- grain: one row per enterprise, programme and moment
-- key: empresa_key, programa_id, momento
select *
from intermedio.stg_mediciones
order by empresa_key, programa_id, momento
