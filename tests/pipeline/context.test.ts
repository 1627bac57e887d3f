import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextCommand } from '../../pipeline/cli/context.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
const db = () => path('base.duckdb');
const context = (options: object) =>
  outcome((effects) => contextCommand({ db: db(), lang: 'es', ...options }, effects));
const inForce = async (where: string) => {
  const open = await Database.openForReading(db());
  const found = await open.rows(
    `select anio, valor, fuente from consolidado.contexto_pais where vigente = 'S' and ${where}`,
  );
  open.close();
  return found;
};
/** Changes cells of the sheet by row of the office and column. */
async function change(cells: readonly (readonly [row: number, column: number, value: string | number])[]) {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.readFile(path('contexto.xlsx'));
  for (const [row, column, value] of cells)
    (workbook.worksheets[0] as ExcelJS.Worksheet).getCell(FIRST_OFFICE_ROW + row, column).value = value;
  await workbook.xlsx.writeFile(path('contexto.xlsx'));
  return context({ in: path('contexto.xlsx') });
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-contexto-'));
  mkdirSync(path('recibidos'));
  const { name, bytes } = await book({ results: [{ indicador: 'SC20', total: 30 }] });
  writeFileSync(path('recibidos', name), bytes);
  await outcome((effects) =>
    mergeCommand([path('recibidos')], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
  );
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('percentages of context are written as the source writes them, which is not how shares are kept', async () => {
  const open = await Database.openForReading(db());
  const rows = await open.rows(
    "select valor, unidad from consolidado.contexto_pais where concepto = 'POBREZA' and pais = 'PE'",
  );
  const marked = await open.rows("select count(*) as n from consolidado.contexto_pais where unidad = '%'");
  open.close();
  expect(rows).toEqual([{ valor: 21.8, unidad: 'por ciento' }]);
  expect(marked).toEqual([{ n: 0 }]);
});

test('the context of a country is the report’s until the office brings it up to date', async () => {
  const population = "pais = 'BO' and concepto = 'POBLACION'";
  expect(await inForce(population)).toEqual([
    { anio: null, valor: 10_825_013, fuente: expect.stringContaining('Tabla 2') },
  ]);
  // What the table does not say is not there, and of four values for five countries nobody knows whose they are.
  expect(await inForce("pais = 'VE' and concepto in ('POBREZA_RURAL', 'GINI')")).toEqual([]);
  await context({ out: path('contexto.xlsx') });
  const wrong = await change([
    [0, 4, 'ayer'],
    [1, 6, ''],
  ]);
  expect(wrong.code).toBe(1);
  expect(wrong.err).toContain('«ayer» no es un año');
  expect(wrong.err).toContain('falta la fuente');
  const right = await change([
    [0, 4, 2024],
    [0, 5, '11.312.620'],
    [0, 6, 'INE, Censo 2024'],
    [1, 6, 'INE'],
  ]);
  expect([right.code, right.err]).toEqual([0, expect.stringContaining('datos')]);
  expect(await inForce(population)).toEqual([{ anio: 2024, valor: 11_312_620, fuente: 'INE, Censo 2024' }]);
  // What was left as it was is there once, with its note.
  const swapped = "pais = 'BO' and concepto = 'PEA_MUJERES' and nota_es is not null";
  expect(await inForce(swapped)).toHaveLength(1);
  expect(await inForce("pais = 'PE' and concepto = 'POBLACION'")).toHaveLength(1);
});
