-- How much of what was expected came, and when. Expected is what the office's list says (`quipu expected`); without a
-- list it is empty. A programme that has not sent is named: its figures are never carried forward.
-- title: Cobertura: lo esperado y lo recibido | Coverage: what was expected and what came
-- sheet: 15 | Cobertura | Coverage
-- grain: one row per country, template and period
-- key: pais, plantilla, periodo
-- columns: pais, plantilla, periodo, esperados, recibidos, aceptados, esperados_aceptados, a_tiempo, ultimo_corte,
--   faltan, no_esperados
-- disclose: open
-- dimensions: ultimo_corte, faltan, no_esperados
-- amounts: esperados, recibidos, aceptados, esperados_aceptados, a_tiempo
select
    pais, plantilla, periodo,
    nullif(count(*) filter (esperado), 0) as esperados,
    count(*) filter (recibido) as recibidos,
    count(*) filter (aceptado) as aceptados,
    if(bool_or(esperado), count(*) filter (esperado and aceptado), null) as esperados_aceptados,
    if(bool_or(esperado), count(*) filter (a_tiempo), null) as a_tiempo,
    max(corte) as ultimo_corte,
    string_agg(nombre, ';' order by nombre) filter (esperado and not aceptado) as faltan,
    string_agg(nombre, ';' order by nombre) filter (not esperado and aceptado) as no_esperados
from intermedio.int_envios
group by pais, plantilla, periodo
order by pais, plantilla, periodo
