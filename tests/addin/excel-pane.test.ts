import { excelHost } from '../../addin/excel/host/excel-host.ts';
import { readBook } from '../../pipeline/read/read-book.ts';
import { parseRange } from '../../sheets-templates/book/book.ts';
import { excelInNode } from '../hosts/excel-client.ts';
import { ApiError } from '../hosts/excel-executor.ts';
import { enter, memoryOf } from '../hosts/memory-workbook.ts';
import { type Globals, tellChanged, tellSelected } from '../hosts/office-globals.ts';
import { type OpenProgram, paneContract } from './contract.ts';

const globals = globalThis as unknown as Globals;
const bookIn = async (base64: string) => {
  const read = await readBook(new Uint8Array(Buffer.from(base64, 'base64')), 'libro.xlsx');
  if ('refusal' in read) throw new Error(read.refusal.problem.en);
  return memoryOf(read.book);
};

/** The real Office.js client before a workbook in memory. */
paneContract('Excel', (workbook, file): OpenProgram => {
  const executor = excelInNode(workbook, { ...(file && { file }) });
  executor.readWorkbook = bookIn;
  let failing: string | null = null;
  executor.before = () => {
    if (failing) throw new ApiError(failing);
  };
  return {
    host: excelHost(),
    workbook,
    type: (name, cell, content) => {
      const sheet = workbook.sheets.find((one) => one.name === name);
      const place = parseRange(cell);
      if (!sheet || !place) throw new Error(`no cell ${name}!${cell}`);
      enter(sheet, place.top, place.left, content);
      tellChanged(globals, executor, name, cell);
    },
    select: (name, cell) => tellSelected(globals, executor, name, cell),
    fail: (code) => {
      failing = code;
    },
    opened: () => Promise.all(executor.opened.map(bookIn)),
    held: () => executor.held,
  };
});
