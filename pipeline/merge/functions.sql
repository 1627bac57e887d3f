-- Functions that the models use. Qualifiers propagate: exact with a floor is a floor, anything approximate makes
-- the sum approximate (consolidated model, arithmetic rule 4).
create or replace macro calificador_conjunto(calificadores) as
    case
        when list_contains(calificadores, 'APR') then 'APR'
        when list_contains(calificadores, 'MAS') then 'MAS'
        when list_contains(calificadores, 'MIN') then 'MIN'
        else 'EX'
    end;

-- Name for comparing: upper case, no accents, no legal suffix, single spaces.
create or replace macro nombre_norm(nombre) as
    trim(regexp_replace(
        regexp_replace(
            regexp_replace(upper(strip_accents(nombre)), '[^A-Z0-9 ]', '', 'g'),
            '\b(SA|SAC|SRL|LTDA|SAS|EIRL|CIA)\b', '', 'g'
        ), ' +', ' ', 'g'
    ));

-- Period of an event, of the same kind as the period that its workbook reports: a course of November 2025 in a
-- workbook of 2026-S1 belongs to 2025-S2. Years and historic ranges keep theirs.
create or replace macro periodo_de(fecha, periodo) as
    case
        when fecha is null then periodo
        when periodo like '%-S_' then year(fecha) || '-S' || if(month(fecha) <= 6, 1, 2)
        when periodo like '%-T_' then year(fecha) || '-T' || quarter(fecha)
        when length(periodo) = 4 then year(fecha)::varchar
        else periodo
    end;

-- Name of a dedicated team as it is compared: without accents, case and spaces (decisions of the project).
create or replace macro clave_equipo(equipo) as regexp_replace(lower(strip_accents(equipo)), '\s+', '', 'g');

-- Key under which an enterprise or organisation is counted once: country and tax number, else name and region.
create or replace macro clave_identidad(pais, id_tributario, nombre, region) as
    case
        when regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g') <> ''
            then pais || '|' || regexp_replace(upper(id_tributario), '[^A-Z0-9]', '', 'g')
        else pais || '|' || nombre_norm(nombre) || '|' || coalesce(region, '')
    end;
