import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { read, utils } from '@e965/xlsx';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { buildReport } from '../../pipeline/demo/build-report.ts';
import { toXlsx } from '../../sheets-templates/emit/to-xlsx.ts';
import { merged, type NamedBytes, tablesOf } from '../helpers/merging.ts';
import { libreOffice, pythonWithOpenpyxl, skipWithout } from '../helpers/programs.ts';
import { template } from '../helpers/workbooks.ts';

let home = '';
beforeAll(() => {
  home = mkdtempSync(join(tmpdir(), 'quipu-programs-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Opens workbooks with LibreOffice, lets it recalculate, and saves them again as .xlsx. */
function resave(workbooks: readonly NamedBytes[]): NamedBytes[] {
  const [from, to] = ['from', 'to'].map((name) => mkdtempSync(join(home, name))) as [string, string];
  for (const { name, bytes } of workbooks) writeFileSync(join(from, name), bytes);
  const profile = pathToFileURL(join(home, 'profile')).href;
  const files = readdirSync(from).map((name) => join(from, name));
  execFileSync(
    libreOffice ?? 'soffice',
    [
      `-env:UserInstallation=${profile}`,
      '--headless',
      '--convert-to',
      'xlsx:Calc MS Excel 2007 XML',
      '--outdir',
      to,
      ...files,
    ],
    { stdio: 'ignore', timeout: 240_000 },
  );
  return workbooks.map(({ name }) => ({ name, bytes: new Uint8Array(readFileSync(join(to, basename(name)))) }));
}

describe.skipIf(skipWithout(libreOffice))('LibreOffice', () => {
  test('saves workbooks of the report and of a half-year again, and the tables are identical', {
    timeout: 300_000,
  }, async () => {
    const some = (every: number) => {
      let at = -1;
      return () => {
        at += 1;
        return at % every === 0;
      };
    };
    const whole = [...(await buildReport({ wanted: some(9) })), ...(await buildInvented({ wanted: some(14) }))];
    expect(await merged([resave(whole)], tablesOf)).toEqual(await merged([whole], tablesOf));
  });

  test('offers the regions of the country that the cover names', { timeout: 120_000 }, async () => {
    const bytes = await toXlsx(template('SC'), { lang: 'es', country: null, cover: { pais: 'BO' }, prepared: 10 });
    const book = read(resave([{ name: 'bo.xlsx', bytes }])[0]?.bytes ?? new Uint8Array());
    const lists = JSON.stringify(book.Sheets._listas);
    expect(lists).toContain('"Q_PAIS"');
    const facts = utils.sheet_to_json<unknown[]>(book.Sheets._listas ?? {}, { header: 1 }).flat();
    expect(facts[facts.indexOf('Q_PAIS') + 1]).toBe('BO');
    expect(facts[facts.indexOf('Q_PEQ') + 1]).toBe(19);
  });
});

describe.skipIf(skipWithout(pythonWithOpenpyxl))('openpyxl', () => {
  test('fills in a template like a person, and it merges like one filled in by ours', {
    timeout: 120_000,
  }, async () => {
    const score = template('SC');
    const cover = { ...score.cover.example, programa_id: 'PRG-PE-EJEM-001-7' };
    const rows = {
      Empresas: [
        { ...score.sheets[0]?.example, clase: null },
        {
          ...score.sheets[0]?.example,
          empresa_id: 2,
          nombre: 'Otra empresa',
          id_tributario: '20999990002',
          clase: null,
        },
      ],
      Formadores: [{ ...score.sheets.find(({ id }) => id === 'Formadores')?.example }],
      Modulos: [{ ...score.sheets.find(({ id }) => id === 'Modulos')?.example, empresa_id: '1' }],
    };
    const folder = mkdtempSync(join(home, 'python'));
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'empty.xlsx'), await toXlsx(score, { lang: 'es', country: 'PE' }));
    // What a person would choose or type, as text, number or date.
    const shown = await toXlsx(score, { lang: 'es', country: 'PE', cover, rows, prepared: 10 });
    writeFileSync(join(folder, 'model.xlsx'), shown);
    writeFileSync(join(folder, 'fill.py'), FILL);
    execFileSync(pythonWithOpenpyxl ?? 'python3', [join(folder, 'fill.py'), folder]);
    const filled = { name: 'filled.xlsx', bytes: new Uint8Array(readFileSync(join(folder, 'filled.xlsx'))) };
    expect(await merged([[filled]], tablesOf)).toEqual(await merged([[{ name: 'ours.xlsx', bytes: shown }]], tablesOf));
  });
});

/** Copies visible values of the model into an empty template, cell by cell, as openpyxl writes them. */
const FILL = `
import os, sys
import openpyxl
folder = sys.argv[1]
model = openpyxl.load_workbook(os.path.join(folder, 'model.xlsx'))
book = openpyxl.load_workbook(os.path.join(folder, 'empty.xlsx'))
for sheet in model.worksheets:
    if sheet.title.startswith('_') or sheet.title == 'Instrucciones':
        continue
    for row in sheet.iter_rows(min_row=4, max_row=40, max_col=18):
        for cell in row:
            if cell.value is None or (isinstance(cell.value, str) and cell.value.startswith('=')):
                continue
            if cell.is_date:
                book[sheet.title][cell.coordinate].value = cell.value
                book[sheet.title][cell.coordinate].number_format = 'yyyy-mm-dd'
            else:
                book[sheet.title][cell.coordinate].value = cell.value
book.save(os.path.join(folder, 'filled.xlsx'))
`;
