import { describe, expect, test } from 'vitest';
import { excelHost } from '../../addin/excel/host/excel-host.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { assess } from '../../sheets-templates/assess.ts';
import { unpack } from '../../sheets-templates/book/packed-book.ts';
import { base, damages, wrongs } from '../helpers/damages.ts';
import { excelInNode } from '../hosts/excel-client.ts';
import { memoryOf } from '../hosts/memory-workbook.ts';

const cases = [...damages, ...wrongs];

/** The same workbook as a file at the office, and open in Excel. */
describe(`${cases.length} damaged workbooks`, () => {
  test('are at least sixty', () => expect(cases.length).toBeGreaterThanOrEqual(60));

  test.each(cases)('%s: the pane finds what the office finds', async (_, damage) => {
    const sent = base();
    damage(sent);
    const bytes = await sent.bytes();
    const office = await readSubmission('libro.xlsx', bytes);
    const read = await readBook(bytes, 'libro.xlsx');
    if ('refusal' in read) throw new Error(read.refusal.problem.en);
    const excel = excelInNode(memoryOf(read.book));
    const packed = await excelHost().read();
    // Through the clone that a worker gets.
    const pane = assess(unpack(structuredClone(packed)));
    expect(pane.issues).toEqual(office.issues);
    expect(pane.fatal).toBe(office.fatal);
    expect(pane.identity).toEqual(office.identity);
    expect(pane.readings).toEqual(office.readings);
    expect(excel.requests).toBeLessThan(20);
  });
});
