import { mkdirSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { mergeCommand } from '../../pipeline/cli/merge.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { decide } from '../../pipeline/office/decide.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book } from '../helpers/books.ts';
import { outcome } from '../helpers/command.ts';
import { scratch } from '../helpers/marked-copies.ts';
import { merged } from '../helpers/merging.ts';
import { enterpriseRow, moduleRow, trainerRow } from '../helpers/score-books.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const path = scratch('codigos-otra-vez');

/** The total of the country of an indicator, once each batch was merged after the other. */
async function totals(table: string, indicators: readonly string[], batches: readonly (readonly Book[])[]) {
  const made = await Promise.all(batches.map((books) => Promise.all(books.map((one) => book(one)))));
  return merged(made, async (db) => {
    const rows = await db.rows(
      `select indicador, valor from consolidado.${table} where pais = 'PE' and programa_id = '' and periodo = ''
         and region || sector || clase || sexo || publico = ''`,
    );
    return indicators.map((code) => rows.find(({ indicador }) => indicador === code)?.valor ?? null);
  });
}

const named = { nombre: 'Tejidos Inventados SAC' };
const enterprise = (n: number, more: Row) => enterpriseRow(n, 60, { ...named, ...more });
const score = (period: string, ...enterprises: Row[]): Book => ({
  period,
  rows: { Empresas: enterprises, Modulos: enterprises.map((_, at) => moduleRow(at + 1)), Formadores: [trainerRow] },
});

test('an enterprise whose tax number is filled in later is one, unless the office says that it is another', async () => {
  const [without, numbered] = [{ id_tributario: null }, { id_tributario: '20131312955' }];
  const of = (...batches: Book[][]) => totals('score_indicadores', ['SC03'], batches);
  const [first, later] = [score('2025-S1', enterprise(1, without)), score('2025-S2', enterprise(1, numbered))];
  expect(await of([first], [later])).toEqual([60]);
  expect(await of([later], [first])).toEqual([60]);
  // Two of one name with two numbers: whose the row without number is nobody knows.
  const both = score('2025-S2', enterprise(1, numbered), enterprise(2, { id_tributario: '20999990001' }));
  expect(await of([first], [both])).toEqual([180]);
  // Two rows of one workbook are two, whatever they are called; and two numbers are never one.
  const pair = score('2025-S2', enterprise(1, without), enterprise(2, numbered));
  expect(await of([pair])).toEqual([120]);
  expect(
    await of(
      [first],
      [later],
      [{ ...first, series: 'BBB' }],
      [{ ...score('2025-S2', enterprise(1, { id_tributario: '20999990001' })), series: 'BBB' }],
    ),
  ).toEqual([180]);
  // The office sees the two, and may hold them apart.
  const made = await Promise.all([[await book(first)], [await book(later)]]);
  await merged(made, async (db) => {
    const [pair] = await db.rows('select * from consolidado.duplicados');
    expect(pair).toMatchObject({ estado: 'UNIDO', nombre_a: 'Tejidos Inventados SAC' });
  });
  // Of another programme the office decides.
  expect(await of([first], [{ ...later, series: 'BBB' }])).toEqual([120]);
});

test('a code that is used again names another product and another process; what is renamed is the same', async () => {
  const product = (producto_id: number, titulo: string, fecha: string) => ({
    ...exampleRow('PL', 'Productos'),
    ...{ producto_id, titulo, fecha, tipo: 'PUB', proceso_id: null },
  });
  const process = (titulo: string, fecha_inicio: string, more: Row = {}) => ({
    ...exampleRow('PL', 'Procesos'),
    ...{ proceso_id: 1, titulo, fecha_inicio, tipo: 'LEY', etapa: 'APRO', fecha_aprobacion: '2025-06-01', ...more },
  });
  const policy = (period: string, Procesos: Row[], Productos: Row[]): Book => ({
    code: 'PL',
    period,
    rows: { Procesos, Productos },
  });
  const of = (...batches: Book[][]) => totals('pl_resultados', ['PL01', 'PL03'], batches);
  const first = policy(
    '2025-S1',
    [process('Ley Uno', '2025-01-10')],
    [product(1, 'Guía A', '2025-03-01'), product(2, 'Estudio B', '2025-04-01')],
  );
  expect(
    await of(
      [first],
      [
        policy(
          '2025-S2',
          [process('Ley Dos', '2025-08-01')],
          [product(1, 'Guía C', '2025-09-01'), product(2, 'Estudio D', '2025-10-01')],
        ),
      ],
    ),
  ).toEqual([2, 4]);
  expect(
    await of(
      [first],
      [policy('2025-S2', [process('Ley 31234', '2025-01-10')], [product(1, 'Guía A, segunda edición', '2025-03-01')])],
    ),
  ).toEqual([1, 2]);
});

test('what is misspelt, shortened or corrected step by step is one process; what is unreadable later stays what it was', async () => {
  const process = (titulo: string | null, fecha_inicio: string | null): Row => ({
    ...exampleRow('PL', 'Procesos'),
    ...{ proceso_id: 1, titulo, fecha_inicio, tipo: 'LEY', etapa: 'APRO', fecha_aprobacion: '2025-06-01' },
  });
  const policy = (period: string, Procesos: Row[], Productos: Row[] = []): Book => ({
    code: 'PL',
    period,
    rows: { Procesos, Productos },
  });
  const laws = async (...of: Row[]) =>
    (
      await totals(
        'pl_resultados',
        ['PL01'],
        of.map((row, at) => [policy(`${2023 + (at >> 1)}-S${(at % 2) + 1}`, [row])]),
      )
    )[0];
  expect(await laws(process('Ley MYPE', null), process('Ley de la MYPE', '2023-02-01'))).toBe(1);
  expect(await laws(process('Ley de Cooperativas', '2023-02-01'), process('Ley de Cooperativass', '2023-02-02'))).toBe(
    1,
  );
  expect(await laws(process('Ley de Cooperativas', '2023-02-01'), process(null, null))).toBe(1);
  expect(
    await laws(
      process('Proyecto 77', '2023-02-01'),
      process('Proyecto 77', '2023-03-01'),
      process('Ley 31000', '2023-03-01'),
      process('Ley 31000', '2023-04-01'),
    ),
  ).toBe(1);
  for (const [one, other] of [
    ['Ley 31000', 'Ley 31001'],
    ['Ley de exportación de quinua', 'Ley de importación de quinua'],
    ['Ley del empleo formal', 'Ley del empleo informal'],
    ['Reforma sectorial II', 'Reforma sectorial III'],
    ['Boletín de junio', 'Boletín de julio'],
  ] as const)
    expect(await laws(process(one, '2023-02-01'), process(other, '2023-03-01')), one).toBe(2);
  // A row that says neither name nor day is the last one before it.
  const turism = { ...process('Ley de Turismo', '2023-08-01'), etapa: 'PROP', fecha_aprobacion: null };
  expect(await laws(process('Ley de Cooperativas', '2023-02-01'), turism, process(null, null))).toBe(2);
  const guide = (tipo: string): Row => ({
    ...exampleRow('PL', 'Productos'),
    ...{ producto_id: 1, titulo: 'Guía A', fecha: '2025-03-01', tipo, proceso_id: null },
  });
  expect(
    await totals(
      'pl_resultados',
      ['PL03'],
      [[policy('2025-S1', [], [guide('PUB')])], [policy('2025-S2', [], [guide('zzz')])]],
    ),
  ).toEqual([1]);
});

test('what was joined by itself is held apart once the office says so, and joined again when that is taken back', async () => {
  const db = path('oficina.duckdb');
  const read = async (sql: string) => {
    const open = await Database.openForReading(db);
    try {
      return await open.rows(sql);
    } finally {
      open.close();
    }
  };
  const workers = async () =>
    (
      await read(`select valor from consolidado.score_indicadores where indicador = 'SC03' and pais = 'PE' and programa_id = ''
      and periodo = '' and region || sector || clase || sexo || publico = ''`)
    )[0]?.valor;
  for (const [name, one] of [
    ['uno', score('2025-S1', enterprise(1, { id_tributario: null }))],
    ['dos', score('2025-S2', enterprise(1, { id_tributario: '20131312955' }))],
  ] as const) {
    mkdirSync(path(name), { recursive: true });
    writeFileSync(path(name, 'libro.xlsx'), (await book(one)).bytes);
    await outcome((effects) =>
      mergeCommand([path(name)], { out: path('salida'), db, format: 'text', lang: 'es' }, effects),
    );
  }
  expect(await workers()).toBe(60);
  const [pair] = await read('select clave_a, clave_b, estado from consolidado.duplicados');
  expect(pair?.estado).toBe('UNIDO');
  const say = (decision: 'DISTINTO' | 'RETIRAR') =>
    decide(
      db,
      [
        {
          tipo: 'empresa',
          a: String(pair?.clave_a),
          b: String(pair?.clave_b),
          decision,
          reason: 'Son dos locales',
          who: 'Oficina',
        },
      ],
      new Date('2026-11-21'),
    );
  await say('DISTINTO');
  expect(await workers()).toBe(120);
  await say('RETIRAR');
  expect(await workers()).toBe(60);
});
