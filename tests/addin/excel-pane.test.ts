import { excelHost } from '../../addin/excel/host/excel-host.ts';
import { parseRange } from '../../sheets-templates/book/book.ts';
import { excelInNode } from '../hosts/excel-client.ts';
import { openedFromBase64 } from '../hosts/excel-files.ts';
import { ApiError } from '../hosts/excel-item.ts';
import { computeFormulas } from '../hosts/formula-engine.ts';
import { enter } from '../hosts/memory-workbook.ts';
import { type Globals, tellChanged, tellSelected } from '../hosts/office-globals.ts';
import type { OpenProgram } from './contract/bench.ts';
import { paneContract } from './contract.ts';

const globals = globalThis as unknown as Globals;
computeFormulas();

/** The real Office.js client before a workbook in memory. */
paneContract(
  'Excel',
  async (workbook, file): Promise<OpenProgram> => {
    const executor = excelInNode(workbook, { ...(file && { file }) });
    executor.readWorkbook = openedFromBase64;
    let failing: { code: string; after: number } | null = null;
    executor.before = () => {
      if (!failing) return;
      failing.after -= 1;
      if (failing.after < 0) throw new ApiError(failing.code);
    };
    return {
      host: excelHost(),
      workbook,
      type: (name, cell, content) => {
        const sheet = workbook.sheets.find((one) => one.name === name);
        const place = parseRange(cell);
        if (!sheet || !place) throw new Error(`no cell ${name}!${cell}`);
        enter(workbook, sheet, place.top, place.left, content);
        tellChanged(globals, executor, name, cell);
      },
      select: (name, cell) => tellSelected(globals, executor, name, cell),
      insertRow: (name, row) => {
        const sheet = workbook.sheets.find((one) => one.name === name);
        if (!sheet) throw new Error(`no sheet ${name}`);
        sheet.rows = Object.fromEntries(
          Object.entries(sheet.rows).map(([at, cells]) => [Number(at) >= row ? Number(at) + 1 : Number(at), cells]),
        );
        tellChanged(globals, executor, name, `${row}:${row}`, 'RowInserted');
      },
      fail: (code, after = 0) => {
        failing = code === null ? null : { code, after };
      },
      opened: () => Promise.all(executor.opened.map(openedFromBase64)),
      held: () => executor.held,
    };
  },
  {
    countsFrom1904: true,
    troubles: [
      ['a cell that is being typed in', 'InvalidOperationInCellEditMode', /Intro/],
      ['a program that does not answer', 'GeneralException', /no respondió/],
    ],
  },
);
