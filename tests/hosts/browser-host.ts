import { largeWorkbook } from './large-workbook.ts';
import type { MemoryWorkbook } from './memory-workbook.ts';
import { enter } from './memory-workbook.ts';
import { type Globals, installOffice, type OfficeOptions, tellChanged, tellSelected } from './office-globals.ts';

/** Stands behind the real Office.js client in a browser, where `office.js` would: a test puts the workbook there. */
interface Page extends Globals {
  quipuTest: { workbook: MemoryWorkbook; options: OfficeOptions; rows: number | null };
  quipuFile: (workbook: string) => Promise<string>;
  quipuRead: (base64: string) => Promise<string>;
  memory: unknown;
}

const page = globalThis as unknown as Page;
const { workbook: given, options, rows } = page.quipuTest;
// A large one is made here, where it is used.
const workbook = rows === null ? given : largeWorkbook(rows);
const bytesOf = (base64: string) => Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
const executor = installOffice(page, workbook, {
  ...options,
  file: async () => bytesOf(await page.quipuFile(JSON.stringify(workbook))),
});
executor.readWorkbook = async (base64) => JSON.parse(await page.quipuRead(base64));

page.memory = {
  executor,
  /** What a person does: types into a cell, or moves to one. */
  type: (sheet: string, row: number, column: number, content: string | number, address: string) => {
    const found = workbook.sheets.find(({ name }) => name === sheet);
    if (!found) throw new Error(`no sheet ${sheet}`);
    enter(workbook, found, row, column, content);
    tellChanged(page, executor, sheet, address);
  },
  goTo: (sheet: string, address: string) => tellSelected(page, executor, sheet, address),
};
