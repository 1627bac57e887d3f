import { type Text, text } from './define/text.ts';
import { rowId } from './findings.ts';
import { purposeOf } from './purpose.ts';
import { templates } from './templates/index.ts';
import type { CheckedWorkbook } from './workbook.ts';

/**
 * How much of a workbook counts: of each sheet the rows, in them the cells that say something, and the numbers by which
 * enterprises and people are known elsewhere; earlier ones did not say how many of those.
 */
export type Weight = Readonly<Record<string, readonly [rows: number, cells: number, numbers?: number]>>;

/** What a workbook brings to the totals, so that a correction is seen to bring less. */
export function weightOf({ sheets }: CheckedWorkbook, rejectedRows: ReadonlySet<string>): Weight {
  return Object.fromEntries(
    sheets.map(({ sheet, rows }): [string, [number, number, number]] => {
      const columns = sheet.columns.filter(
        (column) => !column.computed && !column.personal && purposeOf(sheet, column) !== 'note',
      );
      const counted = rows.filter(({ number }) => !rejectedRows.has(rowId(sheet.id, number)));
      const cells = counted.reduce(
        (sum, { values }) => sum + columns.filter(({ key }) => values[key] !== null).length,
        0,
      );
      const known = sheet.columns.filter(({ taxId, document }) => taxId || document);
      const numbers = counted.reduce(
        (sum, { values }) => sum + known.filter(({ key }) => values[key] !== null).length,
        0,
      );
      return [sheet.id, [counted.length, cells, numbers]];
    }),
  );
}

/** What people call the sheets, by id. */
const labels: ReadonlyMap<string, Text> = new Map(
  templates.flatMap(({ sheets }) => sheets.map(({ id, label }) => [id, label])),
);

/** Cells, and the share of them, that a correction may lack without waiting. */
const FEW = 3;
const LITTLE = 0.05;

/** «Empresas: 22 filas antes, 0 ahora»; null where a correction brings no less than what came before, but for a few cells. */
export function lossIn(now: Weight, before: Weight): Text | null {
  const lost = Object.entries(before).flatMap(([sheet, [rows, cells, numbers = 0]]) => {
    const [rowsNow, cellsNow, numbersNow = 0] = now[sheet] ?? [0, 0, 0];
    const { es, en } = labels.get(sheet) ?? text(sheet, sheet);
    if (rowsNow < rows)
      return [text(`${es}: ${rows} filas antes y ${rowsNow} ahora`, `${en}: ${rows} rows before and ${rowsNow} now`)];
    // Without it the same enterprise in two workbooks is two.
    if (numbersNow < numbers - Math.max(FEW, numbers * LITTLE))
      return [
        text(
          `${es}: ${numbers} números de identidad antes y ${numbersNow} ahora`,
          `${en}: ${numbers} identity numbers before and ${numbersNow} now`,
        ),
      ];
    // A slip of the pen here and there is told cell by cell, and costs no more than that.
    if (cellsNow < cells - Math.max(FEW, cells * LITTLE))
      return [
        text(`${es}: ${cells} datos antes y ${cellsNow} ahora`, `${en}: ${cells} data before and ${cellsNow} now`),
      ];
    return [];
  });
  if (lost.length === 0) return null;
  const all = (lang: 'es' | 'en') => lost.map((one) => one[lang]).join('; ');
  return text(all('es'), all('en'));
}
