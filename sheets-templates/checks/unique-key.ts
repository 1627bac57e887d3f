import { sequenceOf } from '../code-sequence.ts';
import { countryByCode } from '../countries/index.ts';
import type { Sheet } from '../define/template.ts';
import { text } from '../define/text.ts';
import { purposeOf } from '../purpose.ts';
import type { Check, CheckedRow, CheckedSheet } from '../workbook.ts';

/**
 * R-G-03: rows with the same key. One of them counts, without the figures of which the others say something else: the one
 * whose code follows from its neighbours', else the first.
 */
export const uniqueKey: Check = {
  id: 'R-G-03',
  severity: 'error',
  scope: 'sheet',
  about: text('La clave de cada fila no se repite en su hoja.', 'The key of each row is not repeated in its sheet.'),
  message: text('{what} (filas {rows}).', '{what} (rows {rows}).'),
  hint: text('{todo}', '{todo}'),
  *run({ sheets, context }) {
    // An empty currency is that of the country.
    const own = countryByCode.get(context.country ?? '')?.currency ?? null;
    for (const sheet of sheets) {
      const groups = sameKey(sheet, own);
      const meantFor = groups.length > 0 ? inSequence(sheet) : firstOf;
      for (const group of groups) {
        const first = meantFor(group);
        const differing = figuresThatDiffer(sheet.sheet, first, group);
        const id = sheet.sheet.key
          .map((key) => first?.typed[key] ?? '')
          .filter(Boolean)
          .join(' · ');
        const rows = rowsInWords(group.map(({ number }) => number));
        const params = { rows, ...(hasOwnCode(sheet.sheet) ? withCode(id) : withoutCode(id)) };
        const finding = { rule: 'R-G-03', sheet, column: sheet.sheet.key[0] ?? null, params };
        if (first && differing.length > 0)
          yield { ...finding, row: first, instead: Object.fromEntries(differing.map((key) => [key, null])) };
        for (const row of group) if (row !== first) yield { ...finding, row, instead: 'row' };
      }
    }
  },
};

/** Whether a row may be given another code; else what tells it apart is what it is about. */
const hasOwnCode = ({ key, columns }: Sheet) =>
  columns.some((column) => column.idKind !== undefined && key.includes(column.key));

const withCode = (id: string) => ({
  what: text(`El código ${id} está repetido`, `The code ${id} is repeated`),
  todo: text(
    'Deje una sola fila o dé a la otra un código distinto.',
    'Keep one row, or give the other a different code.',
  ),
});

const withoutCode = (id: string) => ({
  what: text(`«${id}» está dos veces`, `«${id}» is there twice`),
  todo: text(
    'Borre la fila que sobra; si una es de otro caso, corrija de quién o de cuándo es.',
    'Delete the row that is too many; if one is of another case, correct whose or of when it is.',
  ),
});

const firstOf = (group: readonly CheckedRow[]) => group[0];

/** The row that a code was meant for. */
function inSequence({ rows, sheet }: CheckedSheet): typeof firstOf {
  const column = sheet.columns.find(({ key, idKind }) => idKind !== undefined && sheet.key.includes(key))?.key;
  if (column === undefined) return firstOf;
  const follows = sequenceOf(rows.map(({ values }) => values[column]));
  const byRow = new Map(rows.map((row, at) => [row, follows[at] ?? 0]));
  return (group) => [...group].sort((a, b) => (byRow.get(b) ?? 0) - (byRow.get(a) ?? 0))[0];
}

/** Figures of which two rows say different things; a row that says nothing contradicts nobody. */
const figuresThatDiffer = (sheet: Sheet, first: CheckedRow | undefined, group: readonly CheckedRow[]): string[] =>
  sheet.columns
    .filter((column) => !column.computed && purposeOf(sheet, column) === 'measure')
    .map(({ key }) => key)
    .filter((key) => {
      const said = first?.values[key] ?? null;
      return said !== null && group.some(({ values }) => (values[key] ?? null) !== null && values[key] !== said);
    });

/** Rows named in a finding. */
const NAMED = 12;

function rowsInWords(rows: readonly number[]): string {
  return rows.length > NAMED ? `${rows.slice(0, NAMED).join(', ')}…` : rows.join(', ');
}

function sameKey({ rows, sheet: { key, apart } }: CheckedSheet, currency: string | null): CheckedRow[][] {
  const groups = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    if (row.values[key[0] ?? ''] === null) continue;
    const isApart = apart?.codes.includes(String(row.values[apart.column])) ?? false;
    // What cannot be read is not the same as nothing, nor as something else that cannot be read.
    const said = (column: string) =>
      row.values[column] ?? (row.typed[column] ? `?${row.typed[column]}` : column === 'moneda' ? currency : null);
    const name = JSON.stringify([isApart, ...key.map(said)]);
    const same = groups.get(name);
    if (same) same.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
