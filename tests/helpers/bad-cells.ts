import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import type { RawValue } from '../../sheets-templates/define/cell.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import { validateBook } from '../../sheets-templates/validate.ts';
import type { RawSheet, RawWorkbook } from '../../sheets-templates/workbook.ts';

/** What an official may type wrongly into a cell of a type: nothing, nonsense, an error, what is almost right. */
export function faultsFor({ type }: Column): readonly RawValue[] {
  const always: RawValue[] = [null, { error: '#N/A' }, 'xyz ¿?'];
  if (type.sql === 'DATE') return [...always, '31/06/2025', 55_669, 'por definir', '01/01/1999'];
  if (type.numeric) return [...always, -50, 50.5, 999_999, '#', 'varios'];
  return [...always, 'Otro'];
}

/** The workbook with another value in one cell. */
export const changed = (raw: RawWorkbook, sheet: RawSheet, at: number, key: string, value: RawValue): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((one) =>
    one.sheet !== sheet.sheet
      ? one
      : {
          ...one,
          rows: one.rows.map((row, index) => {
            const cell = row.cells[key];
            const address = cell?.address ?? `${one.letters?.[key] ?? 'A'}${row.number}`;
            return index === at ? { ...row, cells: { ...row.cells, [key]: { address, raw: value } } } : row;
          }),
        },
  ),
});

/** The workbook with another value in one cell of its cover. */
export const withCover = (raw: RawWorkbook, key: string, value: RawValue): RawWorkbook => ({
  ...raw,
  cover: changed({ ...raw, sheets: [raw.cover] }, raw.cover, 0, key, value).sheets[0] ?? raw.cover,
});

/** One filled-in workbook of each template, with the first rows of each sheet: enough, and they are checked many times. */
export async function oneOfEachTemplate(rows: number): Promise<RawWorkbook[]> {
  const seen = new Set<string>();
  const wanted = (name: string) => {
    const stem = name.replace(/-[A-Z]{2}[-.].*$/, '');
    return !seen.has(stem) && seen.add(stem) !== undefined;
  };
  const books: RawWorkbook[] = [];
  for (const { name, bytes } of await buildInvented({ wanted, prepared: 4 })) {
    const read = await readBook(bytes, name);
    const raw = 'book' in read ? validateBook(read.book).raw : null;
    if (!raw) throw new Error(`${name} was not read`);
    books.push({ ...raw, sheets: raw.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.slice(0, rows) })) });
  }
  return books;
}
