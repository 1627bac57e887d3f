import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { explainCommand } from '../../pipeline/cli/explain.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { explainFigures } from '../../pipeline/merge/explain.ts';
import { mergeSubmissions } from '../../pipeline/merge/merge.ts';
import { readSubmission } from '../../pipeline/submission.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { wholeDatabase } from '../helpers/merging.ts';

let db: Database;
const enterprise = (n: number): Row => ({
  empresa_id: n,
  nombre: ['Tejidos Illari', 'Maderas Ucayali'][n - 1] ?? null,
  tipo_org: 'EMP',
  id_tributario: null,
  notas: 'x',
  region: 'PE-LIM',
  sector: 'TEXTIL',
  trab_mujeres: 20,
  trab_hombres: 30,
  trab_total: 50,
  ventas: 1000,
  moneda: 'PEN',
  anio_ventas: 2024,
  fecha_ingreso: '2024-03-01',
});
const measured = (n: number, momento: string, saved: number | null, currency: string, absent: number): Row => ({
  empresa_id: String(n),
  momento,
  desde: momento === 'LB' ? '2025-01-01' : '2026-01-01',
  hasta: momento === 'LB' ? '2025-06-30' : '2026-05-31',
  trab_promedio: 50,
  dias_programados: 5000,
  dias_ausencia: absent,
  horas: 40_000,
  ahorro: saved,
  moneda: currency,
});
beforeAll(async () => {
  const rows = {
    Empresas: [enterprise(1), enterprise(2)],
    Mediciones: [
      measured(1, 'LB', null, 'PEN', 100),
      measured(1, 'LF', 700, 'PEN', 80),
      measured(2, 'LB', null, 'USD', 100),
      measured(2, 'LF', 90, 'USD', 120),
    ],
  };
  db = await wholeDatabase([[await book({ rows })]]);
});
afterAll(() => db.close());

const explained = async (table: string, where: Record<string, string>) => {
  const figures = await explainFigures(db, { schema: 'consolidado', table }, where);
  return figures.map(({ figure, cells }) => ({ figure, cells: cells.map(({ role, value }) => `${role} ${value}`) }));
};

test('amounts in two currencies come from their own cells', async () => {
  const found = await explained('score_indicadores', { indicador: 'SC19', pais: 'PE' });
  expect(found.map(({ figure, cells }) => [figure.unidad, figure.valor, cells]).sort()).toEqual([
    ['PEN', 700, ['cuenta 700']],
    ['USD', 90, ['cuenta 90']],
  ]);
});

test('a change shows its baseline, a median every row behind it', async () => {
  const [change] = await explained('score_cambios', { medida: 'ausentismo' });
  expect(change?.cells.some((cell) => cell.startsWith('base'))).toBe(true);
  const [summary] = await explained('score_cambios_resumen', { medida: 'ausentismo', pais: 'PE' });
  expect(summary?.cells.filter((cell) => /100|80|120/.test(cell)).sort()).toEqual([
    'base 100',
    'base 100',
    'cuenta 120',
    'cuenta 80',
  ]);
});

test('what was counted once is traced like its line', async () => {
  const [once] = await explained('conteo_unico', { indicador: 'SC19', pais: 'PE', periodo: '', unidad: 'PEN' });
  expect(once?.cells).toEqual(['cuenta 700']);
});

test('a line of a wide table is explained as its long one is', async () => {
  const home = mkdtempSync(join(tmpdir(), 'quipu-explicar-'));
  try {
    const file = join(home, 'base.duckdb');
    await db.run(`attach '${file}' as otra; copy from database memory to otra; detach otra`);
    const told = async (table: string, where: readonly string[]) =>
      (await outcome((effects) => explainCommand(table, { where, db: file, format: 'text', lang: 'es' }, effects))).out;
    const line = ['indicador=SC19', 'pais=PE', 'programa_id=', 'periodo='];
    const long = [...line, 'region=', 'sector=', 'clase=', 'sexo=', 'publico='];
    expect(await told('score_indicadores_ancho', line)).toBe(await told('score_indicadores', long));
    expect(await told('score_indicadores_ancho', line)).toContain('Perú: 700 PEN');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
});

test('a database whose tables an earlier version made is told as such', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'quipu-explain-'));
  try {
    const file = join(folder, 'oficina.duckdb');
    const old = await Database.open(file);
    await mergeSubmissions(old, [await readSubmission('a.xlsx', (await book({ rows: {} })).bytes)]);
    const command = () =>
      outcome((effects) =>
        explainCommand(
          'score_indicadores',
          { where: ['indicador=SC01'], db: file, format: 'text', lang: 'es' },
          effects,
        ),
      );
    await old.run('alter table consolidado.procedencia rename column desgloses to clave');
    old.close();
    expect((await command()).sentence).toContain('se hizo con una versión anterior de Quipu');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});
