import type { Column } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import { text } from '../define/text.ts';
import type { Check, CheckedRow } from '../workbook.ts';

/** Cells besides the code that must be filled: less says too little to be the same. */
const LEAST_CELLS = 4;

/** R-G-19: a row under a code of its own that says what another one says, word for word. */
export const saidTwice: Check = {
  id: 'R-G-19',
  severity: 'warning',
  scope: 'sheet',
  plausibility: true,
  about: text(
    'Dos filas con códigos distintos no dicen lo mismo en todas sus casillas.',
    'Two rows with different codes do not say the same in all their cells.',
  ),
  message: text(
    'Dice lo mismo que la fila {other}, con otro código; cuentan las dos.',
    'It says the same as row {other}, under another code; both count.',
  ),
  hint: text('Si es la misma, borre una de las dos.', 'If it is the same one, delete one of the two.'),
  *run({ sheets }) {
    for (const sheet of sheets) {
      const compared = comparedColumns(sheet.sheet);
      if (compared === null) continue;
      const first = new Map<string, CheckedRow>();
      for (const row of sheet.rows) {
        const said = compared.map(({ key }) => row.values[key] ?? null);
        if (said.filter((value) => value !== null).length < LEAST_CELLS || !tells(sheet.sheet, compared, row)) continue;
        const name = JSON.stringify(said);
        const other = first.get(name);
        // The same code twice is told as such (R-G-03).
        if (other && !sheet.sheet.key.every((key) => row.values[key] === other.values[key]))
          yield { rule: 'R-G-19', sheet, row, column: sheet.sheet.key[0] ?? null, params: { other: other.number } };
        else if (!other) first.set(name, row);
      }
    }
  },
};

/** All that people type besides the code and remarks; null for sheets whose rows have no code of their own. */
function comparedColumns({ key, columns }: Sheet): Column[] | null {
  if (!columns.some((column) => column.idKind && key.includes(column.key))) return null;
  return columns.filter((column) => !column.computed && !column.remarks && !key.includes(column.key));
}

/** A row that names nobody and tells of no day may rightly be like another. */
const tells = ({ nameColumn }: Sheet, compared: readonly Column[], { values }: CheckedRow) =>
  (compared.every(({ personal }) => !personal) || compared.some(({ key, personal }) => personal && values[key])) &&
  compared.some(({ key, type }) => (values[key] ?? null) !== null && (key === nameColumn || type.sql === 'DATE'));
