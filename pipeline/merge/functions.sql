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

-- Whether two names, as they are compared, differ by one letter: in no number or month of theirs, and in no short name.
create or replace macro casi_igual(a, b) as (
    least(length(a), length(b)) >= 7
    and levenshtein(a, b) <= 1
    and regexp_extract_all(a, '[0-9]+|\b(?:[A-Z]|[IVXLC]+|ENERO|FEBRERO|MARZO|ABRIL|MAYO|JUNIO|JULIO|AGOSTO)\b')
        = regexp_extract_all(b, '[0-9]+|\b(?:[A-Z]|[IVXLC]+|ENERO|FEBRERO|MARZO|ABRIL|MAYO|JUNIO|JULIO|AGOSTO)\b')
);

-- Whether all words of one name, as they are compared, are in the other; so it is where one says nothing.
create or replace macro uno_en_otro(a, b) as (
    coalesce(a, '') = '' or coalesce(b, '') = ''
    or list_has_all(string_split(a, ' '), string_split(b, ' ')) or list_has_all(string_split(b, ' '), string_split(a, ' '))
);

-- Name of a Mesa for comparing: without what every Mesa is called.
create or replace macro nombre_de_mesa(nombre) as
    regexp_replace(nombre_norm(nombre), '^(MESA EJECUTIVA|MESA|ME)( NACIONAL)?( (DE|DEL))?( (LA|LAS|LOS|EL))? ', '');

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

-- Indicator table of a template.
create or replace macro tabla_de(plantilla) as
    case plantilla when 'SC' then 'score_indicadores' else lower(plantilla) || '_resultados' end;

-- Currency of an amount of a day: bolivars before a redenomination are other units, that are never added to later ones
-- (consolidated model, arithmetic rule 7; Gaceta Oficial: 20 August 2018 and 1 October 2021).
create or replace macro moneda_del_dia(moneda, dia) as
    case
        when moneda = 'VES' and dia < date '2018-08-20' then 'VEF'
        when moneda = 'VES' and dia < date '2021-10-01' then 'VES-2018'
        else moneda
    end;


-- The part that a cell plays where the piece that it belongs to counts: «resta», «base». Several parts stand apart by «;».
create or replace macro papel_de(roles, papel) as
    if(contains(roles, 'cuenta'), array_to_string(list_transform(string_split(roles, ';'), rol -> if(rol = 'cuenta', papel, rol)), ';'), roles);

-- Six parts, or one where they are the same.
create or replace macro papeles_escritos(seis) as if(len(list_distinct(seis)) = 1, seis[1], array_to_string(seis, ';'));

-- Of several parts that a cell plays in one figure the first that counts, at each of the six levels.
create or replace macro papeles_juntos(todos) as
    papeles_escritos(
        list_transform(
            range(1, 7),
            n -> list_min(list_transform(todos, roles -> {
                'puesto': if(if(contains(roles, ';'), split_part(roles, ';', n), roles) = 'cuenta', 0, 1),
                'rol': if(contains(roles, ';'), split_part(roles, ';', n), roles)
            })).rol
        )
    );
