-- Trainers, each once, without names or documents. `match_tipo` says whether a document tells that two are one.
-- title: dim_formador | dim_formador
-- grain: one row per trainer
-- key: formador_key
-- rows from: intermedio.stg_formadores
-- columns: formador_key, pais, sexo, metodologias, mejor_estado, programas, n_programas, match_tipo
-- disclose: office
select
    formador_key,
    arg_max(pais_envio, (corte_envio, entrega_id)) as pais,
    arg_max(sexo, (corte_envio, entrega_id)) as sexo,
    string_agg(distinct metodologia, ';' order by metodologia) as metodologias,
    -- Trained, in certification, certified, expert: the best that was reached.
    arg_max(estado, case estado when 'EXP' then 4 when 'CER' then 3 when 'PRO' then 2 when 'FOR' then 1 else 0 end) as mejor_estado,
    string_agg(distinct programa_id, ';' order by programa_id) as programas,
    count(distinct programa_id) as n_programas,
    if(bool_or(con_documento), 'DOCUMENTO', 'CODIGO') as match_tipo
from intermedio.stg_formadores
group by formador_key
order by formador_key
