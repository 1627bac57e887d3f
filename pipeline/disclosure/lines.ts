import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { countsOfPeople, sharesOfPeople } from '../../sheets-templates/people-counts.ts';
import { INDICATOR_TABLES } from '../merge/models.ts';
import { longNameOf, selectWide } from '../merge/wide.ts';
import { few, SUPPRESSED } from './sql.ts';
import { PUBLISHED } from './tables.ts';

const people = [...countsOfPeople, ...sharesOfPeople].map(quoted).join(', ');

/** A line of which value, numerator or denominator is not told says nothing at all. */
export function indicatorLines(name: string, source: string): string {
  // Of trainers the number of data is the number of people.
  const numbers = ['valor', 'numerador', 'denominador', 'n'];
  const member = 'region || sector || clase || sexo || publico';
  const dim =
    "case when region <> '' then 'region' when sector <> '' then 'sector' when clase <> '' then 'clase' when sexo <> '' then 'sexo' when publico <> '' then 'publico' else '' end";
  const ofFamily = `from lineas_ocultas as l
      where tabla_de(l.plantilla) = ${quoted(name)} and l.indicador = t.indicador and l.unidad = t.unidad and l.pais = t.pais and l.programa_id = t.programa_id
        and l.periodo = t.periodo`;
  const hidden = `exists (select 1 ${ofFamily} and l.dim = ${dim} and l.miembro = ${member})`;
  // Two values are told or none: one alone would pass for the figure. The other value of a total, beside those of its parts,
  // would tell a part that is hidden.
  const disputed = `t.indicador in (${people}) and t.valor_alterno is not null and (${few('t.valor_alterno')} or exists (select 1 ${ofFamily}))`;
  return `select * exclude (oculta) replace (${[...numbers, 'valor_alterno'].map((column) => `if(oculta, null, ${column}) as ${column}`).join(', ')},
      if(oculta, 'suprimido', estado) as estado)
    from (select t.*, ${hidden} or (${disputed}) as oculta from ${source} as t) order by all`;
}

/** One column for each indicator; those of which the line is not told are named. */
export function wideLines(name: string): string {
  const long = longNameOf(name) ?? '';
  const template = Object.keys(INDICATOR_TABLES).find((key) => INDICATOR_TABLES[key] === long) ?? '';
  const named = `string_agg(distinct lower(l.indicador), ';' order by lower(l.indicador)) filter (l.estado = 'suprimido') as ${SUPPRESSED}`;
  return selectWide(template, `${PUBLISHED}.${long}`, [named]);
}
