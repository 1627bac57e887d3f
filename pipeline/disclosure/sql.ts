import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { SMALLEST_PUBLISHED } from '../../sheets-templates/people-counts.ts';
import type { HiddenColumn } from '../merge/model.ts';
import { sheetsOfPersons } from './declared.ts';

/* Pieces of SQL with which tables are told without what must not be known. */

/** Column that says which cells of a row are not told. */
export const SUPPRESSED = 'suprimido';

/** Rows of `t` in the order in which they stand in the office's database: what is joined with others loses it. */
export const AS_IT_STOOD = 'order by t.rowid';

/** Whether a line is not about a sheet of which each row is a person. */
export const notAboutPersons = (row: string): string => `not exists (
    select 1 from (
      ${sheetsOfPersons.map(({ table }) => `select distinct entrega_id, hoja from bruto.${table}`).join(' union ')}
    ) as p where p.entrega_id = ${row}.entrega_id and p.hoja = ${row}.hoja)`;

/** A column that is a number of people of its row. */
export const same = (column: string): HiddenColumn => ({ column, expression: column, baseline: false, where: null });

/**
 * Rows without the numbers of people that are hidden in them.
 * @param also further replacements, of rows `t` that hide something where `o` is there
 */
export function rowsWithPeople(source: string, hidden: readonly HiddenColumn[], also: readonly string[] = []): string {
  const baseline = hidden.some((one) => one.baseline);
  const told = hidden.map(({ column, expression, baseline: base, where }) => {
    const row = base ? 'b' : 'o';
    return {
      column,
      test: `coalesce(list_contains(${row}.expresiones, ${quoted(expression)}), false)${where ? ` and ${where}` : ''}`,
    };
  });
  const tests = new Map<string, string[]>();
  for (const { column, test } of told) tests.set(column, [...(tests.get(column) ?? []), test]);
  const replaced = [...tests].map(([column, any]) => `if(${any.join(' or ')}, null, t.${column}) as ${column}`);
  const named = [...tests].map(
    ([column, any]) => `if((${any.join(' or ')}) and t.${column} is not null, '${column}', null)`,
  );
  return `select t.* replace (${[...replaced, ...also].join(', ')}), nullif(concat_ws(';', ${named.join(', ')}), '') as ${SUPPRESSED}
    from ${source} as t
    left join filas_ocultas as o on o.entrega_id = t.entrega_id and o.hoja = t.hoja and o.fila = t.fila
    ${baseline ? 'left join filas_ocultas as b on b.entrega_id = t.entrega_lb and b.hoja = t.hoja_lb and b.fila = t.fila_lb' : ''}
    order by t.entrega_id, t.hoja, t.fila`;
}

/** A table without the columns for which a test holds, which are named. */
export function hiding(source: string, tests: Readonly<Record<string, string>>): string {
  const names = Object.keys(tests);
  const flags = Object.entries(tests).map(([name, test]) => `coalesce(${test}, false) as oculta_${name}`);
  const named = names.map((name) => `if(oculta_${name} and ${name} is not null, '${name}', null)`);
  return `select * exclude (lugar, ${names.map((name) => `oculta_${name}`).join(', ')})
      replace (${names.map((name) => `if(oculta_${name}, null, ${name}) as ${name}`).join(', ')}),
      nullif(concat_ws(';', ${named.join(', ')}), '') as ${SUPPRESSED}
    from (select t.*, t.rowid as lugar, ${flags.join(', ')} from ${source} as t)
    order by lugar`;
}

/** Whether a number of people is too small to be told. */
export function few(value: string): string {
  return `(${value} > 0 and ${value} < ${SMALLEST_PUBLISHED})`;
}

/** Breakdown of a line of a published long table, and which member of it, as the office's database names them. */
export const BREAKDOWN =
  "case when region <> '' then 'region' when sector <> '' then 'sector' when clase <> '' then 'clase' when sexo <> '' then 'sexo' when publico <> '' then 'publico' else '' end";
export const MEMBER = 'region || sector || clase || sexo || publico';
