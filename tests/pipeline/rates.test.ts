import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { ratesCommand } from '../../pipeline/cli/rates.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { scoreDetail } from '../helpers/score-books.ts';

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
const db = () => path('base.duckdb');
const rates = (options: object) => outcome((effects) => ratesCommand({ db: db(), lang: 'es', ...options }, effects));
const rows = async (sql: string) => {
  const open = await Database.openForReading(db());
  const found = await open.rows(sql);
  open.close();
  return found;
};
async function fill(cells: readonly (readonly (string | number)[])[]) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path('tasas.xlsx'));
  cells.forEach((row, at) => {
    row.forEach((value, column) => {
      (workbook.worksheets[0] as ExcelJS.Worksheet).getCell(FIRST_OFFICE_ROW + at, column + 1).value = value;
    });
  });
  await workbook.xlsx.writeFile(path('tasas.xlsx'));
  return rates({ in: path('tasas.xlsx') });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-tasas-'));
  mkdirSync(path('recibidos'));
  const wage = (momento: string, year: number, salario: number) => ({
    empresa_id: '1',
    momento,
    desde: `${year}-01-01`,
    hasta: `${year}-06-30`,
    trab_promedio: 20,
    salario,
    moneda: 'PEN',
  });
  const wages = { ...scoreDetail([[1, 20]]), Mediciones: [wage('LB', 2025, 1000), wage('LF', 2026, 1040)] };
  const saved = (total: number, more = {}) => ({ results: [{ indicador: 'SC19', total, ...more }] });
  for (const one of [
    { country: 'PE', series: 'AAA', ...saved(700), rows: wages },
    { country: 'EC', series: 'BBB', ...saved(90) },
    { country: 'CO', series: 'CCC', ...saved(1_000_000) },
    // Bolivars of three moments are three units.
    { country: 'VE', series: 'DDD', period: '2017', ...saved(50, { tipo_conteo: 'INC', fecha_dato: '2017-12-31' }) },
    { country: 'VE', series: 'DDD', period: '2019', ...saved(60, { tipo_conteo: 'INC', fecha_dato: '2019-12-31' }) },
    { country: 'VE', series: 'DDD', period: '2024', ...saved(70, { tipo_conteo: 'INC', fecha_dato: '2024-12-31' }) },
  ]) {
    const { name, bytes } = await book(one);
    writeFileSync(path('recibidos', name), bytes);
  }
  await outcome((effects) =>
    mergeCommand([path('recibidos')], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
  );
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('amounts in bolivars of different times are never one sum', async () => {
  expect(
    await rows(
      "select unidad, valor from consolidado.score_indicadores where indicador = 'SC19' and pais = 'VE' and programa_id = '' and periodo = '' order by valor",
    ),
  ).toEqual([
    { unidad: 'VEF', valor: 50 },
    { unidad: 'VES-2018', valor: 60 },
    { unidad: 'VES', valor: 70 },
  ]);
});

test('what has no rate is not converted; what has one is, at that of its period', async () => {
  const all = "select pais, periodo, usd, sin_tasa from consolidado.montos_usd where periodo = '2026-S1' order by pais";
  expect(await rows(all)).toEqual([
    // The dollars of one of three countries are no total of the region.
    { pais: '', periodo: '2026-S1', usd: null, sin_tasa: 'COP;PEN' },
    { pais: 'CO', periodo: '2026-S1', usd: null, sin_tasa: 'COP' },
    { pais: 'EC', periodo: '2026-S1', usd: 90, sin_tasa: null },
    { pais: 'PE', periodo: '2026-S1', usd: null, sin_tasa: 'PEN' },
  ]);
  expect((await rates({ out: path('tasas.xlsx') })).err).toContain('5 filas');
  const wrong = await fill([
    ['XXX', '2026-S1', 1, 'BCRP'],
    ['PEN', 'ayer', 1, 'BCRP'],
    ['PEN', '2026-S1', 'mucho', 'BCRP'],
    ['PEN', '2026-S1', 3.5, ''],
    ['VES', '', 40, 'BCV'],
  ]);
  expect(wrong.code).toBe(1);
  expect(wrong.err.split('\n').filter((line) => line.includes('Fila'))).toHaveLength(4);
  const { code } = await fill([
    ['soles', 'I semestre 2026', 3.5, 'BCRP, promedio del semestre'],
    ['pesos colombianos', '', '4.000,00', 'Banco de la República'],
    ['PEN', '', 9, 'BCRP'],
    ['VEF', '', 100, 'BCV'],
  ]);
  expect(code).toBe(0);
  expect(await rows(all)).toEqual([
    { pais: '', periodo: '2026-S1', usd: 90 + 200 + 250, sin_tasa: null },
    { pais: 'CO', periodo: '2026-S1', usd: 250, sin_tasa: null },
    { pais: 'EC', periodo: '2026-S1', usd: 90, sin_tasa: null },
    { pais: 'PE', periodo: '2026-S1', usd: 200, sin_tasa: null },
  ]);
});

test('wages of two years are compared at the prices of one, once the office gives its index', async () => {
  const raised = () =>
    rows(
      "select numerador, denominador from consolidado.score_indicadores where indicador = 'SC14' and pais = 'PE' and programa_id = '' and periodo = '' and region = '' and sector = '' and clase = ''",
    );
  expect(await raised()).toEqual([]);
  const { code, err } = await fill([
    ['PEN', '2026-S1', 3.5, 'INEI', 'ciento diez'],
    ['PEN', '', 3.5, 'INEI', 110],
  ]);
  expect([code, err.match(/índice de precios/g)]).toEqual([1, ['índice de precios', 'índice de precios']]);
  // Prices rose by 10 %, the wage by 4 %.
  await fill([
    ['PEN', '2026-S1', 3.5, 'INEI', 110],
    ['PEN', '2025-S1', '', 'INEI', 100],
  ]);
  expect(await raised()).toEqual([{ numerador: 0, denominador: 1 }]);
  const [change] = await rows("select valor_lb, valor_lf from consolidado.score_cambios where medida = 'salario'");
  expect(change).toEqual({ valor_lb: expect.closeTo(1100, 6), valor_lf: 1040 });
});
