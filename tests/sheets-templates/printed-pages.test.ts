import { strFromU8, unzipSync } from 'fflate';
import { expect, test } from 'vitest';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { pageBreaks } from '../../sheets-templates/emit/xlsx/printed-pages.ts';
import { templates } from '../../sheets-templates/templates/index.ts';

test('a sheet that fits one page has no other; a wide one goes on with the columns that name the row', () => {
  expect(pageBreaks([11, 30, 20], 1)).toEqual([]);
  expect(pageBreaks(Array(12).fill(10), 2)).toEqual([9]);
  expect(pageBreaks([11, 30, 60, 60, 60, 60], 2)).toEqual([4]);
  // One that is wider than a page has a page of its own.
  expect(pageBreaks([11, 300, 300], 1)).toEqual([2]);
});

test('no printed page of a template has more than nine columns, and each says of whom it is', async () => {
  for (const template of templates) {
    const parts = unzipSync(await toXlsx(template, { lang: 'es', country: 'PE', prepared: 3 }));
    const text = (part: string) => strFromU8(parts[part] ?? new Uint8Array());
    const titles = [...text('xl/workbook.xml').matchAll(/Print_Titles" localSheetId="(\d+)"[^>]*>([^<]*)/g)];
    for (const [, at, range = ''] of titles) {
      const sheet = text(`xl/worksheets/sheet${Number(at) + 1}.xml`);
      const last = sheet.match(/<c r="([A-Z])3"/g)?.length ?? 0;
      const breaks = [...sheet.matchAll(/<brk id="(\d+)"/g)].map(([, id]) => Number(id));
      const named = /!\$A:\$([AB])/.exec(range)?.[1] === 'B' ? 2 : 1;
      const pages = [0, ...breaks].map((from, page) => (breaks[page] ?? last) - from + (page > 0 ? named : 0));
      const where = `${template.slug} ${range}`;
      expect(Math.max(...pages), where).toBeLessThanOrEqual(9);
      expect(breaks.length > 0, where).toBe(range.includes('$A:'));
    }
    expect(titles.length).toBe(template.sheets.length);
  }
});
