import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import ExcelJS from 'exceljs';
import { strFromU8, strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBook } from '../../pipeline/read/read-book.ts';
import { serialToIso } from '../../sheets-templates/functions/to-date.ts';
import { pythonWithOpenpyxl, skipWithout } from '../helpers/programs.ts';

/** Workbooks that count their days from 1904, or seem to, as programs write them: read as SheetJS and openpyxl read them. */

const X15 = 'http://schemas.microsoft.com/office/spreadsheetml/2010/11/main';
const extension = (facts: string) =>
  `<extLst><ext uri="{140A7094-0E35-4892-8432-C4D2E57EDEB5}" xmlns:x15="${X15}"><x15:workbookPr ${facts}/></ext></extLst>`;

/** What its workbook part says, in an extension too, and whether it counts from 1904. */
const CASES: readonly (readonly [string, string, string, boolean])[] = [
  ['says so', 'date1904="1"', '', true],
  ['says so in a word', 'date1904="true"', '', true],
  ['says so beside an extension that says nothing of it', 'date1904="1"', extension('chartTrackingRefBase="1"'), true],
  ['says so beside an extension that denies it', 'date1904="1"', extension('date1904="0"'), true],
  ['says nothing, an extension does', '', extension('date1904="1"'), false],
  ['denies it', 'date1904="0"', '', false],
];

let home = '';
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-1904-'));
  const book = new ExcelJS.Workbook();
  const cell = book.addWorksheet('Hoja').getCell('A1');
  cell.value = 41_014;
  cell.numFmt = 'dd/mm/yyyy';
  const parts = unzipSync(new Uint8Array(await book.xlsx.writeBuffer()));
  const xml = strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array());
  CASES.forEach(([, facts, behind], at) => {
    const changed = xml
      .replace(/<workbookPr[^>]*>/, `<workbookPr ${facts}/>`)
      .replace('</workbook>', `${behind}</workbook>`);
    writeFileSync(join(home, `${at}.xlsx`), zipSync({ ...parts, 'xl/workbook.xml': strToU8(changed) }));
  });
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The first cell as the reader of the product dates it. */
async function ours(at: number): Promise<string | null> {
  const found = await readBook(readFileSync(join(home, `${at}.xlsx`)), 'x.xlsx');
  if ('refusal' in found) throw new Error(found.refusal.problem.en);
  const value = found.book.sheets[0]?.cells.at(1, 1)?.value;
  return serialToIso(Number(value), found.book.date1904);
}

describe('a workbook that', () => {
  test.each(CASES.map(([says, , behind, from1904], at) => [says, from1904, at, behind] as const))(
    '%s',
    async (_, from1904, at, behind) => {
      expect(await ours(at)).toBe(from1904 ? '2016-04-16' : '2012-04-15');
      // SheetJS takes the extension's word for the workbook's own.
      if (behind.includes('date1904')) return;
      const theirs = read(readFileSync(join(home, `${at}.xlsx`))).Workbook?.WBProps?.date1904;
      expect(theirs ?? false).toBe(from1904);
    },
  );
});

describe.skipIf(skipWithout(pythonWithOpenpyxl))('openpyxl', () => {
  test('dates the same cells alike', async () => {
    const script =
      'import openpyxl, sys\nfor f in sys.argv[1:]: print(openpyxl.load_workbook(f).active["A1"].value.date().isoformat())';
    const files = CASES.map((_, at) => join(home, `${at}.xlsx`));
    const said = execFileSync(pythonWithOpenpyxl ?? 'python3', ['-c', script, ...files], { encoding: 'utf8' });
    expect(await Promise.all(CASES.map((_, at) => ours(at)))).toEqual(said.trim().split(/\r?\n/));
  });
});
