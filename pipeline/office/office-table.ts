import type { BookSheet } from '../../sheets-templates/book/book.ts';
import type { BookCell } from '../../sheets-templates/book/cell-table.ts';
import { serialToIso, toDate } from '../../sheets-templates/functions/to-date.ts';
import { readBook } from '../read/read-book.ts';
import { bytesOfFile } from './inputs.ts';

/** A row of a sheet that the office filled in: cells by the keys of their columns. */
export interface OfficeRow {
  row: number;
  values: ReadonlyMap<string, string>;
  cells: ReadonlyMap<string, BookCell>;
}

/** Day that a cell of the office says, as a date of Excel or written; null where it says none. */
export function dayIn(cell: BookCell | undefined): string | null {
  if (typeof cell?.value === 'number') return serialToIso(cell.value, false);
  const reading = typeof cell?.value === 'string' ? toDate(cell.value, 'end') : null;
  return reading && 'iso' in reading ? reading.iso : null;
}

/** Rows below the hidden keys that stand there. */
const FIRST_ROWS = 12;

/**
 * Reads back a sheet that the office filled in, wherever its columns now stand.
 * @param needed keys of columns without which it is not that sheet
 * @returns null when the file is no such sheet
 */
export async function readOfficeTable(
  file: string,
  keys: readonly string[],
  needed: readonly string[],
): Promise<OfficeRow[] | null> {
  const bytes = bytesOfFile(file);
  const result = bytes && (await readBook(bytes, file));
  if (!result || !('book' in result)) return null;
  const tables = result.book.sheets.map((sheet) => tableIn(sheet, new Set(keys), needed));
  return tables.find((table) => table !== null) ?? null;
}

function tableIn({ cells }: BookSheet, names: ReadonlySet<string>, needed: readonly string[]): OfficeRow[] | null {
  for (let place = 0; place < Math.min(cells.rows.length, FIRST_ROWS); place += 1) {
    const [from, to] = cells.span(place);
    const keys = new Map<number, string>();
    for (let index = from; index < to; index += 1)
      if (names.has(cells.text(index))) keys.set(cells.column[index] as number, cells.text(index));
    const found = new Set(keys.values());
    if (!needed.every((key) => found.has(key))) continue;
    const rows: OfficeRow[] = [];
    for (let next = place + 1; next < cells.rows.length; next += 1) {
      const [start, end] = cells.span(next);
      const values = new Map<string, string>();
      const own = new Map<string, BookCell>();
      for (let index = start; index < end; index += 1) {
        const key = keys.get(cells.column[index] as number);
        const value = cells.value(index);
        if (!key || typeof value === 'object') continue;
        values.set(key, String(value).trim());
        own.set(key, cells.cell(index));
      }
      rows.push({ row: cells.rows[next] as number, values, cells: own });
    }
    return rows;
  }
  return null;
}
