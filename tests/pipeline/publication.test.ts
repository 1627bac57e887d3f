// biome-ignore-all lint/style/noExcessiveLinesPerFile: what is tested here is set up once, and looked at in many ways
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { inflateSync } from 'node:zlib';
import ExcelJS from 'exceljs';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { buildInvented } from '../../pipeline/demo/build-invented.ts';
import { buildReport } from '../../pipeline/demo/build-report.ts';
import { PUBLISHED } from '../../pipeline/disclosure/tables.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { keyOfFigure, keyOfTotal } from '../../pipeline/merge/figure-key.ts';
import { INDICATOR_TABLES } from '../../pipeline/merge/models.ts';
import { TILES } from '../../pipeline/publish/page/client/tiles.ts';
import { Unpacked } from '../../pipeline/publish/page/packed.ts';
import type { PageData } from '../../pipeline/publish/page/page-data.ts';
import { sheetNameOf } from '../../pipeline/publish/titles.ts';
import { toXlsx } from '../../pipeline/publish/workbook/to-xlsx.ts';
import { openZip, readPart } from '../../pipeline/read/zip.ts';
import { findList } from '../../sheets-templates/code-lists/lookup.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { chromium, libreOffice, pythonWithPandas, rscript, skipWithout } from '../helpers/programs.ts';
import { exampleRow } from '../helpers/workbooks.ts';
import { expectSameReading } from '../judges/other-reader.ts';

/** What the office hands on: workbook, page and tables say the same, and take texts for texts. */

const HARM = ['=HYPERLINK("http://roto.example","clic")', '<script>document.title="roto"</script>', '../../x'] as const;
const of = (code: string, sheet: string, more: Row): Row => ({ ...exampleRow(code, sheet), ...more });

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
const page = () => readFileSync(path('es', 'informe.html'), 'utf8');
let data: PageData;
let workbook: ExcelJS.Workbook;
let db: Database;

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-publicar-'));
  mkdirSync(path('recibidos'));
  const invented = await buildInvented({
    wanted: (name) => /score-PE-INVA|green-jobs-CO|roadmap-EC/.test(name),
    prepared: 20,
  });
  const report = await buildReport({ wanted: (name) => /-SC\.xlsx/.test(name) });
  const harmful = await Promise.all([
    book({
      series: 'ROTO',
      code: 'CV',
      rows: {
        Organizaciones: HARM.map((nombre, at) =>
          of('CV', 'Organizaciones', {
            organizacion_id: String(at + 1),
            nombre,
            cadena: nombre,
            id_tributario: null,
            notas: nombre,
          }),
        ),
      },
      results: [
        ...HARM.map((fuente, at) => ({
          indicador: ['CV07', 'CV08', 'CV09'][at] ?? '',
          total: 7,
          fuente,
          notas: fuente,
        })),
        { indicador: 'CV07', total: 14, calificador: 'META', fecha_dato: '2027-06-30', fuente: HARM[0] ?? '' },
      ],
    }),
    // The same target as it was told half a year before: it is one.
    book({
      series: 'ROTO',
      code: 'CV',
      period: '2025-S2',
      results: [{ indicador: 'CV07', total: 14, calificador: 'META', fecha_dato: '2027-06-30', fuente: 'Plan' }],
    }),
    book({
      code: 'HR',
      rows: { Mesas: [of('HR', 'Mesas', { mesa_id: '1', nombre: HARM[1], objetivo: HARM[0], convocador: HARM[2] })] },
    }),
  ]);
  for (const { name, bytes } of [...invented, ...report, ...harmful]) writeFileSync(path('recibidos', name), bytes);
  const said = await outcome((effects) =>
    mergeCommand([path('recibidos')], { out: path('es'), format: 'text', lang: 'es' }, effects),
  );
  expect(said.code, said.err).toBe(0);
  const embedded = /id="datos">([^<]+)</.exec(page())?.[1] ?? '';
  data = JSON.parse(inflateSync(Buffer.from(embedded, 'base64')).toString());
  workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path('es', 'consolidado.xlsx'));
  db = await Database.open(':memory:');
  await db.run(`attach '${path('es', 'tables', 'quipu.duckdb').replaceAll('\\', '/')}' as ${PUBLISHED} (read_only)`);
}, 120_000);
afterAll(() => {
  db?.close();
  rmSync(home, { recursive: true, force: true });
});

const table = (name: string, kind: 'parquet' | 'csv') => {
  const file = path('es', 'tables', `${name}.${kind}`).replaceAll('\\', '/');
  return kind === 'parquet' ? `'${file}'` : `read_csv('${file}', all_varchar = true, header = true, nullstr = '')`;
};
const sheetOf = (name: string) => {
  const sheet = workbook.getWorksheet(sheetNameOf(name)?.es ?? name);
  if (!sheet) throw new Error(`no sheet of ${name}`);
  return sheet;
};
/** What a cell holds, behind its link. */
const plain = (value: ExcelJS.CellValue) =>
  value !== null && typeof value === 'object' && 'text' in value ? (value.text as unknown as number) : value;
/** Links within the workbook, which exceljs does not read: cell → place. */
const linksOf = (name: string) => {
  const number = workbook.worksheets.indexOf(sheetOf(name)) + 1;
  const part = readPart(openZip(readFileSync(path('es', 'consolidado.xlsx'))), `xl/worksheets/sheet${number}.xml`);
  const xml = Buffer.from(part?.bytes ?? []).toString();
  const found = [...xml.matchAll(/<hyperlink ref="([A-Z]+\d+)" location="([^"]+)"/g)];
  return new Map(found.map(([, cell = '', place = '']) => [cell, place.replaceAll('&apos;', "'")]));
};
const columnOf = (sheet: ExcelJS.Worksheet, heading: string) =>
  (sheet.getRow(3).values as unknown[]).findIndex((one) => String(one).split('\n')[0] === heading);

test('workbook, page, Parquet and CSV hold the same figures', async () => {
  const lines = new Unpacked(data.lines);
  let hidden = 0;
  for (const [area, name] of Object.entries(INDICATOR_TABLES)) {
    const dims = ['region', 'sector', 'clase', 'sexo', 'publico'];
    const key = `concat_ws('|', indicador, pais, programa_id, periodo, ${dims.map((dim) => `if(coalesce(${dim}, '') = '', null, '${dim}=' || ${dim})`).join(', ')}, unidad)`;
    const said = (from: string) =>
      db.rows(`select ${key} as clave, valor::double as valor, estado from ${from} order by clave`);
    const parquet = await said(table(name, 'parquet'));
    const csv = await said(
      `(select * replace (coalesce(pais, '') as pais, coalesce(programa_id, '') as programa_id, coalesce(periodo, '') as periodo) from ${table(name, 'csv')})`,
    );
    expect(csv, name).toEqual(parquet);
    hidden += parquet.filter(({ estado }) => estado === 'suprimido').length;

    const inPage = Array.from({ length: lines.length }, (_, at) => lines.row(at)).filter(({ tabla }) => tabla === area);
    const ofPage = inPage.map((row) => ({
      clave: [
        row.indicador,
        row.pais,
        row.programa_id,
        row.periodo,
        ...(row.dim ? [`${row.dim}=${row.miembro}`] : []),
        row.unidad,
      ].join('|'),
      valor: row.valor,
      estado: row.estado,
    }));
    const byKey = (a: { clave?: unknown }, b: { clave?: unknown }) => (String(a.clave) < String(b.clave) ? -1 : 1);
    expect(ofPage.sort(byKey), name).toEqual([...parquet].sort(byKey));

    if (parquet.length === 0) continue;
    // Rows of the workbook stand in the order of the table.
    const ordered = await db.rows(`select indicador, valor from ${table(name, 'parquet')}`);
    const sheet = sheetOf(name);
    const [code, value] = [columnOf(sheet, 'Indicador'), columnOf(sheet, 'Valor')];
    const inSheet = ordered.map((_, at) => ({
      indicador: plain(sheet.getCell(at + 4, code).value),
      valor: plain(sheet.getCell(at + 4, value).value),
    }));
    expect(inSheet, name).toEqual(ordered);
  }
  // There is something to hide in what was merged.
  expect(hidden).toBeGreaterThan(0);
});

test('every figure of the workbook leads to its own sources', async () => {
  const sources = workbook.getWorksheet('Fuentes');
  const rows = await db.rows(`select * from ${table('score_indicadores', 'parquet')}`);
  const sheet = sheetOf('score_indicadores');
  const column = columnOf(sheet, 'Valor');
  const keys = new Set(
    (await db.rows(`select distinct clave from ${table('fuentes', 'parquet')} where tabla = 'score_indicadores'`)).map(
      ({ clave }) => clave,
    ),
  );
  const links = linksOf('score_indicadores');
  let followed = 0;
  rows.forEach((row, at) => {
    if (row.valor === null) return;
    const link = links.get(sheet.getCell(at + 4, column).address);
    expect(keys.has(keyOfFigure(row)) || keys.has(keyOfTotal(row)), keyOfFigure(row)).toBe(true);
    const target = Number(/^'Fuentes'!A(\d+)$/.exec(link ?? '')?.[1]);
    const there = sources?.getRow(target);
    expect(there?.getCell(2).value, `row ${at + 4}`).toBe(row.indicador);
    if (row.periodo !== '') expect(String(there?.getCell(4).value)).toContain(String(row.periodo));
    followed += 1;
  });
  expect(followed).toBeGreaterThan(1000);
});

test('indicators in columns and totals counted once lead to their sources too', () => {
  const sources = workbook.getWorksheet('Fuentes');
  const wide = sheetOf('score_indicadores_ancho');
  const column = (wide.getRow(3).values as unknown[]).findIndex((one) => String(one).startsWith('SC01 '));
  const links = linksOf('score_indicadores_ancho');
  const cell = wide.getRow(4).getCell(column);
  const target = Number(/A(\d+)$/.exec(links.get(cell.address) ?? '')?.[1]);
  expect(plain(cell.value)).toEqual(expect.any(Number));
  expect(sources?.getRow(target).getCell(2).value).toBe('SC01');
  expect(linksOf('conteo_unico').size).toBeGreaterThan(20);
});

test('the workbook has charts and all, and texts are never formulas', async () => {
  await expectSameReading(readFileSync(path('es', 'consolidado.xlsx')));
  const names = workbook.worksheets.map(({ name }) => name);
  expect(names.slice(0, 3)).toEqual(['Portada', 'Gráficos', 'Calidad']);
  const english = new ExcelJS.Workbook();
  writeFileSync(path('consolidated.xlsx'), await toXlsx(db, 'en'));
  await english.xlsx.readFile(path('consolidated.xlsx'));
  expect(english.worksheets.map(({ name }) => name).slice(0, 3)).toEqual(['Cover', 'Charts', 'Quality']);
  const formulas: string[] = [];
  const texts: unknown[] = [];
  for (const sheet of workbook.worksheets)
    sheet.eachRow((row) => {
      row.eachCell((cell) => {
        if (cell.formula) formulas.push(`${sheet.name}!${cell.address}`);
        texts.push(plain(cell.value));
      });
    });
  expect(formulas).toEqual([]);
  for (const harm of HARM) expect(texts).toContain(harm);
});

test('tiles: every region stands in one square, no square is taken twice', () => {
  for (const country of Object.keys(TILES)) {
    const codes = (TILES[country] ?? []).flatMap((row) => row.split(' ')).filter((code) => code !== '.');
    const regions = findList('REGION').items.filter(({ parent }) => parent === country);
    expect(codes.map((code) => `${country}-${code}`).sort(), country).toEqual(regions.map(({ code }) => code).sort());
  }
});

test('the page is one file that names no address of the network and stays under 1 MB', () => {
  expect(statSync(path('es', 'informe.html')).size).toBeLessThan(1_000_000);
  const outside = page().replace(/<script>[\s\S]*<\/script>/, '');
  expect(outside).not.toMatch(/(src|href)="(?!data:|#)/);
  expect(page()).toContain("default-src 'none'");
  expect(page()).not.toContain('document.title="roto"');
});

/** Worked examples of the page for analysts, by language of programming; both pages have the same. */
const examples = (kind: string) => {
  const [es = [], en] = ['analistas.md', 'analysts.md'].map((name) => {
    const said = readFileSync(join(import.meta.dirname, '../../docs', name), 'utf8').replaceAll('\r\n', '\n');
    return [...said.matchAll(new RegExp(`\`\`\`${kind}\\n([\\s\\S]*?)\`\`\``, 'g'))].map(([, code = '']) => code);
  });
  expect(es.length, kind).toBeGreaterThan(0);
  expect(en).toEqual(es);
  return es;
};
const run = (program: string | null, args: string[]) =>
  execFileSync(program ?? '', args, { cwd: path('es'), encoding: 'utf8', timeout: 60_000 });

test('the examples for analysts in DuckDB give the figures', async () => {
  const [lines = '', sources = ''] = examples('sql');
  await db.run(`use ${PUBLISHED}`);
  const found = await db.rows(lines);
  expect(found).toContainEqual(expect.objectContaining({ pais: 'CO', valor: 126 }));
  const at = path('es', 'tables').replaceAll('\\', '/');
  const books = await db.rows(sources.replaceAll("'tables/", `'${at}/`));
  expect(books).toContainEqual(expect.objectContaining({ rol: 'cuenta', muestra: expect.stringMatching(/G\d+ = 96/) }));
});

describe.skipIf(skipWithout(libreOffice))('LibreOffice', () => {
  test('shows the charts of the workbook', { timeout: 120_000 }, () => {
    const charts = [...openZip(readFileSync(path('es', 'consolidado.xlsx'))).parts.keys()].filter((name) =>
      /xl\/charts\/chart\d+\.xml$/.test(name),
    );
    expect(charts.length).toBeGreaterThan(4);
    const profile = pathToFileURL(path('oficina')).href;
    const args = ['--headless', `-env:UserInstallation=${profile}`, '--convert-to', 'ods', '--outdir', home];
    execFileSync(libreOffice ?? 'soffice', [...args, path('es', 'consolidado.xlsx')], {
      stdio: 'ignore',
      timeout: 100_000,
    });
    const ods = openZip(readFileSync(path('consolidado.ods')));
    const drawn = [...ods.parts.keys()].filter((name) => {
      if (!/^object \d+\/content\.xml$/.test(name)) return false;
      const part = readPart(ods, name);
      return Buffer.from(part?.bytes ?? [])
        .subarray(0, part?.end)
        .toString()
        .includes('<chart:series');
    });
    expect(drawn).toHaveLength(charts.length);
  });
});

describe.skipIf(skipWithout(pythonWithPandas))('pandas', () => {
  test('runs the example for analysts', () => {
    for (const code of examples('python'))
      expect(run(pythonWithPandas, ['-c', code])).toMatch(/parte_mujeres[\s\S]*PE +\d/);
  });
});

describe.skipIf(skipWithout(rscript))('R', () => {
  test('runs the example for analysts', () => {
    for (const code of examples('r')) {
      writeFileSync(path('ejemplo.R'), code);
      expect(run(rscript, [path('ejemplo.R')])).toMatch(/PE +\d/);
    }
  });
});

describe.skipIf(skipWithout(chromium))('Chromium', () => {
  let browser: Browser;
  let tab: Page;
  const asked: string[] = [];
  const broken: unknown[] = [];
  const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
  const open = async (hash = '', { width = 1280, dark = false } = {}) => {
    await tab.setViewport({ width, height: 900 });
    await tab.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: dark ? 'dark' : 'light' }]);
    await tab.goto('about:blank');
    await tab.goto(`${pathToFileURL(path('es', 'informe.html')).href}${hash}`);
    await tab.waitForSelector('#calidad h2');
  };
  const text = (selector: string) => tab.$eval(selector, (element) => element.textContent ?? '');

  beforeAll(async () => {
    browser = await launch({ executablePath: chromium ?? 'chromium', args: ['--no-sandbox', '--disable-gpu'] });
    tab = await browser.newPage();
    tab.on('request', (request) => asked.push(request.url()));
    tab.on('pageerror', (error) => broken.push(error));
  }, 60_000);
  afterAll(() => browser?.close());

  test('shows headlines, areas, roadmaps and quality of the page without asking the network', async () => {
    await open();
    expect(await text('#titulares')).toContain('199');
    for (const id of ['area-SC', 'area-EV', 'metas', 'hojas', 'calidad']) expect(await text(`#${id} h2`)).not.toBe('');
    const targets = (await text('#metas')).replace(/\s+/g, ' ');
    for (const said of ['2 metas: 1 en plazo, 1 no alcanzada.', '50 %', '30/06/2027', 'CV07 '])
      expect(targets).toContain(said);
    expect(
      await tab.$$eval('#area-SC figure svg', (charts) => charts.map((chart) => chart.getAttribute('role'))),
    ).toContain('img');
    expect(broken).toEqual([]);
    expect(asked.filter((url) => !/^(file|data|about|blob):/.test(url))).toEqual([]);
  });

  test('opens the sources of a figure of the page, by keyboard too', async () => {
    await open();
    await tab.focus('#titulares .figure');
    await tab.keyboard.press('Enter');
    expect(await text('dialog')).toMatch(/Empresas con mejor productividad.*SC-BO-PRG-BO-DIALOG-001-F/s);
    await tab.keyboard.press('Escape');
    expect(await tab.$eval('dialog', (dialog) => dialog.open)).toBe(false);
    expect(await tab.evaluate(() => document.activeElement?.className)).toBe('figure');
  });

  test('says of an indicator what it means, beside its charts, in the language of the page', async () => {
    await open('#lang=es');
    expect(await text('#area-SC details.reference')).toMatch(
      /Ficha del indicador SC01.*Qué mide.*En el tiempo.*Qué no dice/s,
    );
    await open('#lang=en');
    expect(await text('#area-SC details.reference')).toMatch(/Reference sheet of SC01.*What it measures.*Over time/s);
  });

  test('keeps filters of the page in its address, and speaks the other language', async () => {
    await open();
    await tab.select('#filtro-pais', 'PE');
    await tab.select('#filtro-periodo', '2026-S1');
    await tab.click('#idioma');
    const address = tab.url();
    expect(address).toContain('lang=en&pais=PE&periodo=2026-S1');
    const value = await text('#area-SC tbody td');
    await open(new URL(address).hash);
    expect(await text('h1')).toBe('Consolidated figures');
    expect(await text('#area-SC tbody td')).toBe(value);
    const [line] = await db.rows(
      `select valor from ${table('score_indicadores', 'parquet')} where indicador = 'SC01' and pais = 'PE' and programa_id = '' and periodo = '2026-S1' and region || sector || clase || sexo || publico = ''`,
    );
    expect(value).toBe(String(line?.valor));
  });

  test('takes what workbooks say in the page as text', async () => {
    await open();
    expect(await tab.title()).toBe('Cifras consolidadas · Quipu');
    expect(await text('#hojas')).toContain(HARM[1]);
    expect(await tab.$$eval('main script, a[href^="http"]', (found) => found.length)).toBe(0);
  });

  test('gives axe-core nothing to say about the page, and fits narrow screens', { timeout: 120_000 }, async () => {
    for (const [width, dark, hash] of [
      [1280, false, ''],
      [390, true, ''],
      [390, false, '#lang=en&pais=CO'],
      [1280, true, '#lang=en'],
    ] as const) {
      await open(hash, { width, dark });
      const wide = await tab.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      );
      expect(wide, `${width} ${hash}`).toBe(0);
      await tab.evaluate(axe);
      const found = await tab.evaluate(async () => {
        const { violations } = await (
          globalThis as unknown as {
            axe: { run: () => Promise<{ violations: { id: string; nodes: { target: unknown }[] }[] }> };
          }
        ).axe.run();
        return violations.map(
          ({ id, nodes }) => `${id}: ${JSON.stringify(nodes.slice(0, 3).map(({ target }) => target))}`,
        );
      });
      expect(found, `${width} ${dark ? 'dark' : 'light'} ${hash}`).toEqual([]);
    }
    await open();
    await tab.click('#area-SC .figure');
    await tab.evaluate(axe);
    const inDialog = await tab.evaluate(async () => {
      const { violations } = await (
        globalThis as unknown as { axe: { run: (where: string) => Promise<{ violations: { id: string }[] }> } }
      ).axe.run('dialog');
      return violations.map(({ id }) => id);
    });
    expect(inDialog).toEqual([]);
  });

  test('prints the page on A4 with every row', async () => {
    await open();
    const pdf = Buffer.from(await tab.pdf({ preferCSSPageSize: true })).toString('latin1');
    expect(pdf).toMatch(/MediaBox \[0 0 59[45][.\d]* 84[12]/);
    const rows = await tab.evaluate(() => {
      const count = () => document.querySelectorAll('#area-SC > .scroll tbody tr').length;
      const before = count();
      dispatchEvent(new Event('beforeprint'));
      const printed = count();
      dispatchEvent(new Event('afterprint'));
      return { before, printed, after: count() };
    });
    expect(rows.printed).toBeGreaterThan(rows.before);
    expect(rows.after).toBe(rows.before);
  });
});
