-- Change from baseline to endline, enterprise by enterprise: absolute (points for rates), relative, and whether it is
-- an improvement. Enterprises without both are left out.
-- grain: one row per enterprise, programme and measure
-- key: empresa_key, programa_id, medida
select * exclude (columna)
from intermedio.stg_cambios
order by empresa_key, programa_id, medida
