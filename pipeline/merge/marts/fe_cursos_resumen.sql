-- Courses and people by methodology and component: those who took part less those who were counted before.
-- title: Formación empresarial: personas por metodología | Business training: people by methodology
-- sheet: 38 | Cursos por metodología | Courses by methodology
-- grain: one row per country (empty: region), period (empty: all), methodology and component
-- key: pais, periodo, metodologia, componente
-- columns: pais, periodo, metodologia, componente, cursos, personas
-- disclose: own
-- amounts: cursos
-- counts: personas
select
    pais, periodo, split_part(miembro, '|', 1) as metodologia, split_part(miembro, '|', 2) as componente,
    count(*) as cursos, fsum(valor) as personas
from intermedio.int_participaciones
where dim = 'metodologia'
group by all
order by all
