import { parseCell } from './column-types/parsing.ts';
import type { Column, ParseContext } from './define/column.ts';
import type { Sheet } from './define/template.ts';
import { isEmpty, type RawCell, type RawRow } from './workbook.ts';

/** What stands below the data and is none of it. */
export interface LeftOver {
  /** Numbers of rows that hold zeros, currencies and years alone: what was dragged past the last row. */
  dragged: ReadonlySet<number>;
  /** Another table: number of its first and last row. */
  table: { at: number; last: number } | null;
}

/** Looks for what a cell that was pulled down too far, or a summary at the foot, leaves below the rows of a sheet. */
export function leftOver(sheet: Sheet, rows: readonly RawRow[], context: Omit<ParseContext, 'column'>): LeftOver {
  const saysNothing = (row: RawRow) => ownCells(sheet, row).every(([column, { raw }]) => raw === 0 || isUnit(column));
  // Only below the last row that says something: others may have been begun, and other sheets may name them.
  const last = rows.findLastIndex((row) => !saysNothing(row));
  const dragged = new Set(rows.slice(last + 1).map(({ number }) => number));
  return { dragged, table: otherTable(sheet, rows.slice(0, last + 1), context) };
}

/** What says how to read a figure, and nothing where there is none. */
const isUnit = ({ list, year }: Column) => list === 'MONEDA' || year === true;

/** Cells that somebody filled, without the number that the template puts into the column of the key. */
const ownCells = ({ columns, key: keys }: Sheet, { cells }: RawRow): [Column, RawCell][] =>
  columns.flatMap((column): [Column, RawCell][] => {
    const cell = cells[column.key];
    if (!cell || column.computed || isEmpty(cell)) return [];
    const isNumbered = column.idKind && keys.includes(column.key) && /^\d+(\.0+)?$/.test(String(cell.raw).trim());
    return isNumbered ? [] : [[column, cell]];
  });

/** A row of a summary holds no more than this. */
const MOST_OF_A_SUMMARY = 3;

/**
 * A summary below the data, behind an empty row: «Beni 12» under «Razón social» and «Tipo de organización». What tells it
 * are numbers where a list has none. A word that is in no list may be one that somebody means.
 */
function otherTable(sheet: Sheet, rows: readonly RawRow[], context: Omit<ParseContext, 'column'>): LeftOver['table'] {
  const from = rows.findLastIndex((row, at) => at > 0 && row.number > (rows[at - 1]?.number ?? 0) + 1);
  const block = rows.slice(from);
  const [first] = block;
  if (from < 1 || !first || block.length > from) return null;
  let counting = 0;
  for (const row of block) {
    const own = ownCells(sheet, row);
    const telling = own.filter(([{ type }]) => type.id !== 'text');
    if (own.length > MOST_OF_A_SUMMARY || !telling.every(([column, cell]) => isCount(column, cell, context)))
      return null;
    if (telling.length > 0) counting += 1;
  }
  return counting >= 2 ? { at: first.number, last: block.at(-1)?.number ?? first.number } : null;
}

/** A number in a column of a list that has no such code. */
const isCount = (column: Column, cell: RawCell, context: Omit<ParseContext, 'column'>): boolean =>
  column.type.id === 'code' &&
  column.idKind === undefined &&
  column.ref === undefined &&
  /^\d+([.,]\d+)?$/.test(String(cell.raw).trim()) &&
  parseCell(cell, { ...context, column }).value === null;
