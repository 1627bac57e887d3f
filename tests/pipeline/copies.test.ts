import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import ExcelJS from 'exceljs';
import { describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { repairCommand } from '../../pipeline/cli/repair.ts';
import { validateCommand } from '../../pipeline/cli/validate.ts';
import { toFeedback } from '../../pipeline/publish/feedback/to-feedback.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { ruleExamples } from '../../sheets-templates/checks/examples/index.ts';
import { outcome } from '../helpers/command.ts';
import { annotated, faulty, lived, partsOf, problemsOf, scratch } from '../helpers/marked-copies.ts';
import { libreOffice, pythonWithWriters, skipWithout } from '../helpers/programs.ts';
import { enterprise, Sent } from '../helpers/sender.ts';

const path = scratch('copias');

describe('repair', () => {
  test('writes a date as the workbook counts its days', async () => {
    const sent = new Sent({ rows: { Empresas: [enterprise({ fecha_ingreso: '09/30/2025' })] } });
    sent.book.properties.date1904 = true;
    const [from, to] = [path('1904.xlsx'), path('1904-r.xlsx')];
    writeFileSync(from, await sent.bytes());
    await outcome((effects) => repairCommand(from, { out: to, lang: 'es' }, effects));
    const { checked } = await readSubmission('a.xlsx', readFileSync(to));
    const [sheet] = checked?.workbook.sheets ?? [];
    expect(sheet?.rows[0]?.values.fecha_ingreso).toBe('2025-09-30');
  });

  test('replaces no formula, and goes on with the others', async () => {
    const sent = new Sent({
      rows: {
        Empresas: [
          enterprise({ trab_mujeres: { formula: 'CONCATENATE(38," personas")', result: '38 personas' } }),
          enterprise({ empresa_id: 2, trab_mujeres: '38 personas' }),
        ],
      },
    });
    const [from, to] = [path('formula.xlsx'), path('formula-r.xlsx')];
    writeFileSync(from, await sent.bytes());
    await outcome((effects) => repairCommand(from, { out: to, lang: 'es' }, effects));
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(readFileSync(to).buffer as ArrayBuffer);
    const page = book.getWorksheet('Empresas');
    const column = sent.at('Empresas', 'trab_mujeres');
    expect(page?.getCell(4, column).formula).toContain('CONCATENATE');
    expect(page?.getCell(5, column).value).toBe(38);
  });
});

test('sheets that LibreOffice saved as CSV, each under the name of the workbook, are one submission', async () => {
  const sent = await lived();
  mkdirSync(path('hojas'), { recursive: true });
  const book = new ExcelJS.Workbook();
  await book.xlsx.load((await sent.bytes()).buffer as ArrayBuffer);
  for (const page of book.worksheets) {
    const lines: string[] = [];
    page.eachRow({ includeEmpty: true }, (row) => {
      const cells = Array.from(
        { length: page.columnCount },
        (_, at) => `"${row.getCell(at + 1).text.replaceAll('"', '""')}"`,
      );
      lines.push(cells.join(','));
    });
    writeFileSync(path('hojas', `Libro-2026-${page.name}.csv`), lines.join('\n'));
  }
  const said = await outcome((effects) => validateCommand([path('hojas')], { format: 'json', lang: 'es' }, effects));
  const all = JSON.parse(said.out) as { file: string; template: string }[];
  expect(all.map(({ template }) => template)).toEqual(['SC']);
});

describe('the folder of copies', () => {
  test('holds one for each file, a review alone where a copy cannot be marked, and never the received file', async () => {
    mkdirSync(path('recibidos', 'csv'), { recursive: true });
    writeFileSync(path('recibidos', 'a.xlsx'), await (await lived()).bytes());
    writeFileSync(path('recibidos', 'roto.xlsx'), 'no es un libro');
    writeFileSync(path('recibidos', 'csv', 'Portada.csv'), 'País;Perú\n');
    writeFileSync(path('recibidos', 'csv', 'Empresas.csv'), 'Razón social\nUna\n');
    const before = readFileSync(path('recibidos', 'a.xlsx'));
    const validate = (folder: string) =>
      outcome((effects) =>
        validateCommand([path('recibidos')], { format: 'text', lang: 'es', annotate: folder }, effects),
      );
    await validate(path('copias'));
    expect(readdirSync(path('copias')).sort()).toEqual(['a.xlsx', 'csv.revision.xlsx', 'roto.revision.xlsx']);
    for (const name of readdirSync(path('copias')).filter((one) => one.includes('revision')))
      expect(await problemsOf(readFileSync(path('copias', name)), path(name)), name).toEqual([]);
    expect(await validate(path('recibidos'))).toMatchObject({
      code: 2,
      sentence: expect.stringContaining('Elija otra carpeta'),
    });
    expect(readFileSync(path('recibidos', 'a.xlsx')).equals(before)).toBe(true);
    // A review that stands alone is known as what it is when it comes back.
    const { err } = await outcome((effects) =>
      validateCommand([path('copias', 'roto.revision.xlsx')], { format: 'text', lang: 'es' }, effects),
    );
    expect(err).toContain('es un resultado de Quipu');
  });

  test('of a merge goes back to each sender who has something to do, and nobody is asked twice', async () => {
    mkdirSync(path('envios'));
    writeFileSync(path('envios', 'con.xlsx'), await (await lived()).bytes());
    const merge = (paths: string[]) =>
      outcome((effects) =>
        mergeCommand(paths, { out: path('res'), db: path('oficina.duckdb'), format: 'json', lang: 'es' }, effects),
      );
    const first = await merge([path('envios')]);
    expect(first.code).toBe(0);
    expect(JSON.parse(first.out).outputs).toContain('feedback/con.xlsx');
    // The copy lies beside the original, and nobody has touched it.
    writeFileSync(path('envios', 'copia.xlsx'), readFileSync(path('res', 'feedback', 'con.xlsx')));
    const second = await merge([path('envios')]);
    expect(JSON.parse(second.out)).toMatchObject({ duplicates: 2 });
    expect(existsSync(path('oficina.duckdb.sal'))).toBe(true);
  });
});

describe.skipIf(skipWithout(libreOffice))('LibreOffice', () => {
  test('opens a copy with its notes and saves it, and it is still the workbook it is', {
    timeout: 240_000,
  }, async () => {
    const copy = await annotated(await faulty('SC'));
    mkdirSync(path('lo'));
    writeFileSync(path('lo', 'copia.xlsx'), copy);
    execFileSync(
      libreOffice ?? 'soffice',
      [
        `-env:UserInstallation=${pathToFileURL(path('perfil')).href}`,
        '--headless',
        '--convert-to',
        'xlsx:Calc MS Excel 2007 XML',
        '--outdir',
        path('lo', 'otra'),
        path('lo', 'copia.xlsx'),
      ],
      { stdio: 'ignore', timeout: 200_000 },
    );
    const saved = new Uint8Array(readFileSync(path('lo', 'otra', 'copia.xlsx')));
    const count = (bytes: Uint8Array) =>
      [...partsOf(bytes)]
        .filter(([name]) => /comments/.test(name) && !name.endsWith('.rels'))
        .flatMap(([, text]) => [...text.matchAll(/<comment /g)]).length;
    expect(count(saved)).toBe(count(copy));
    expect(count(copy)).toBeGreaterThan(4);
    const [before, after] = [await readSubmission('a.xlsx', copy), await readSubmission('a.xlsx', saved)];
    expect(after.content).toBe(before.content);
    expect(after.review?.found).toEqual(before.review?.found);
    // Annotated once more after it was changed, each note is there once.
    const book = new ExcelJS.Workbook();
    await book.xlsx.load(saved.buffer as ArrayBuffer);
    const again = await annotated(saved);
    expect(count(again)).toBe(count(copy));
  });
});

describe.skipIf(skipWithout(pythonWithWriters))('XlsxWriter', () => {
  test('made charts, pictures and notes that a copy keeps', async () => {
    const file = path('graficos.xlsx');
    execFileSync(pythonWithWriters ?? 'python3', ['-c', CHARTS, file], { stdio: 'ignore' });
    const bytes = new Uint8Array(readFileSync(file));
    const before = partsOf(bytes);
    const feedback = await toFeedback(await readSubmission('graficos.xlsx', bytes), bytes, { lang: 'es' });
    expect(feedback.alone).toBe(false);
    const after = partsOf(feedback.bytes);
    for (const [name, text] of before)
      if (/chart|drawing\d|media|comments/.test(name)) expect(after.get(name), name).toBe(text);
    expect([...before.keys()].some((name) => name.includes('chart'))).toBe(true);
    expect(await problemsOf(feedback.bytes, path('graficos-r.xlsx'))).toEqual(
      await problemsOf(bytes, path('graficos-b.xlsx')),
    );
    expect(Object.keys(ruleExamples).length).toBeGreaterThan(90);
  });
});

/** A workbook of nobody's template: its review says so, and everything in it stays. */
const CHARTS = `
import sys, xlsxwriter
book = xlsxwriter.Workbook(sys.argv[1])
sheet = book.add_worksheet('Datos')
sheet.write_column('A1', [1, 2, 3])
chart = book.add_chart({'type': 'column'})
chart.add_series({'values': '=Datos!$A$1:$A$3'})
sheet.insert_chart('C2', chart)
sheet.write_comment('A1', 'Nota de la casa')
book.define_name('Datos!Local', '=Datos!$A$1')
sheet.print_area('A1:D9')
book.add_worksheet('Otra')
book.close()
`;
