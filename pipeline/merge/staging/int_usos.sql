-- Which piece counts for which reader, and why the others do not.
-- grain: one row per reader and piece
-- key: lector, nivel_pais, nivel_programa, nivel_periodo, pieza
-- columns: lector, nivel_pais, nivel_programa, nivel_periodo, junta_programas, junta_periodos, pieza, origen,
--   indicador, plantilla, pais, programa_id, periodo, periodo_envio, fecha, dim, miembro, clave, acumula, valor,
--   valor_alto, numerador, numerador_alto, denominador, denominador_alto, unidad, calificador, disputa,
--   subconjunto_de, incluye, entrega_id, hoja, filas, repetidas, columna, entrega_base, hoja_base, fila_base,
--   aditividad, desde, rol
with lecturas as (
    select
        l.*, i.aditividad,
        -- What is counted once was there since its first piece.
        if(l.clave is null, l.fecha, min(l.fecha) over (
            partition by l.lector, l.nivel_pais, l.nivel_programa, l.nivel_periodo, l.plantilla, l.programa_id,
                l.indicador, l.dim, l.miembro, l.clave
        )) as desde
    from intermedio.int_lecturas as l
    inner join intermedio.dim_indicador as i using (indicador)
),

-- Per reader, programme and indicator: the submission with the latest cumulative figure, and its date.
acumulados as (
    select
        lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador,
        arg_max(entrega_id, (fecha, periodo, entrega_id)) as entrega_id,
        max(fecha) as fecha
    from lecturas
    where origen = 'declarado' and acumula and (dim = '' or lector <> 'linea')
    group by all
),

-- Periods for which a programme declares an indicator.
declarados as (
    select distinct lector, nivel_pais, nivel_programa, nivel_periodo, plantilla, programa_id, indicador, periodo_envio
    from lecturas
    where origen = 'declarado'
),

-- What an including programme's figure already holds, up to its date.
incluidos as (
    select
        b.lector, b.nivel_pais, b.nivel_programa, b.nivel_periodo, b.plantilla, b.indicador, b.dim, b.miembro,
        x.incluido as programa_id, max(b.fecha) as hasta
    from lecturas as b
    inner join intermedio.int_inclusiones as x
        on x.vale and x.indicador = b.indicador and x.plantilla = b.plantilla and x.incluye = b.programa_id
    -- A share without base counts nowhere, so it holds nothing either.
    where b.origen = 'declarado' and list_contains(b.incluye, x.incluido) and not (b.aditividad = 'ratio' and b.denominador is null)
    group by all
),

enteros as (
    select distinct lector, programa_id, plantilla, indicador from lecturas where lector <> 'linea'
),

juzgadas as (
    select
        l.*,
        case
            -- A declared figure takes the place of the count of its period, and a cumulative one of all before it.
            when l.origen = 'contado' and (d.indicador is not null or a.fecha >= l.fecha) then 'hay valor declarado'
            when l.origen = 'declarado' and l.acumula and l.junta_periodos and a.entrega_id <> l.entrega_id then 'anterior'
            when l.origen = 'declarado' and not l.acumula and l.junta_periodos and a.entrega_id <> l.entrega_id and a.fecha >= l.fecha then 'ya en el acumulado'
            when l.junta_programas and l.lector = 'linea' and l.aditividad = 'programme' then 'solo por programa'
            when l.junta_programas and l.aditividad = 'ratio' and l.denominador is null then 'sin base'
            when w.indicador is not null then 'es parte de otro'
            when l.junta_programas and x.hasta >= l.desde then 'incluido en otro programa'
        end as motivo
    from lecturas as l
    left join acumulados as a
        on a.lector = l.lector and a.nivel_pais = l.nivel_pais and a.nivel_programa = l.nivel_programa
        and a.nivel_periodo = l.nivel_periodo and a.plantilla = l.plantilla and a.programa_id = l.programa_id
        and a.indicador = l.indicador
    left join declarados as d
        on d.lector = l.lector and d.nivel_pais = l.nivel_pais and d.nivel_programa = l.nivel_programa
        and d.nivel_periodo = l.nivel_periodo and d.plantilla = l.plantilla and d.programa_id = l.programa_id
        and d.indicador = l.indicador and d.periodo_envio = l.periodo_envio
    left join incluidos as x
        on x.lector = l.lector and x.nivel_pais = l.nivel_pais and x.nivel_programa = l.nivel_programa
        and x.nivel_periodo = l.nivel_periodo and x.plantilla = l.plantilla and x.programa_id = l.programa_id
        and x.indicador = l.indicador and x.dim = l.dim and x.miembro = l.miembro
    -- A headline that reads several indicators never adds a part to its whole.
    left join enteros as w
        on w.lector = l.lector and w.programa_id = l.programa_id and w.plantilla = l.plantilla and w.indicador = l.subconjunto_de
)

select
    * exclude (motivo),
    case
        when motivo is not null then motivo
        when clave is null then 'cuenta'
        when row_number() over de_una_clave = 1 then 'cuenta'
        -- Of each programme only its latest is what would have been added.
        when row_number() over de_un_programa > 1 then 'anterior'
        else 'contado en otro programa'
    end as rol
from juzgadas
window de_una_clave as (
    -- A headline counts a thing once, in whichever of its indicators it stands.
    partition by lector, nivel_pais, nivel_programa, nivel_periodo, if(lector = 'linea', plantilla, ''),
        if(lector = 'linea', indicador, ''), dim, miembro, unidad, clave, (motivo is null)
    order by fecha desc, periodo desc, programa_id, pieza
),

de_un_programa as (
    partition by lector, nivel_pais, nivel_programa, nivel_periodo, if(lector = 'linea', plantilla, ''),
        if(lector = 'linea', indicador, ''), dim, miembro, unidad, clave, (motivo is null), programa_id
    order by fecha desc, periodo desc, pieza
)
