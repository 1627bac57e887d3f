import { parseCell } from './column-types/parsing.ts';
import type { ParseContext } from './define/column.ts';
import type { Sheet } from './define/template.ts';
import { isEmpty, type RawCell, type RawRow } from './workbook.ts';

/** What stands below the data and is none of it. */
export interface LeftOver {
  /** Numbers of rows that hold zeros alone, or what was dragged past the last row. */
  dragged: ReadonlySet<number>;
  /** Another table: number of its first and last row. */
  table: { at: number; last: number } | null;
}

/** Rows are dragged from this many on that say the same; two may be two rows that somebody has yet to fill in. */
const LEAST_DRAGGED = 3;

/** Looks for what a cell that was pulled down too far, or a summary at the foot, leaves below the rows of a sheet. */
export function leftOver(sheet: Sheet, rows: readonly RawRow[], context: Omit<ParseContext, 'column'>): LeftOver {
  const dragged = new Set<number>();
  for (const row of rows) if (ownCells(sheet, row).every(([, { raw }]) => raw === 0)) dragged.add(row.number);
  const foot = rows.filter(({ number }) => !dragged.has(number));
  const last = foot.at(-1);
  const said = last && sayingOf(sheet, last);
  if (said) {
    const same = foot.length - 1 - foot.findLastIndex((row) => sayingOf(sheet, row) !== said);
    if (same >= LEAST_DRAGGED) for (const { number } of foot.slice(-same)) dragged.add(number);
  }
  const rest = foot.filter(({ number }) => !dragged.has(number));
  return { dragged, table: otherTable(sheet, rest, context) };
}

/** Cells that somebody filled, without the number that the template puts into the column of the key. */
const ownCells = ({ columns, key: keys }: Sheet, { cells }: RawRow): [string, RawCell][] =>
  columns.flatMap(({ key, computed, idKind }): [string, RawCell][] => {
    const cell = cells[key];
    if (!cell || computed || isEmpty(cell)) return [];
    return idKind && keys.includes(key) && /^\d+(\.0+)?$/.test(String(cell.raw).trim()) ? [] : [[key, cell]];
  });

/** All that a row without key and name says; null where it has one of them: such a row is somebody's. */
function sayingOf(sheet: Sheet, row: RawRow): string | null {
  const own = ownCells(sheet, row);
  const names = own.some(([key]) => key === sheet.nameColumn || sheet.key.includes(key));
  return names ? null : JSON.stringify(own.map(([key, { raw }]) => [key, raw]));
}

/**
 * A summary below the data, behind an empty row: «Beni 12» under «Razón social» and «Tipo de organización». What tells it
 * is that nothing there fits its column where the column says what may stand in it.
 */
function otherTable(sheet: Sheet, rows: readonly RawRow[], context: Omit<ParseContext, 'column'>): LeftOver['table'] {
  const from = rows.findLastIndex((row, at) => at > 0 && row.number > (rows[at - 1]?.number ?? 0) + 1);
  const block = rows.slice(from);
  const [first] = block;
  if (from < 1 || !first || block.length > from) return null;
  let strange = 0;
  for (const row of block) {
    const telling = ownCells(sheet, row).filter(([key]) => tells(sheet, key));
    if (telling.some(([key, cell]) => fits(sheet, key, cell, context))) return null;
    if (telling.length > 0) strange += 1;
  }
  return strange >= 2 ? { at: first.number, last: block.at(-1)?.number ?? first.number } : null;
}

const tells = ({ columns }: Sheet, wanted: string): boolean => {
  const type = columns.find(({ key }) => key === wanted)?.type;
  return type !== undefined && (type.numeric || type.sql === 'DATE' || type.id === 'code');
};

function fits({ columns }: Sheet, wanted: string, cell: RawCell, context: Omit<ParseContext, 'column'>): boolean {
  const column = columns.find(({ key }) => key === wanted);
  return column !== undefined && parseCell(cell, { ...context, column }).value !== null;
}
