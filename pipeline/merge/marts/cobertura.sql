-- How much of what was expected came, and when. Expected is what the office's list says (`quipu expected`); without a
-- list it is empty. A programme that has not sent is named: its figures are never carried forward.
-- grain: one row per country, template and period
-- key: pais, plantilla, periodo
-- columns: pais, plantilla, periodo, esperados, recibidos, aceptados, esperados_aceptados, a_tiempo, ultimo_corte,
--   faltan, no_esperados
with enviados as (
    select
        pais, plantilla, periodo, coalesce(programa_id, clave_equipo(equipo)) as remitente,
        bool_or(estado = 'aceptada') as aceptado, min(recibido) filter (estado in ('aceptada', 'sustituida')) as primero,
        max(fecha_corte) filter (estado = 'aceptada') as corte
    from consolidado.entregas
    where pais is not null and periodo is not null
    group by all
),

esperados as (
    select pais, plantilla, periodo, remitente, min(fecha_limite) as fecha_limite
    from bruto.esperadas
    group by all
),

juntos as (
    select
        coalesce(s.pais, e.pais) as pais, coalesce(s.plantilla, e.plantilla) as plantilla,
        coalesce(s.periodo, e.periodo) as periodo, coalesce(s.remitente, e.remitente) as remitente,
        e.remitente is not null as esperado, s.remitente is not null as recibido, coalesce(s.aceptado, false) as aceptado,
        s.primero <= e.fecha_limite as a_tiempo, s.corte
    from enviados as s
    full join esperados as e on e.pais = s.pais and e.plantilla = s.plantilla and e.periodo = s.periodo and e.remitente = s.remitente
)

select
    pais, plantilla, periodo,
    nullif(count(*) filter (esperado), 0) as esperados,
    count(*) filter (recibido) as recibidos,
    count(*) filter (aceptado) as aceptados,
    if(bool_or(esperado), count(*) filter (esperado and aceptado), null) as esperados_aceptados,
    if(bool_or(esperado), count(*) filter (a_tiempo), null) as a_tiempo,
    max(corte) as ultimo_corte,
    string_agg(remitente, ';' order by remitente) filter (esperado and not aceptado) as faltan,
    string_agg(remitente, ';' order by remitente) filter (not esperado and aceptado) as no_esperados
from juntos
group by pais, plantilla, periodo
order by pais, plantilla, periodo
