import { beforeAll, describe, expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { costOf } from '../../sheets-templates/purpose.ts';
import type { RawWorkbook } from '../../sheets-templates/workbook.ts';
import { changed, faultsFor, oneOfEachTemplate } from '../helpers/bad-cells.ts';

let books: RawWorkbook[] = [];
beforeAll(async () => {
  books = await oneOfEachTemplate(8);
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
