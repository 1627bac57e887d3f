import { describe, expect, test } from 'vitest';
import { excelHost } from '../../addin/excel/host/excel-host.ts';
import { googleHost } from '../../addin/google/host/google-host.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { unpack } from '../../sheets-templates/book/packed-book.ts';
import { validateBook } from '../../sheets-templates/validate.ts';
import { base, damages, wrongs } from '../helpers/damages.ts';
import { googleCode } from '../helpers/google-code.ts';
import { excelInNode } from '../hosts/excel-client.ts';
import { GoogleScript } from '../hosts/google-script.ts';
import { memoryOf } from '../hosts/memory-workbook.ts';

const cases = [...damages, ...wrongs];

/** The same workbook as a file at the office, open in Excel, and open in Google Sheets. */
describe(`${cases.length} damaged workbooks`, () => {
  test('are at least sixty', () => expect(cases.length).toBeGreaterThanOrEqual(60));

  test.each(cases)('%s: the pane finds what the office finds', async (name, damage) => {
    const sent = base();
    damage(sent);
    const bytes = await sent.bytes();
    const office = await readSubmission('libro.xlsx', bytes);
    const read = await readBook(bytes, 'libro.xlsx');
    if ('refusal' in read) throw new Error(read.refusal.problem.en);
    const excel = excelInNode(memoryOf(read.book));
    const google = new GoogleScript(memoryOf(read.book), googleCode().code);
    const inGoogle = await googleHost(google.run);
    // Through the clone that a worker gets.
    const [here, there] = [await excelHost().read(), await inGoogle.read()].map((packed) =>
      validateBook(unpack(structuredClone(packed))),
    );
    for (const pane of [here, there]) {
      expect(pane?.issues).toEqual(office.issues);
      expect(pane?.fatal).toBe(office.fatal);
      expect(pane?.identity).toEqual(office.identity);
      expect(pane?.readings).toEqual(office.readings);
    }
    expect(excel.requests).toBeLessThan(20);
    expect(google.count.runs).toBe(2);
    // What is sent from Google Sheets is made by the sidebar.
    const sentFrom = await readSubmission('libro.xlsx', await inGoogle.file());
    expect(sentFrom.issues).toEqual(office.issues);
    expect(sentFrom.readings).toEqual(office.readings);
    if (name.includes('crossed out')) expect(office.issues.filter(({ code }) => code === 'Q-35')).toHaveLength(2);
  });
});
