-- How good what was received is: findings of each rule in each submission, what was confirmed by whom and until when,
-- and a score with its parts (a proposal of the consolidated model): 100 × (1 − rows with an error / rows) − 10 ×
-- warnings / rows, not below 0. Confirmed findings lower it no more; a submission without findings has one row.
-- title: Calidad de los datos, por entrega y regla | Data quality, by submission and rule
-- sheet: 50 | Calidad por entrega | Quality by submission
-- shown: always
-- grain: one row per submission, rule, severity and confirmation
-- key: entrega_id, regla, severidad, confirmado_por, confirmado_el, confirmado_hasta, motivo
-- columns: entrega_id, plantilla, pais, programa_id, periodo, regla, severidad, hallazgos, ejemplo_es, ejemplo_en,
--   confirmado_por, confirmado_el, confirmado_hasta, motivo, filas, filas_con_error, avisos, puntaje
-- disclose: own
-- keys: regla
-- dimensions: severidad, confirmado_el, confirmado_hasta
-- amounts: hallazgos, filas, filas_con_error, avisos, puntaje
-- texts: ejemplo_es, ejemplo_en, confirmado_por, motivo
-- nullable: confirmado_por, confirmado_el, confirmado_hasta, motivo
with filas_con_error as (
    select h.entrega_id, count(distinct (h.hoja, h.fila)) as filas
    from bruto.hallazgos as h
    where h.cuesta is not null
    group by h.entrega_id
),

avisos as (
    select entrega_id, count(*) as avisos
    from consolidado.hallazgos
    where severidad = 'warning'
    group by entrega_id
)

select
    e.entrega_id, e.plantilla, e.pais, coalesce(e.programa_id, e.equipo) as programa_id, e.periodo,
    coalesce(h.codigo, '') as regla, coalesce(h.severidad, '') as severidad,
    count(h.codigo) as hallazgos,
    arg_min(h.mensaje_es, (coalesce(h.fila, 0), h.mensaje_es)) as ejemplo_es,
    arg_min(h.mensaje_en, (coalesce(h.fila, 0), h.mensaje_es)) as ejemplo_en,
    h.confirmado_por, h.confirmado_el, h.confirmado_hasta, h.motivo,
    any_value(e.filas) as filas,
    coalesce(any_value(f.filas), 0) as filas_con_error,
    coalesce(any_value(a.avisos), 0) as avisos,
    if(any_value(e.filas) > 0,
        greatest(0, round(
            100 * (1 - coalesce(any_value(f.filas), 0) / any_value(e.filas)) - 10 * coalesce(any_value(a.avisos), 0) / any_value(e.filas),
            1)),
        null) as puntaje
from consolidado.entregas as e
left join consolidado.hallazgos as h on h.entrega_id = e.entrega_id
left join filas_con_error as f on f.entrega_id = e.entrega_id
left join avisos as a on a.entrega_id = e.entrega_id
where e.estado = 'aceptada'
group by
    e.entrega_id, e.plantilla, e.pais, coalesce(e.programa_id, e.equipo), e.periodo, h.codigo, h.severidad,
    h.confirmado_por, h.confirmado_el, h.confirmado_hasta, h.motivo
order by e.entrega_id, severidad, regla, h.confirmado_el
