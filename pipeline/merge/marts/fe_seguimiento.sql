-- Follow-up of courses: the start rate of the sample, and what it comes to over all who took part. The extrapolation is
-- an estimate, given only from a sample of 30.
-- title: Formación empresarial: seguimiento | Business training: follow-up
-- sheet: 39 | Seguimiento | Follow-up
-- grain: one row per follow-up
-- key: entrega_id, hoja, fila
-- rows from: limpio.seguimiento
-- columns: accion_id, pais, programa_id, periodo, corte, fecha, muestra_mujeres, muestra_hombres, muestra,
--   iniciaron_mujeres, iniciaron_hombres, iniciaron, mejoraron_mujeres, mejoraron_hombres, mejoraron,
--   empleos_mujeres, empleos_hombres, formalizaron, tasa_inicio, participantes, iniciaron_estimado, calidad,
--   entrega_id, hoja, fila
-- disclose: own
-- dimensions: calidad
-- counts: participantes
-- people: muestra = muestra_mujeres+muestra_hombres
-- people: iniciaron = iniciaron_mujeres+iniciaron_hombres
-- people: mejoraron = mejoraron_mujeres+mejoraron_hombres
-- people: tasa_inicio = iniciaron_mujeres+iniciaron_hombres
-- people: iniciaron_estimado = iniciaron_mujeres+iniciaron_hombres
with sumas as (
    select
        s.*,
        if(coalesce(muestra_mujeres, muestra_hombres) is null, null, coalesce(muestra_mujeres, 0) + coalesce(muestra_hombres, 0)) as muestra,
        if(coalesce(iniciaron_mujeres, iniciaron_hombres) is null, null, coalesce(iniciaron_mujeres, 0) + coalesce(iniciaron_hombres, 0)) as iniciaron,
        if(coalesce(mejoraron_mujeres, mejoraron_hombres) is null, null, coalesce(mejoraron_mujeres, 0) + coalesce(mejoraron_hombres, 0)) as mejoraron
    from limpio.seguimiento as s
)

select
    s.accion_id, s.pais_envio as pais, s.programa_id, periodo_de(s.fecha, s.periodo_envio) as periodo, s.corte_envio as corte, s.fecha,
    s.muestra_mujeres, s.muestra_hombres, s.muestra, s.iniciaron_mujeres, s.iniciaron_hombres, s.iniciaron,
    s.mejoraron_mujeres, s.mejoraron_hombres, s.mejoraron, s.empleos_mujeres, s.empleos_hombres, s.formalizaron,
    round(s.iniciaron / nullif(s.muestra, 0), 9) as tasa_inicio,
    a.total as participantes,
    if(s.muestra >= 30, round(s.iniciaron / s.muestra * a.total), null) as iniciaron_estimado,
    if(s.muestra >= 30 and s.iniciaron is not null and a.total is not null, 'estimado', null) as calidad,
    s.entrega_id, s.hoja, s.fila
from sumas as s
left join limpio.acciones as a on a.entrega_id = s.entrega_id and a.accion_id = s.accion_id
order by s.entrega_id, s.hoja, s.fila
