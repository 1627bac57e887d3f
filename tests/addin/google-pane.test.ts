import { googleHost } from '../../addin/google/host/google-host.ts';
import { googleCode } from '../helpers/google-code.ts';
import { applyRequests } from '../hosts/google-requests.ts';
import { GoogleScript } from '../hosts/google-script.ts';
import type { OpenProgram } from './contract/bench.ts';
import { paneContract } from './contract.ts';

/** The built Code.js before a workbook in memory, with the same list of expected findings as Excel. */
paneContract(
  'Google Sheets',
  async (workbook): Promise<OpenProgram> => {
    const script = new GoogleScript(workbook, googleCode().code);
    let failing: { says: string; after: number } | null = null;
    script.before = () => {
      if (!failing) return;
      failing.after -= 1;
      if (failing.after < 0) throw new Error(failing.says);
    };
    return {
      host: await googleHost(script.run, { every: 5 }),
      workbook,
      type: (sheet, cell, content) => script.type(sheet, cell, content),
      select: (sheet, cell) => {
        workbook.active = sheet;
        workbook.selected = cell;
      },
      insertRow: (sheet, row) => script.insertRow(sheet, row),
      fail: (says, after = 0) => {
        failing = says === null ? null : { says, after };
      },
      opened: async () => script.created.map(({ requests }) => applyRequests(requests)),
      held: () => 0,
    };
  },
  {
    countsFrom1904: false,
    troubles: [
      ['a quota that is used up', 'Service invoked too many times for one day: spreadsheet.', /unos minutos/],
      ['a program that does not answer', 'Service Spreadsheets timed out while accessing document.', /no respondió/],
    ],
  },
);
