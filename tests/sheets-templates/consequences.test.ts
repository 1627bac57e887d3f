import { beforeAll, describe, expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import type { Column } from '../../sheets-templates/define/column.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import { costOf } from '../../sheets-templates/purpose.ts';
import { changed, faultsFor, oneOfEachTemplate } from '../helpers/bad-cells.ts';

/** What one bad cell after another does in a column: how many rows it takes out, and what is newly told of its row. */
interface Tried {
  sheet: Sheet;
  column: Column;
  /** The first one is an empty cell. */
  out: number[];
  told: string[][];
}

const tried: Tried[] = [];
beforeAll(async () => {
  for (const raw of await oneOfEachTemplate(5)) {
    const before = checkWorkbook(raw);
    const known = new Set(before.issues.map(({ identity }) => identity));
    for (const received of raw.sheets) {
      const { sheet } = received;
      const row = received.rows[0]?.number;
      if (row === undefined || tried.some((one) => one.sheet.id === sheet.id)) continue;
      for (const column of sheet.columns) {
        if (column.computed) continue;
        const results = faultsFor(column).map((fault) => checkWorkbook(changed(raw, received, 0, column.key, fault)));
        tried.push({
          sheet,
          column,
          out: results.map(({ rejectedRows }) => rejectedRows.size - before.rejectedRows.size),
          told: results.map(({ issues }) =>
            issues
              .filter((issue) => !known.has(issue.identity) && issue.sheetId === sheet.id && issue.row === row)
              .map(({ code }) => code)
              .sort(),
          ),
        });
      }
    }
  }
}, 300_000);

describe('one bad cell', () => {
  test('in every column of the seven templates costs what the column says, and never more than an empty one', () => {
    const wrong: string[] = [];
    for (const { sheet, column, out } of tried) {
      // The name of a session is its day, which others have too: under another code nobody knows it.
      if (column.personal || (column.key === 'sesion_id' && sheet.id === 'Sesiones')) continue;
      const most = costOf(sheet, column) === 'row' ? 1 : 0;
      const [empty = 0, ...others] = out;
      // A row without its code is known by its name and by what other sheets call it.
      const isCode = column.idKind !== undefined && sheet.key.includes(column.key);
      if (Math.max(...others) > most || empty > (isCode ? 0 : most))
        wrong.push(`${sheet.id}.${column.key}: ${out.join(' ')}, ought ${most}`);
    }
    expect(new Set(tried.map(({ sheet }) => sheet.id)).size).toBeGreaterThan(18);
    expect(wrong).toEqual([]);
  });

  test('is one finding in its row, but for figures that are at odds with two others', () => {
    const several = tried
      .filter(({ sheet, column }) => !sheet.key.includes(column.key))
      .flatMap(({ told: [, ...told] }) => told.filter(({ length }) => length > 1).map((codes) => codes.join(' ')));
    expect([...new Set(several)].sort()).toEqual(['R-EV-02 R-G-06', 'R-G-04 R-G-14', 'R-G-06 R-SC-01']);
  });
});
