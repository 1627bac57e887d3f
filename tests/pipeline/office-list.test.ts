import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { expectedCommand } from '../../pipeline/cli/expected.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { statusCommand } from '../../pipeline/cli/status.ts';
import { templateCommand } from '../../pipeline/cli/template.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import { book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';

describe("the office's list of what is to come", () => {
  let home = '';
  const path = (...parts: string[]) => join(home, ...parts);
  const db = () => path('oficina.duckdb');
  const list = (options: { in?: string; out?: string }) =>
    outcome((effects) => expectedCommand({ db: db(), lang: 'es', ...options }, effects));
  const status = async () =>
    JSON.parse((await outcome((effects) => statusCommand({ db: db(), format: 'json', lang: 'es' }, effects))).out);
  const fill = async (rows: (string | Date)[][]) => {
    const workbook = new ExcelJS.Workbook();
    await workbook.xlsx.readFile(path('esperados.xlsx'));
    const page = workbook.worksheets[0] as ExcelJS.Worksheet;
    rows.forEach((row, at) => {
      row.forEach((value, column) => {
        page.getCell(FIRST_OFFICE_ROW + at, column + 1).value = value;
      });
    });
    await workbook.xlsx.writeFile(path('esperados.xlsx'));
    return list({ in: path('esperados.xlsx') });
  };

  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), 'quipu-lista-'));
    mkdirSync(path('recibidos'));
    const enterprise = {
      empresa_id: '1',
      nombre: 'Tejidos Inventados SAC',
      tipo_org: 'EMP',
      id_tributario: '20131312955',
      region: 'PE-LIM',
      sector: 'TEXTIL',
      trab_mujeres: 6,
      trab_hombres: 4,
      trab_total: 10,
      fecha_ingreso: '2025-03-01',
    };
    const { name, bytes } = await book({ series: 'AAA', rows: { Empresas: [enterprise] } });
    writeFileSync(path('recibidos', name), bytes);
    await outcome((effects) =>
      mergeCommand([path('recibidos')], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
    );
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  test('begins with those who have sent, and says all that is wrong in it at once', async () => {
    expect((await list({ out: path('esperados.xlsx') })).err).toContain('1 libros');
    const { code, err } = await fill([
      ['Algo', 'PE', programme('AAA'), '2026-S1', ''],
      ['Indicadores SCORE', 'XX', programme('BBB'), '2026-S1', ''],
      ['Indicadores SCORE', 'PE', programme('BBB'), 'mañana', ''],
      ['Indicadores SCORE', 'PE', programme('BBB'), '2026-S1', 'pronto'],
    ]);
    expect(code).toBe(1);
    for (const word of ['una plantilla', 'un país', 'un periodo', 'una fecha']) expect(err).toContain(`no es ${word}`);
    expect(err.split('\n').filter((line) => line.includes('Fila'))).toHaveLength(4);
    expect((await status()).every(({ state }: { state: string }) => state === 'accepted')).toBe(true);
  });

  test('is understood as people write, also without its hidden keys', async () => {
    const workbook = new ExcelJS.Workbook();
    const page = workbook.addWorksheet('Lista');
    page.addRow(['Plantilla', 'País', 'Programa o equipo', 'Periodo', 'Fecha límite']);
    page.addRow(['Indicadores de SCORE', 'Perú', programme('AAA'), 'I semestre 2026', '31 de julio de 2026']);
    page.addRow(['hoja de ruta', 'Bolivia (Estado Plurinacional de)', 'Equipo textil', 'Primer semestre de 2026', '']);
    page.addRow(['Empleos verdes', 'ECUADOR', programme('VER', 'EC'), '2026 - S1', '']);
    // Of whom stands in the list as it is handed out, and without a period, nothing is expected.
    page.addRow(['Empleos verdes', 'ECUADOR', programme('ROJ', 'EC'), '', '']);
    await workbook.xlsx.writeFile(path('a-mano.xlsx'));
    const { code, err } = await list({ in: path('a-mano.xlsx') });
    expect(err).toContain('Se esperan 3 libros');
    expect(code).toBe(0);
    const found = (await status()) as { sender: string; country: string; template: string; period: string }[];
    expect(found.map(({ template, country, period }) => `${template} ${country} ${period}`).sort()).toEqual([
      'EV EC 2026-S1',
      'HR BO 2026-S1',
      'SC PE 2026-S1',
    ]);
  });

  test('without any period it says what is missing', async () => {
    const workbook = new ExcelJS.Workbook();
    const page = workbook.addWorksheet('Lista');
    page.addRow(['Plantilla', 'País', 'Programa o equipo', 'Periodo', 'Fecha límite']);
    page.addRow(['Indicadores de SCORE', 'Perú', programme('AAA'), '', '']);
    await workbook.xlsx.writeFile(path('sin-periodo.xlsx'));
    const { code, err } = await list({ in: path('sin-periodo.xlsx') });
    expect([code, err]).toEqual([1, expect.stringContaining('no es un periodo')]);
  });

  test('tells who is late and who is missing, with a message for each', async () => {
    const day = (iso: string) => new Date(`${iso}T00:00:00Z`);
    const { code } = await fill([
      ['Indicadores SCORE', 'PE', programme('AAA'), '2026-S1', day('2026-07-31')],
      ['score', 'PE', programme('BBB'), '2026-S1', '31/07/2026'],
      ['SC', 'PE', programme('AAA'), '2026-S2', day('2027-01-31')],
      ['Hoja de ruta', 'BO', 'Équipo Textil', '2026-S2', ''],
    ]);
    expect(code).toBe(0);
    const found = (await status()) as { sender: string; period: string; state: string; reminder: string | null }[];
    expect(found.map(({ sender, period, state }) => `${sender} ${period} ${state}`)).toEqual([
      'Équipo Textil 2026-S2 missing',
      `${programme('AAA')} 2026-S1 late`,
      `${programme('AAA')} 2026-S2 missing`,
      `${programme('BBB')} 2026-S1 overdue`,
    ]);
    expect(found[3]?.reminder).toContain('la fecha límite fue el 31/07/2026');
    expect(found[1]?.reminder).toBeNull();
  });

  test('of another period leaves the others as they were, and says so', async () => {
    const before = (await status()) as { sender: string; period: string }[];
    const next = new ExcelJS.Workbook();
    await next.xlsx.readFile(path('esperados.xlsx'));
    const page = next.worksheets[0] as ExcelJS.Worksheet;
    for (let at = 0; at < 4; at += 1) page.getRow(FIRST_OFFICE_ROW + at).values = [];
    ['SC', 'PE', programme('AAA'), '2027-S1', ''].forEach((value, at) => {
      page.getCell(FIRST_OFFICE_ROW, at + 1).value = value;
    });
    await next.xlsx.writeFile(path('siguiente.xlsx'));
    const { code, err } = await list({ in: path('siguiente.xlsx') });
    expect(code, err).toBe(0);
    expect(err).toContain('Lo esperado de otros periodos queda como estaba: 2026-S1, 2026-S2.');
    const after = (await status()) as { sender: string; period: string }[];
    const named = (all: typeof after) => all.map(({ sender, period }) => `${sender} ${period}`).sort();
    expect(named(after)).toEqual([...named(before), `${programme('AAA')} 2027-S1`].sort());
  });

  test('makes a workbook for each sender, with what goes on from last time', async () => {
    const { code } = await outcome((effects) =>
      templateCommand([], { lang: 'es', out: path('plantillas'), expected: path('esperados.xlsx'), db: db() }, effects),
    );
    expect(code).toBe(0);
    const files = readdirSync(path('plantillas')).sort();
    expect(files).toHaveLength(4);
    const next = files.find((name) => name.includes(programme('AAA')) && name.includes('2026-S2')) ?? '';
    const { identity, checked } = await readSubmission(next, readFileSync(path('plantillas', next)));
    expect(identity).toMatchObject({ sender: programme('AAA'), period: '2026-S2', number: 1 });
    const [first] = checked?.workbook.sheets.find(({ sheet }) => sheet.id === 'Empresas')?.rows ?? [];
    expect(first?.values).toMatchObject({ nombre: 'Tejidos Inventados SAC', id_tributario: '20131312955' });
    const again = files.find((name) => name.includes(programme('AAA')) && name.includes('2026-S1')) ?? '';
    expect((await readSubmission(again, readFileSync(path('plantillas', again)))).identity?.number).toBe(2);
  });
});
