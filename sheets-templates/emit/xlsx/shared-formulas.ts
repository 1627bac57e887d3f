import type { Cell, WriteSheet } from 'hucre';
import { LISTS_SHEET, letters } from './address.ts';

/**
 * Formulas of the hidden lists that only differ in their row are written once for each column, as Excel does: the file is a
 * quarter of its size. Sheets that people and repairs change keep a formula in every cell.
 */
export function withSharedFormulas(sheets: readonly WriteSheet[]): WriteSheet[] {
  return sheets.map((sheet) => (sheet.name === LISTS_SHEET ? shared(sheet) : sheet));
}

/** A formula of which is known what it says, whatever its row: need not be compared letter by letter. */
export interface ShapedCell extends Partial<Cell> {
  shape?: string;
}

interface Run {
  column: number;
  from: number;
  shape: string;
  cells: string[];
}

/** Fewer cells than this are written as they are. */
const LEAST = 3;

function shared(sheet: WriteSheet): WriteSheet {
  const cells = new Map(sheet.cells as ReadonlyMap<string, Partial<Cell>>);
  let index = 0;
  for (const { column, from, cells: keys } of runsOf(cells)) {
    if (keys.length < LEAST) continue;
    const at = letters(column);
    keys.forEach((key, place) => {
      const { formula, ...cell } = cells.get(key) ?? {};
      const first = place === 0 && formula !== undefined;
      cells.set(key, {
        ...cell,
        formulaType: 'shared',
        formulaSharedIndex: index,
        formula: first ? formula : '',
        ...(first && { formulaRef: `${at}${from + 1}:${at}${from + keys.length}` }),
      });
    });
    index += 1;
  }
  return { ...sheet, cells };
}

/** Cells one below the other that say the same of their own row. */
function runsOf(cells: ReadonlyMap<string, ShapedCell>): Run[] {
  const placed: { key: string; row: number; column: number; shape: string }[] = [];
  for (const [key, { formula, shape }] of cells) {
    if (formula === undefined) continue;
    const [row = 0, column = 0] = key.split(',').map(Number);
    placed.push({ key, row, column, shape: shape ?? shapeOf(formula, row + 1) });
  }
  placed.sort((a, b) => a.column - b.column || a.row - b.row);
  const runs: Run[] = [];
  for (const { key, row, column, shape } of placed) {
    const last = runs.at(-1);
    if (last && last.column === column && last.shape === shape && row === last.from + last.cells.length)
      last.cells.push(key);
    else runs.push({ column, from: row, shape, cells: [key] });
  }
  return runs;
}

/** The formula with rows as seen from its own: `$B7` in row 7 and `$B8` in row 8 are the same. */
const shapeOf = (formula: string, row: number): string =>
  formula
    .split(/("[^"]*")/)
    .map((piece, at) =>
      at % 2 === 1
        ? piece
        : piece.replace(/(\$?[A-Z]{1,3})(\d+)(?![\d(_A-Za-z])/g, (_, column, own) => `${column}[${Number(own) - row}]`),
    )
    .join('');
