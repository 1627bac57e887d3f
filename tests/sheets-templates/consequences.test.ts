import { beforeAll, describe, expect, test } from 'vitest';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import type { RawValue } from '../../sheets-templates/define/cell.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { costOf } from '../../sheets-templates/purpose.ts';
import { validateBook } from '../../sheets-templates/validate.ts';
import type { RawSheet, RawWorkbook } from '../../sheets-templates/workbook.ts';

/** What an official may type wrongly into a cell of a type: nothing, nonsense, an error, what is almost right. */
function faultsFor({ type }: Column): readonly RawValue[] {
  const always: RawValue[] = [null, { error: '#N/A' }, 'xyz ¿?'];
  if (type.sql === 'DATE') return [...always, '31/06/2025', 55_669, 'por definir', '01/01/1999'];
  if (type.numeric) return [...always, -50, 50.5, 999_999, '#', 'varios'];
  return [...always, 'Otro'];
}

const changed = (raw: RawWorkbook, sheet: RawSheet, at: number, key: string, value: RawValue): RawWorkbook => ({
  ...raw,
  sheets: raw.sheets.map((one) =>
    one !== sheet
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

const ROWS = 8;
const books: RawWorkbook[] = [];
beforeAll(async () => {
  const seen = new Set<string>();
  const wanted = (name: string) => {
    const stem = name.replace(/-[A-Z]{2}[-.].*$/, '');
    return !seen.has(stem) && seen.add(stem) !== undefined;
  };
  const made = await buildInvented({ wanted, prepared: 4 });
  for (const { name, bytes } of made) {
    const read = await readBook(bytes, name);
    const raw = 'book' in read ? validateBook(read.book).raw : null;
    if (!raw) throw new Error(`${name} was not read`);
    // The first rows of each sheet will do, and are checked many times.
    books.push({ ...raw, sheets: raw.sheets.map((sheet) => ({ ...sheet, rows: sheet.rows.slice(0, ROWS) })) });
  }
});

describe('one bad cell', () => {
  test('in every column of the seven templates costs what the column says, and never more than an empty one', () => {
    const wrong: string[] = [];
    const seen = new Set<string>();
    for (const raw of books) {
      const before = checkWorkbook(raw).rejectedRows.size;
      for (const sheet of raw.sheets) {
        if (sheet.rows.length === 0 || seen.has(sheet.sheet.id)) continue;
        seen.add(sheet.sheet.id);
        for (const column of sheet.sheet.columns) {
          if (column.computed || column.personal) continue;
          // The name of a session is its day, which others have too: under another code nobody knows it.
          if (column.key === 'sesion_id' && sheet.sheet.id === 'Sesiones') continue;
          const out = faultsFor(column).map(
            (fault) => checkWorkbook(changed(raw, sheet, 0, column.key, fault)).rejectedRows.size - before,
          );
          const most = costOf(sheet.sheet as Sheet, column) === 'row' ? 1 : 0;
          const [empty = 0, ...others] = out;
          // A row without its code is known by its name and by what other sheets call it.
          const isCode = column.idKind !== undefined && sheet.sheet.key.includes(column.key);
          if (Math.max(...others) > most || empty > (isCode ? 0 : most))
            wrong.push(`${raw.template.code} ${sheet.sheet.id}.${column.key}: ${out.join(' ')}, ought ${most}`);
        }
      }
    }
    expect(seen.size).toBeGreaterThan(18);
    expect(wrong).toEqual([]);
  }, 300_000);
});
