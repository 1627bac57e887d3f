import { text } from '../define/text.ts';
import type { Check, CheckedRow, CheckedSheet } from '../workbook.ts';

/** R-G-03: rows with the same key. Equal copies keep their first row; rows that differ are all kept out. */
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
        const equal = group.every((row) => JSON.stringify(row.values) === JSON.stringify(first?.values));
        const id = sheet.sheet.key
          .map((key) => first?.typed[key] ?? '')
          .filter(Boolean)
          .join(' · ');
        const rows = rowsInWords(group.map(({ number }) => number));
        for (const row of equal ? group.slice(1) : group) {
          yield { rule: 'R-G-03', sheet, row, column: sheet.sheet.key[0] ?? null, params: { id, rows } };
        }
      }
    }
  },
};

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
