-- Enterprises and organisations, each once, as their latest workbook describes them. `match_tipo` says what they are
-- known by: tax number, or name and region.
-- title: Empresas y organizaciones, cada una una vez | Enterprises and organisations, each once
-- sheet: 44 | Empresas y organizaciones | Enterprises
-- grain: one row per enterprise or organisation
-- key: empresa_key
-- rows from: intermedio.stg_empresas, intermedio.stg_organizaciones
-- columns: empresa_key, pais, nombre_norm, id_tributario_norm, region, sector, tipo_org, clase, programas,
--   n_programas, primera_fecha, match_tipo
-- disclose: open
-- keys: empresa_key, id_tributario_norm
-- dimensions: programas, primera_fecha, match_tipo
-- amounts: n_programas
-- texts: nombre_norm
with todas as (
    select empresa_key, pais_envio, programa_id, corte_envio, entrega_id, fila, hoja, nombre, id_tributario, region, sector, tipo_org, clase
    from intermedio.stg_empresas
    union all
    select organizacion_key, pais_envio, programa_id, corte_envio, entrega_id, fila, hoja, nombre, id_tributario, region, sector, tipo_org, null
    from intermedio.stg_organizaciones
)

select
    empresa_key,
    arg_max(pais_envio, (corte_envio, entrega_id, fila)) as pais,
    arg_max(nombre_norm(nombre), (corte_envio, entrega_id, fila)) as nombre_norm,
    arg_max(regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g'), (corte_envio, entrega_id, fila)) as id_tributario_norm,
    arg_max(region, (corte_envio, entrega_id, fila)) as region,
    arg_max(sector, (corte_envio, entrega_id, fila)) as sector,
    arg_max(tipo_org, (corte_envio, entrega_id, fila)) as tipo_org,
    arg_max(clase, (corte_envio, entrega_id, fila)) as clase,
    string_agg(distinct programa_id, ';' order by programa_id) as programas,
    count(distinct programa_id) as n_programas,
    min(corte_envio) as primera_fecha,
    if(bool_or(regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g') <> ''), 'TRIBUTARIO', 'NOMBRE') as match_tipo
from todas
group by empresa_key
order by empresa_key
