import { text } from '../define.ts';
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
        const rows = group.map(({ number }) => number).join(', ');
        for (const row of equal ? group.slice(1) : group) {
          yield { rule: 'R-G-03', sheet, row, column: sheet.sheet.key[0] ?? null, params: { id, rows } };
        }
      }
    }
  },
};

function sameKey({ rows, sheet: { key, apart } }: CheckedSheet): CheckedRow[][] {
  const groups = new Map<string, CheckedRow[]>();
  for (const row of rows) {
    if (row.values[key[0] ?? ''] === null) continue;
    const isApart = apart?.codes.includes(String(row.values[apart.column])) ?? false;
    const name = JSON.stringify([isApart, ...key.map((column) => row.values[column])]);
    groups.set(name, [...(groups.get(name) ?? []), row]);
  }
  return [...groups.values()].filter((group) => group.length > 1);
}
