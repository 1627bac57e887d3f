import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ExcelJS from 'exceljs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compareCommand } from '../../pipeline/cli/compare.ts';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { FIRST_OFFICE_ROW } from '../../pipeline/publish/office-sheet.ts';
import { book, programme } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { wholeReport } from '../helpers/report.ts';

let home = '';
const path = (...parts: string[]) => join(home, ...parts);
const db = () => path('oficina.duckdb');
const compare = (options: object) =>
  outcome((effects) => compareCommand({ format: 'json', lang: 'es', ...options }, effects));

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'quipu-comparar-'));
  mkdirSync(path('recibidos'));
  for (const { name, bytes } of await wholeReport()) writeFileSync(path('recibidos', name), bytes);
  const few = await book({
    series: 'POCOS',
    code: 'EV',
    period: '2014-S2',
    results: [{ indicador: 'EV02', total: 3 }],
  });
  writeFileSync(path('recibidos', 'pocos.xlsx'), few.bytes);
  await outcome((effects) =>
    mergeCommand([path('recibidos')], { out: path('salida'), db: db(), format: 'text', lang: 'es' }, effects),
  );
  expect((await compare({ template: path('publicado.xlsx') })).code).toBe(0);
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** The sheet with cells changed, by row and column from 1. */
async function changed(name: string, cells: readonly [number, number, ExcelJS.CellValue][]): Promise<string> {
  const book = new ExcelJS.Workbook();
  await book.xlsx.readFile(path('publicado.xlsx'));
  for (const [row, column, value] of cells)
    (book.worksheets[0] as ExcelJS.Worksheet).getCell(FIRST_OFFICE_ROW - 1 + row, column).value = value;
  await book.xlsx.writeFile(path(name));
  return path(name);
}

test('Figure 4 is one instance: the sheet gives what the merge gives', async () => {
  const bytes = readFileSync(db());
  const { code, out } = await compare({ published: path('publicado.xlsx'), db: db(), out: path('comparado.xlsx') });
  expect(code).toBe(0);
  const open = await Database.openForReading(db());
  const own = await open.rows('select * from consolidado.titulares_figura4');
  open.close();
  const rows = JSON.parse(out) as Record<string, unknown>[];
  const told = (row: Record<string, unknown>) => [
    row.titular,
    row.valor_publicado,
    row.valor_calculado,
    row.cobertura,
    row.estado,
  ];
  expect(rows.map(told)).toEqual(own.map(told));
  expect(readFileSync(db()).equals(bytes)).toBe(true);
  const result = new ExcelJS.Workbook();
  await result.xlsx.readFile(path('comparado.xlsx'));
  const values: unknown[] = [];
  result.worksheets[0]?.eachRow((row) => {
    values.push(...(row.values as unknown[]));
  });
  expect(values).toContain('más de 293');
});

test('the workbook to hand on does not tell a figure of few people', async () => {
  const file = await changed('pocos.xlsx', [
    [1, 3, 10],
    [1, 5, 'EV02'],
    [1, 6, programme('POCOS')],
    [1, 8, 'PE'],
    [2, 1, 'H0'],
  ]);
  const { out } = await compare({ published: file, db: db(), out: path('pocos-comparado.xlsx') });
  expect((JSON.parse(out) as Record<string, unknown>[])[0]).toMatchObject({ valor_calculado: 3 });
  const result = new ExcelJS.Workbook();
  await result.xlsx.readFile(path('pocos-comparado.xlsx'));
  const row = result.worksheets[0]?.getRow(FIRST_OFFICE_ROW).values as unknown[];
  expect(row.slice(3, 6)).toEqual([10, 'No se publica (menos de 5 personas)', '']);
});

test('another report is compared in its own terms', async () => {
  // Of Peru alone, up to another day, said otherwise.
  const file = await changed('peru.xlsx', [
    [1, 3, '40'],
    [1, 8, 'PE'],
    [2, 8, 'PE'],
    [3, 3, 'más de 80 000'],
  ]);
  const { code, out, err } = await compare({ published: file, db: db() });
  expect(err).toBe('');
  expect(code).toBe(0);
  const [first, second] = JSON.parse(out) as Record<string, unknown>[];
  expect(first).toMatchObject({ valor_publicado: 40, valor_calculado: 39, estado: 'NO_ALCANZA' });
  expect(second).toMatchObject({ valor_publicado: 80_000, estado: 'CONSISTENTE' });
});

/** A row that says the same wherever it stands. */
const same = (row: number): [number, number, string][] =>
  ['SC01', '*', '*', 'PE', '31/12/2015'].map((said, at) => [row, at + 5, said]);

test('all that is wrong in the sheet is told at once, and what is no such sheet is refused', async () => {
  const file = await changed('mal.xlsx', [
    [7, 1, 'H3'],
    [8, 1, 'H3'],
    [1, 5, 'SC99'],
    [2, 8, 'XX'],
    [3, 3, 'muchos'],
    [4, 4, 'quizá'],
    [5, 9, 'mañana'],
    ...same(7),
    ...same(8),
  ]);
  const { code, err } = await compare({ published: file, db: db() });
  expect(code).toBe(1);
  for (const said of ['SC99', 'XX', 'muchos', 'quizá', 'mañana']) expect(err).toContain(`«${said}»`);
  expect(err).toMatch(/Fila \d+: repite la fila \d+/);
  copyFileSync(path('comparado.xlsx'), path('otra.xlsx'));
  expect(await compare({ published: path('otra.xlsx'), db: db() })).toMatchObject({ code: 2 });
  expect(await compare({ published: file })).toMatchObject({ code: 2, sentence: expect.stringContaining('--db') });
});
