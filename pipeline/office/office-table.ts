import type { BookSheet } from '../../sheets-templates/book/book.ts';
import type { BookCell } from '../../sheets-templates/book/cell-table.ts';
import { serialToIso, toDate } from '../../sheets-templates/functions/to-date.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import { readBook } from '../read/read-book.ts';
import { bytesOfFile } from './received.ts';

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

/** Rows at the top in which the keys or the headers may stand. */
const FIRST_ROWS = 12;

/**
 * Reads back a sheet that the office filled in, wherever its columns now stand.
 * @param needed keys of columns without which it is not that sheet
 * @param heads what stands visibly over the columns, by language: the hidden keys may be gone
 * @returns null when the file is no such sheet
 */
export async function readOfficeTable(
  file: string,
  keys: readonly string[],
  needed: readonly string[],
  heads: readonly (readonly string[])[],
): Promise<OfficeRow[] | null> {
  const named = new Map<string, string>();
  for (const visible of heads)
    for (const [at, key] of keys.entries()) if (visible[at] !== undefined) named.set(fold(visible[at]), key);
  const bytes = bytesOfFile(file);
  const result = bytes && (await readBook(bytes, file));
  if (!result || !('book' in result)) return null;
  const known = new Set(keys);
  const byKey = (said: string) => (known.has(said) ? said : undefined);
  const byHead = (said: string) => named.get(fold(said));
  for (const keyOf of [byKey, byHead]) {
    const tables = result.book.sheets.map((sheet) => tableIn(sheet, keyOf, needed));
    const found = tables.find((table) => table !== null);
    if (found) return found;
  }
  return null;
}

function tableIn(
  { cells }: BookSheet,
  keyOf: (said: string) => string | undefined,
  needed: readonly string[],
): OfficeRow[] | null {
  for (let place = 0; place < Math.min(cells.rows.length, FIRST_ROWS); place += 1) {
    const [from, to] = cells.span(place);
    const keys = new Map<number, string>();
    for (let index = from; index < to; index += 1) {
      const key = keyOf(cells.text(index));
      if (key) keys.set(cells.column[index] as number, key);
    }
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
