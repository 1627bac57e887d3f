import { describe, expect, test } from 'vitest';
import { buildTables } from '../../pipeline/merge/build-tables.ts';
import { mergeSubmissions } from '../../pipeline/merge/merge.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book } from '../helpers/books.ts';
import { asSubmissions, merged, mergedDatabase, salt } from '../helpers/merging.ts';

/** Who counts as one person or enterprise over several workbooks, and in which period. */
const trainer = (n: number, document: string | null, more: Row = {}): Row => ({
  formador_id: n,
  documento: document,
  sexo: 'M',
  region: 'PE-LIM',
  metodologia: 'SCORE',
  estado: 'FOR',
  fecha_formacion: '2025-02-01',
  activo: 'S',
  notas: 'x',
  ...more,
});
const trainers = async (...batches: Book[][]) =>
  merged(await Promise.all(batches.map((books) => Promise.all(books.map(book)))), async (db) => ({
    persons: (await db.rows('select count(*) as n from consolidado.dim_formador'))[0]?.n,
    byPeriod: (
      await db.rows(
        "select periodo, valor from consolidado.score_indicadores where indicador = 'SC05' and pais = 'PE' and programa_id = '' and region = '' and sexo = '' order by periodo",
      )
    ).map(({ periodo, valor }) => `${periodo || 'todos'}: ${valor}`),
  }));

describe('trainers', () => {
  test('are told apart by their documents, also where a number is used again for somebody else', async () => {
    const first: Book = { period: '2025-S1', rows: { Formadores: [trainer(1, '99999999')] } };
    const second: Book = { period: '2025-S2', rows: { Formadores: [trainer(1, '11111111'), trainer(2, '99999999')] } };
    expect(await trainers([first, second])).toEqual({ persons: 2, byPeriod: ['todos: 2', '2025-S1: 1', '2025-S2: 2'] });
  });

  test('of two templates of one programme with the same number are two', async () => {
    const chain: Book = { code: 'CV', rows: { Formadores: [trainer(1, '40000001')] } };
    const cooperative: Book = { code: 'CO', rows: { Formadores: [trainer(1, '40000002', { metodologia: 'MYCOOP' })] } };
    expect((await trainers([chain, cooperative])).persons).toBe(2);
  });

  test('without a document are whom their number named before, where it named one', async () => {
    const first: Book = { period: '2025-S1', rows: { Formadores: [trainer(1, '99999999')] } };
    const second: Book = { period: '2025-S2', rows: { Formadores: [trainer(1, null)] } };
    const other: Book = { series: 'BBB', rows: { Formadores: [trainer(7, '99999999')] } };
    expect((await trainers([first, second, other])).persons).toBe(1);
  });
});

test('a decision about a trainer holds when an earlier number of the same person comes', async () => {
  const named = (n: number, document: string | null): Row =>
    trainer(n, document, { nombre: 'Rosa Elvira Condori Apaza' });
  const first = await Promise.all([
    book({ series: 'BBB', rows: { Formadores: [named(1, '40112233')] } }),
    book({ series: 'CCC', rows: { Formadores: [named(1, null)] } }),
  ]);
  const db = await mergedDatabase([first]);
  const state = async () => ({
    persons: (await db.rows('select count(*) as n from consolidado.dim_formador'))[0]?.n,
    pairs: await db.rows("select estado, motivo from consolidado.duplicados where tipo = 'formador'"),
  });
  expect(await state()).toEqual({ persons: 2, pairs: [{ estado: 'PENDIENTE', motivo: null }] });
  await db.run(
    "insert into bruto.decisiones select tipo, clave_a, clave_b, 'MISMO', 'Es ella', 'Coordinación', '2026-08-01', null from consolidado.duplicados",
  );
  await buildTables(db);
  expect(await state()).toEqual({ persons: 1, pairs: [{ estado: 'MISMO', motivo: 'Es ella' }] });
  // The same person stands in a programme that comes first in order.
  const earlier = await book({ series: 'AAA', rows: { Formadores: [named(1, '40112233')] } });
  await mergeSubmissions(db, await asSubmissions([earlier]), { salt });
  expect(await state()).toEqual({ persons: 1, pairs: [{ estado: 'MISMO', motivo: 'Es ella' }] });
  db.close();
});

test('measurements that are sent again leave the figures of earlier periods as they were', async () => {
  const enterprise: Row = {
    empresa_id: 1,
    nombre: 'Tejidos Illari',
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
  };
  const measured = (momento: string, absent: number, wage: number, currency: string | null): Row => ({
    empresa_id: '1',
    momento,
    desde: momento === 'LB' ? '2024-01-01' : '2024-07-01',
    hasta: momento === 'LB' ? '2024-06-30' : '2024-12-31',
    trab_promedio: 50,
    dias_programados: 5000,
    dias_ausencia: absent,
    horas: 40_000,
    salario: wage,
    moneda: currency,
  });
  // The baseline was sent without its currency: it is the country's.
  const rows = {
    Empresas: [enterprise],
    Mediciones: [measured('LB', 100, 1000, null), measured('LF', 80, 1200, 'PEN')],
  };
  const built = await Promise.all([book({ period: '2025-S1', rows }), book({ period: '2025-S2', rows })]);
  await merged([built], async (db) => {
    const lines = await db.rows(
      "select indicador, periodo, numerador, denominador from consolidado.score_indicadores where indicador in ('SC12', 'SC14') and pais = 'PE' and programa_id = '' and region = '' and sector = '' and clase = '' order by indicador, periodo",
    );
    expect(lines).toEqual(
      ['SC12', 'SC14'].flatMap((indicador) =>
        ['', '2025-S1', '2025-S2'].map((periodo) => ({ indicador, periodo, numerador: 1, denominador: 1 })),
      ),
    );
    expect(await db.rows('select count(*) as n from consolidado.score_mediciones')).toEqual([{ n: 2 }]);
  });
});
