-- To which national Mesa each territorial one reports: one of its own workbook, or one that it names of the latest workbook
-- of another team of the country, by code or by name. Where the name fits several, none is taken.
-- grain: one row per territorial Mesa of a workbook
-- key: entrega_id, mesa_id
-- rows from: limpio.mesas
-- columns: entrega_id, mesa_id, nombrada, columna, nacional, nacional_nombre, nacional_entrega, nacional_equipo, parecidas,
--   hoja, fila
-- nullable: nacional
with nacionales as (
    select
        m.entrega_id, m.mesa_id, m.nombre, m.pais_envio, m.equipo, nombre_de_mesa(m.nombre) as comparable,
        coalesce(m.etapa in ('CERR', 'NOLZ'), false) as cerrada
    from limpio.mesas as m
    inner join intermedio.int_ultimas_hojas as u using (entrega_id)
    where m.tipo = 'NAC'
),

territoriales as (
    select
        entrega_id, mesa_id, pais_envio, hoja, fila, mesa_nacional is not null as es_del_libro,
        coalesce(mesa_nacional, mesa_nacional_otra) as nombrada
    from limpio.mesas
    where tipo = 'MET' and coalesce(mesa_nacional, mesa_nacional_otra) is not null
),

halladas as (
    select
        t.entrega_id, t.mesa_id, t.hoja, t.fila, t.nombrada, t.es_del_libro,
        n.mesa_id as nacional, n.nombre as nacional_nombre,
        -- The code before the very name, the very name before one that means the same, and those at work before closed ones.
        rank() over (
            partition by t.entrega_id, t.mesa_id
            order by upper(n.mesa_id) = upper(trim(t.nombrada)) desc, nombre_norm(n.nombre) = nombre_norm(t.nombrada) desc, n.cerrada
        ) as lugar, n.entrega_id as nacional_entrega, n.equipo as nacional_equipo
    from territoriales as t
    left join limpio.mesas as propia on t.es_del_libro and propia.entrega_id = t.entrega_id and propia.mesa_id = t.nombrada
    left join nacionales as n
        on
            n.pais_envio = t.pais_envio
            and if(
                t.es_del_libro,
                -- The latest workbook of the team tells how its national Mesa stands.
                n.mesa_id = t.nombrada and clave_equipo(n.equipo) = clave_equipo(propia.equipo),
                upper(n.mesa_id) = upper(trim(t.nombrada)) or n.comparable = nombre_de_mesa(t.nombrada)
            )
)

select
    entrega_id, mesa_id, any_value(nombrada) as nombrada,
    if(any_value(es_del_libro), 'mesa_nacional', 'mesa_nacional_otra') as columna,
    if(count(nacional) = 1, any_value(nacional), null) as nacional,
    if(count(nacional) = 1, any_value(nacional_nombre), null) as nacional_nombre,
    if(count(nacional) = 1, any_value(nacional_entrega), null) as nacional_entrega,
    if(count(nacional) = 1, any_value(nacional_equipo), null) as nacional_equipo,
    count(nacional) as parecidas, any_value(hoja) as hoja, any_value(fila) as fila
from halladas
where lugar = 1
group by entrega_id, mesa_id
