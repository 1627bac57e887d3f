-- Solutions with their chain of replacements: the first one («raíz»), which version this is, and whether it stands.
-- grain: one row per solution of a submission
-- key: entrega_id, solucion_id
-- rows from: limpio.soluciones
-- columns: entrega_id, archivo, sha256, hoja, fila, plantilla_envio, pais_envio, equipo, periodo_envio,
--   corte_envio, solucion_id, problema_id, solucion, aporte, responsable_id, apoyan, estado, avance,
--   fecha_acordada, fecha_meta, fecha_implementada, verificacion, presupuesto, moneda, reemplaza_a, motivo_cambio,
--   fecha_caducidad, notas, mesa_id, impacto, activa, peso, raiz, version, vigente
with recursive cadenas as (
    select s.entrega_id, s.solucion_id, s.solucion_id as raiz, 1 as version
    from limpio.soluciones as s
    where
        s.reemplaza_a is null
        or not exists (
            select 1 from limpio.soluciones as o where o.entrega_id = s.entrega_id and o.solucion_id = s.reemplaza_a
        )
    union all
    select s.entrega_id, s.solucion_id, c.raiz, c.version + 1
    from cadenas as c
    inner join limpio.soluciones as s on s.entrega_id = c.entrega_id and s.reemplaza_a = c.solucion_id
    -- No chain is longer; a circle ends here.
    where c.version < 100
),

una as (
    select entrega_id, solucion_id, min(raiz) as raiz, max(version) as version
    from cadenas
    group by entrega_id, solucion_id
)

select
    s.*,
    p.mesa_id,
    p.impacto,
    -- Replaced and dropped solutions are not active (ESTADO_SOL).
    coalesce(s.estado not in ('REE', 'DES'), true) as activa,
    e.peso,
    -- In a circle of replacements nothing comes first.
    coalesce(u.raiz, s.solucion_id) as raiz,
    coalesce(u.version, 1) as version,
    not exists (
        select 1 from limpio.soluciones as o where o.entrega_id = s.entrega_id and o.reemplaza_a = s.solucion_id
    ) as vigente
from limpio.soluciones as s
left join una as u on u.entrega_id = s.entrega_id and u.solucion_id = s.solucion_id
left join limpio.problemas as p on p.entrega_id = s.entrega_id and p.problema_id = s.problema_id
left join intermedio.dim_lista as e on e.lista = 'ESTADO_SOL' and e.codigo = s.estado
