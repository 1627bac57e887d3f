import { holds } from '../conditions.ts';
import type { Column } from '../define/column.ts';
import { text } from '../define/text.ts';
import type { Check, CheckedRow, CheckedSheet, CheckedWorkbook, Finding } from '../workbook.ts';

/** R-G-06: a total is the sum of its parts when all are given. */
export const totalIsSum: Check = {
  id: 'R-G-06',
  severity: 'error',
  scope: 'row',
  about: text(
    'El total es la suma de sus partes cuando están todas.',
    'The total is the sum of its parts when all are given.',
  ),
  message: text('El total ({total}) no es {parts} = {sum}.', 'The total ({total}) is not {parts} = {sum}.'),
  hint: text('Corrija el total o las casillas que suma.', 'Correct the total or the cells that it adds.'),
  *run(workbook) {
    yield* forEachTotal(workbook, (column, parts, row) => {
      const total = row.values[column.key];
      if (typeof total !== 'number' || parts.some((part) => part === null)) return null;
      const sum = parts.reduce<number>((whole, part) => whole + (part ?? 0), 0);
      return sum === total
        ? null
        : {
            rule: 'R-G-06',
            params: { total, sum, parts: parts.join(' + ') },
            // Nobody knows which of them is wrong.
            instead: Object.fromEntries([column.key, ...(column.sumOf ?? [])].map((key) => [key, null])),
          };
    });
  },
};

/** R-G-07: a count of people without the breakdown by sex is accepted and lowers completeness. */
export const sexMissing: Check = {
  id: 'R-G-07',
  severity: 'warning',
  scope: 'row',
  about: text('Los conteos de personas vienen por sexo.', 'Counts of people come by sex.'),
  message: text('Falta el desglose por sexo.', 'The breakdown by sex is missing.'),
  hint: text('Llene mujeres y hombres si los conoce.', 'Fill in women and men if you know them.'),
  *run(workbook) {
    // Of a column that is not there is told once: nobody can fill in what has no cell.
    for (const sheet of workbook.sheets)
      if (
        sheet.sheet.columns.some((column) => column.unit === 'personas' && lacksPart(sheet, column)) &&
        sheet.rows.length > 0
      )
        yield { rule: 'R-G-07', sheet, row: null, column: null };
    yield* forEachTotal(workbook, (column, _, row, sheet) => {
      // In `Resultados` only figures in people have a sex; the others leave both cells empty.
      if (typeof row.values[column.key] !== 'number' || column.unit !== 'personas') return null;
      if (lacksPart(sheet, column)) return null;
      // Of a part that cannot be read that is told.
      const empty = (column.sumOf ?? []).some((key) => row.values[key] === null && !row.typed[key]);
      return empty ? { rule: 'R-G-07' } : null;
    });
  },
};

/** A part of a total has no column in the sender's sheet. */
const lacksPart = ({ letters }: CheckedSheet, { sumOf = [] }: Column): boolean =>
  letters !== undefined && sumOf.some((key) => !letters[key]);

type Partial = Pick<Finding, 'rule' | 'params' | 'instead'>;

function* forEachTotal(
  { sheets, context }: CheckedWorkbook,
  judge: (column: Column, parts: (number | null)[], row: CheckedRow, sheet: CheckedSheet) => Partial | null,
): Iterable<Finding> {
  for (const sheet of sheets) {
    for (const column of sheet.sheet.columns) {
      if (!column.sumOf) continue;
      for (const row of sheet.rows) {
        if (column.sumExcept && holds(column.sumExcept, row.values, context)) continue;
        const parts = column.sumOf.map((key) =>
          typeof row.values[key] === 'number' ? (row.values[key] as number) : null,
        );
        const finding = judge(column, parts, row, sheet);
        if (finding) yield { ...finding, sheet, row, column: column.key };
      }
    }
  }
}
