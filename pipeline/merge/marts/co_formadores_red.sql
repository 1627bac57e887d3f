-- Trainers of the My.COOP network, each once, with the best state reached.
-- title: co_formadores_red | co_formadores_red
-- grain: one row per trainer
-- key: formador_key
-- rows from: intermedio.stg_formadores
-- columns: formador_key, pais, sexo, mejor_estado, activo, programas
-- disclose: office
-- references: formador_key in consolidado.dim_formador
select
    formador_key, arg_max(pais_envio, corte_envio) as pais, arg_max(sexo, corte_envio) as sexo,
    arg_max(estado, case estado when 'EXP' then 4 when 'CER' then 3 when 'PRO' then 2 when 'FOR' then 1 else 0 end) as mejor_estado,
    bool_or(activo = 'S') as activo, string_agg(distinct programa_id, ';' order by programa_id) as programas
from intermedio.stg_formadores
where plantilla_envio = 'CO' and metodologia = 'MYCOOP'
group by formador_key
order by formador_key
