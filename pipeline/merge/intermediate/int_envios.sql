-- Who was expected to send what and what came: of each sender, template and period the submission that counts, or why
-- none does.
-- grain: one row per template, country, sender and period
-- key: plantilla, pais, remitente, periodo
-- columns: plantilla, pais, remitente, periodo, nombre, esperado, recibido, aceptado, rechazado, envio_n, ultimo_n, espera_n,
--   primero, ultimo, fecha_limite, a_tiempo, corte, entrega_id, rechazada_id
with enviados as (
    select
        pais, plantilla, periodo, coalesce(programa_id, clave_equipo(equipo)) as remitente,
        any_value(coalesce(programa_id, equipo)) as nombre,
        bool_or(estado = 'aceptada') as aceptado,
        bool_or(estado = 'rechazada') as rechazado,
        max(envio_n) filter (estado in ('aceptada', 'sustituida', 'espera')) as envio_n,
        max(envio_n) as ultimo_n,
        max(envio_n) filter (estado = 'espera') as espera_n,
        min(recibido) filter (estado in ('aceptada', 'sustituida', 'espera')) as primero,
        max(recibido) as ultimo,
        max(fecha_corte) filter (estado = 'aceptada') as corte,
        arg_max(entrega_id, envio_n) filter (estado = 'aceptada') as entrega_id,
        arg_max(entrega_id, (recibido, entrega_id)) filter (estado = 'rechazada') as rechazada_id
    from consolidado.entregas
    where pais is not null and periodo is not null and coalesce(programa_id, equipo) is not null
    group by all
),

esperados as (
    select pais, plantilla, periodo, remitente, any_value(nombre) as nombre, min(fecha_limite) as fecha_limite
    from bruto.esperadas
    group by all
)

select
    coalesce(s.plantilla, e.plantilla) as plantilla, coalesce(s.pais, e.pais) as pais,
    coalesce(s.remitente, e.remitente) as remitente, coalesce(s.periodo, e.periodo) as periodo,
    coalesce(s.nombre, e.nombre) as nombre,
    e.remitente is not null as esperado, s.remitente is not null as recibido, coalesce(s.aceptado, false) as aceptado,
    coalesce(s.rechazado, false) as rechazado, s.envio_n, s.ultimo_n, s.espera_n, s.primero, s.ultimo, e.fecha_limite,
    s.primero <= e.fecha_limite as a_tiempo, s.corte, s.entrega_id, s.rechazada_id
from enviados as s
full join esperados as e on e.pais = s.pais and e.plantilla = s.plantilla and e.periodo = s.periodo and e.remitente = s.remitente
