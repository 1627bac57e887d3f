import { text } from '../define/text.ts';
import type { Check, CheckedRow, CheckedSheet } from '../workbook.ts';

/** R-G-03: rows with the same key. The first one counts, without the cells in which the others say something else. */
export const uniqueKey: Check = {
  id: 'R-G-03',
  severity: 'error',
  scope: 'sheet',
  about: text('La clave de cada fila no se repite en su hoja.', 'The key of each row is not repeated in its sheet.'),
  message: text('El código {id} está repetido (filas {rows}).', 'The code {id} is repeated (rows {rows}).'),
  hint: text(
    'Deje una sola fila o dé a la otra un código distinto.',
    'Keep one row, or give the other a different code.',
  ),
  *run({ sheets }) {
    for (const sheet of sheets) {
      for (const group of sameKey(sheet)) {
        const [first] = group;
        const differing = columnsThatDiffer(group);
        const id = sheet.sheet.key
          .map((key) => first?.typed[key] ?? '')
          .filter(Boolean)
          .join(' · ');
        const rows = rowsInWords(group.map(({ number }) => number));
        const finding = { rule: 'R-G-03', sheet, column: sheet.sheet.key[0] ?? null, params: { id, rows } };
        if (first && differing.length > 0)
          yield { ...finding, row: first, instead: Object.fromEntries(differing.map((key) => [key, null])) };
        for (const row of group.slice(1)) yield { ...finding, row, instead: 'row' };
      }
    }
  },
};

const columnsThatDiffer = ([first, ...others]: readonly CheckedRow[]): string[] =>
  Object.keys(first?.values ?? {}).filter((key) => others.some(({ values }) => values[key] !== first?.values[key]));

/** Rows named in a finding. */
const NAMED = 12;

function rowsInWords(rows: readonly number[]): string {
  return rows.length > NAMED ? `${rows.slice(0, NAMED).join(', ')}…` : rows.join(', ');
}

function sameKey({ rows, sheet: { key, apart } }: CheckedSheet): CheckedRow[][] {
  const groups = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    if (row.values[key[0] ?? ''] === null) continue;
    const isApart = apart?.codes.includes(String(row.values[apart.column])) ?? false;
    const name = JSON.stringify([isApart, ...key.map((column) => row.values[column])]);
    const same = groups.get(name);
    if (same) same.push(row);
    else groups.set(name, [row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
