import { expect, test } from 'vitest';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/** What is found in a workbook with the example in every sheet and this cell instead: cells by what is said of them. */
async function found(template: Template, instead: Record<string, Row> = {}): Promise<Map<string, string>> {
  const rows = Object.fromEntries(
    template.sheets.map(({ id }) => [id, [{ ...exampleRow(template.code, id), ...instead[id] }]]),
  );
  const cover = { ...template.cover.example, ...(template.code !== 'HR' && { area: template.code }) };
  const bytes = await toXlsx(template, { lang: 'es', country: 'PE', cover, rows, prepared: 3 });
  const { issues } = await readSubmission('x.xlsx', bytes);
  return new Map(issues.map(({ code, sheetId, column, message }) => [`${code} ${sheetId}.${column}`, message.es]));
}

/** Rules that compare days. */
const OF_DAYS = /^(R-G-08|R-G-18|R-FE-01|R-SC-09|R-HR-04) /;

test('a day that has not come is told once, in its own cell, whatever is compared with it', async () => {
  let days = 0;
  for (const template of templates) {
    const without = await found(template);
    for (const { id, columns } of template.sheets)
      for (const { key } of columns.filter(({ type, computed }) => type.id === 'date' && !computed)) {
        const all = await found(template, { [id]: { [key]: '2027-03-15' } });
        const fresh = [...all.keys()].filter((name) => !without.has(name) && OF_DAYS.test(name));
        expect(
          fresh.filter((name) => !name.endsWith(` ${id}.${key}`)),
          `${template.code} ${id}.${key}`,
        ).toEqual([]);
        expect(fresh.length, `${template.code} ${id}.${key}: ${fresh.join(', ')}`).toBeLessThanOrEqual(1);
        days += fresh.length;
      }
  }
  expect(days).toBeGreaterThan(15);
});
