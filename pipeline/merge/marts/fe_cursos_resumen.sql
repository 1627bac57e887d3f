-- Courses and people by methodology and component: those who took part less those who were counted before; women and men
-- are those who took part, of whom it is not known by sex who came before; empty where a course does not tell them.
-- title: Formación empresarial: personas por metodología | Business training: people by methodology
-- sheet: 38 | Cursos por metodología | Courses by methodology
-- grain: one row per country (empty: region), period (empty: all), methodology and component
-- key: pais, periodo, metodologia, componente
-- columns: pais, periodo, metodologia, componente, cursos, personas, mujeres, hombres
-- label mujeres: Participaciones de mujeres | Participations of women | personas
-- label hombres: Participaciones de hombres | Participations of men | personas
-- disclose: own
-- amounts: cursos
-- counts: personas, mujeres, hombres
select
    p.pais, p.periodo, split_part(p.miembro, '|', 1) as metodologia, split_part(p.miembro, '|', 2) as componente,
    count(*) as cursos, fsum(p.valor) as personas,
    if(count(a.mujeres) = count(*), sum(a.mujeres), null)::bigint as mujeres,
    if(count(a.hombres) = count(*), sum(a.hombres), null)::bigint as hombres
from intermedio.int_participaciones as p
inner join limpio.acciones as a using (entrega_id, hoja, fila)
where p.dim = 'metodologia'
group by all
order by all
