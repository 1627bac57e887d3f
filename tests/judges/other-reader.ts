import { read, utils } from '@e965/xlsx';
import { expect } from 'vitest';
import { readBook } from '../../pipeline/read/read-book.ts';
import { LISTS_SHEET, letters } from '../../sheets-templates/emit/xlsx/address.ts';

/*
 * What stands in a workbook by SheetJS, beside what our reader finds in it. A test that looks at what we write with our own
 * reader asks here as well.
 */

type Cells = Map<string, string | number | boolean>;

/** Cells that say something; the template's own lists are nobody's data and our reader passes over them. */
function cellsBySheetJs(bytes: Uint8Array): Cells {
  const book = read(bytes, { cellFormula: false, cellHTML: false, cellText: false });
  const found: Cells = new Map();
  book.SheetNames.forEach((name, at) => {
    if (name === LISTS_SHEET && book.Workbook?.Sheets?.[at]?.Hidden) return;
    for (const [address, cell] of Object.entries(book.Sheets[name] ?? {})) {
      if (address.startsWith('!') || cell.v === undefined || cell.v === '' || cell.t === 'z') continue;
      found.set(`${name}!${address}`, cell.t === 'e' ? String(cell.w ?? utils.format_cell(cell)) : cell.v);
    }
  });
  return found;
}

async function cellsByOurs(bytes: Uint8Array): Promise<Cells> {
  const result = await readBook(bytes, 'libro.xlsx');
  if ('refusal' in result) throw new Error(result.refusal.problem.en);
  const found: Cells = new Map();
  for (const { name, cells } of result.book.sheets)
    for (let at = 0; at < cells.count; at += 1) {
      const { value } = cells.cell(at);
      const shown = typeof value === 'object' && value !== null ? value.error : value;
      if (shown !== null && shown !== '')
        found.set(`${name}!${letters((cells.column[at] as number) - 1)}${cells.row[at]}`, shown);
    }
  return found;
}

/** Line breaks are told in two ways. */
const plain = (value: unknown) => (typeof value === 'string' ? value.replace(/\r\n?/g, '\n') : value);

/** Cells in which the two readers differ, a few of them. */
export async function readersDiffer(bytes: Uint8Array): Promise<string[]> {
  const [theirs, ours] = [cellsBySheetJs(bytes), await cellsByOurs(bytes)];
  const found: string[] = [];
  for (const at of new Set([...theirs.keys(), ...ours.keys()]))
    if (plain(theirs.get(at)) !== plain(ours.get(at)))
      found.push(`${at}: ${JSON.stringify(ours.get(at))}, to SheetJS ${JSON.stringify(theirs.get(at))}`);
  return found.slice(0, 5);
}

/** The workbook says to SheetJS what it says to our reader. */
export async function expectSameReading(bytes: Uint8Array, what = 'workbook'): Promise<void> {
  expect(await readersDiffer(bytes), what).toEqual([]);
}
