import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBook } from '../../pipeline/read/read-book.ts';
import { readSubmission, type Submission } from '../../pipeline/submission.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { enterprise, module1, Sent, trainer } from '../helpers/sender.ts';
import { zipOf } from '../helpers/zips.ts';

const path = scratch('llega');
const rows = { Empresas: [enterprise()], Formadores: [trainer()], Modulos: [module1()] };
let good: Uint8Array;
beforeAll(async () => {
  good = await new Sent({ rows }).bytes();
});

/** The workbook with some of its parts as they are not written by Excel. Null takes a part away. */
function patched(change: Readonly<Record<string, (xml: string) => string | null>>): Uint8Array {
  const parts = Object.entries(unzipSync(good)).flatMap(([name, data]) => {
    const [, patch] = Object.entries(change).find(([part]) => name.endsWith(part)) ?? [];
    if (!patch) return [{ name, data: Buffer.from(data) }];
    const xml = patch(Buffer.from(data).toString('utf8'));
    return xml === null ? [] : [{ name, data: Buffer.from(xml, 'latin1') }];
  });
  return new Uint8Array(zipOf(parts));
}

/** As latin1, so that bytes stay as they are. */
const latin = (xml: string) => Buffer.from(xml, 'utf8').toString('latin1');
const said = ({ issues, checked, fatal }: Submission) => ({
  issues: issues.map(({ identity, message }) => [identity, message.es]),
  rows: checked?.workbook.sheets.map(({ rows: own }) => own.map(({ values }) => values)),
  fatal,
});
const asBefore = async (bytes: Uint8Array, name = 'libro.xlsx') =>
  expect(said(await readSubmission(name, bytes))).toEqual(said(await readSubmission('libro.xlsx', good)));

describe('a harmless oddity changes nothing', () => {
  test.each([
    ['13:45:00', 0.5729166666666666],
    ['T13:45:00.5', 0.572922453],
    ['13:45', 0.5729166666666666],
    ['PT2H30M', 0.10416666666666667],
    ['P1DT12H', 1.5],
    ['mañana', 'mañana'],
  ])('a cell of the kind of dates that says %s', async (written, meant) => {
    const cell = `<row r="900"><c r="Z900" t="d"><v>${written}</v></c></row></sheetData>`;
    const bytes = patched({ 'sheet1.xml': (xml) => latin(xml.replace('</sheetData>', cell)) });
    await asBefore(bytes);
    const read = await readBook(bytes, 'libro.xlsx');
    if (!('book' in read)) throw new Error(read.refusal.problem.es);
    const value = read.book.sheets[0]?.cells.at(900, 26)?.value;
    if (typeof meant === 'number') expect(value).toBeCloseTo(meant, 8);
    else expect(value).toBe(meant);
  });

  test('a relation to styles that are not there, and a sheet without a part', async () => {
    const { issues } = await readSubmission('libro.xlsx', patched({ 'xl/styles.xml': () => null }));
    // Without styles days are numbers; they are read, and that is told.
    expect(issues.filter(({ severity }) => severity === 'error' || severity === 'fatal')).toEqual([]);
    await asBefore(
      patched({
        'workbook.xml': (xml) => latin(xml.replace('</sheets>', '<sheet name="Módulo1" sheetId="99"/></sheets>')),
      }),
    );
  });

  test('elements of another program inside a text, and behind the sheet', async () => {
    await asBefore(
      patched({
        'sharedStrings.xml': (xml) =>
          latin(xml.replaceAll('<si><t', '<si><x xmlns="http://otro"><t>FANTASMA</t></x><t')),
        'sheet2.xml': (xml) =>
          latin(
            xml.replace(
              '</worksheet>',
              '<extLst><ext uri="x"><mergeCell xmlns="http://otro" ref="A4:H9"/><sheetData xmlns="http://otro"><row r="1"><c r="A1"><v>7</v></c></row></sheetData></ext></extLst></worksheet>',
            ),
          ),
      }),
    );
  });

  test('what only looks like an escape', async () => {
    const named = async (name: string) => {
      const bytes = patched({
        'sharedStrings.xml': (xml) => latin(xml.replace('Textiles del Sur SAC', name)),
      });
      const { checked } = await readSubmission('libro.xlsx', bytes);
      return checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows[0]?.values.nombre;
    };
    expect(await named('Empresa _X0041_ uno')).toBe('Empresa _X0041_ uno');
    expect(await named('Empresa _x0041_ uno')).toBe('Empresa A uno');
    expect(await named('Empresa _x0000_ uno')).toBe('Empresa _x0000_ uno');
    expect(await named('Empresa &#65;&#x42; uno')).toBe('Empresa AB uno');
  });

  test('a byte that is no UTF-8 costs the cell in which it stands', async () => {
    const bytes = patched({
      'sharedStrings.xml': (xml) => latin(xml).replace('Arequipa', 'Arequip\xe1'),
    });
    const { issues, checked } = await readSubmission('libro.xlsx', bytes);
    expect(issues.filter(({ code }) => code === 'M-58').map(({ sheetId }) => sheetId)).toEqual([
      'Empresas',
      'Formadores',
    ]);
    expect(checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows).toHaveLength(1);
  });
});

const head =
  '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" office:version="1.2"><office:body><office:spreadsheet>';
const ods = (tables: string) =>
  zipOf([
    { name: 'mimetype', data: 'application/vnd.oasis.opendocument.spreadsheet', stored: true },
    { name: 'content.xml', data: `${head}${tables}</office:spreadsheet></office:body></office:document-content>` },
  ]);

test('an .ods without styles whose numbers have no text beside them keeps its numbers', async () => {
  const row = '<table:table-row><table:table-cell office:value-type="float" office:value="12"/></table:table-row>';
  const read = await readBook(ods(`<table:table table:name="Hoja">${row}</table:table>`), 'libro.ods');
  if (!('book' in read)) throw new Error(read.refusal.problem.es);
  expect(read.book.sheets[0]?.cells.at(1, 1)?.value).toBe(12);
});

describe('one file stops nobody', () => {
  const quipu = (...args: string[]) => spawnSync(process.execPath, ['dist/quipu.js', ...args], { encoding: 'utf8' });
  // Cells that a few bytes make a hundred million of: the library runs out of memory over them, and its process ends.
  const many =
    '<table:table-row table:number-rows-repeated="90000"><table:table-cell table:number-columns-repeated="1500" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell></table:table-row>';
  const bad = {
    'enorme.ods': () => ods(`<table:table table:name="Hoja">${many}</table:table>`),
    // An attribute without its sign and value, once more for each of ten thousand letters.
    'lento.xlsx': () =>
      Buffer.from(
        patched({ 'workbook.xml': (xml) => latin(xml.replace('<sheets>', `<sheets ${'a'.repeat(400_000)} >`)) }),
      ),
    'vacio.xls': () => Buffer.alloc(0),
  };

  test('a file that ends the process that reads it is one finding, and the others count', { timeout: 120_000 }, () => {
    const folder = path('recibidos');
    mkdirSync(folder, { recursive: true });
    for (const [name, make] of Object.entries(bad)) writeFileSync(`${folder}/${name}`, make());
    for (const name of ['a.xlsx', 'z.xlsx']) writeFileSync(`${folder}/${name}`, good);
    const checked = quipu('validate', folder, '--format', 'json');
    expect(checked.stderr).toBe('');
    const files = JSON.parse(checked.stdout) as { file: string; status: string; issues: { message: string }[] }[];
    const told = Object.fromEntries(files.map(({ file, status }) => [file.split('/').at(-1), status]));
    expect(told).toMatchObject({
      'a.xlsx': 'accepted',
      'z.xlsx': 'accepted',
      'enorme.ods': 'rejected',
      'vacio.xls': 'rejected',
    });
    const huge = files.find(({ file }) => file.endsWith('enorme.ods'));
    expect(huge?.issues[0]?.message).toMatch(/muchísimos más datos|tarda demasiado/);
    const merged = quipu('merge', folder, '--db', path('a.duckdb'), '--out', path('salida'));
    expect(merged.stderr + merged.stdout).toMatch(/Aceptados 1, sustituidos 0, repetidos 2, rechazados 2/);
    expect(readFileSync(path('salida', 'tables', 'entregas.csv'), 'utf8')).toContain('aceptada');
  });
});
