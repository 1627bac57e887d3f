import { describe, expect, test } from 'vitest';
import { buildTables } from '../../pipeline/merge/build-tables.ts';
import { mergeSubmissions } from '../../pipeline/merge/merge.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book } from '../helpers/books.ts';
import { asSubmissions, merged, mergedDatabase, salt } from '../helpers/merging.ts';
import { exampleRow } from '../helpers/workbooks.ts';

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
    const first: Book = { period: '2025-S1', rows: { Formadores: [trainer(1, '40999998')] } };
    const second: Book = { period: '2025-S2', rows: { Formadores: [trainer(1, '41111112'), trainer(2, '40999998')] } };
    expect(await trainers([first, second])).toEqual({ persons: 2, byPeriod: ['todos: 2', '2025-S1: 1', '2025-S2: 2'] });
  });

  test('are the same with words, marks and zeros; letters and the kind of document tell them apart', async () => {
    const written = [
      ['45678912', 'DNI 45.678.912', 'N° 045678912'],
      ['AB1234567', 'pasaporte ab-1234567'],
      ['CD1234567'],
      ['CE 45678912'],
      ['1234568 LP', 'C.I. 1234568'],
    ];
    const books = written.flat().map(
      (document, at): Book => ({
        series: `D${at}`,
        rows: { Formadores: [trainer(1, document)] },
      }),
    );
    expect((await trainers(books)).persons).toBe(written.length);
  });

  test('whose document names nobody are told, and stand for themselves', async () => {
    const made: Book[] = ['00000000', '12345678', '4567', '99999999'].map((document, at) => ({
      series: `E${at}`,
      rows: { Formadores: [trainer(1, document)] },
    }));
    const [told] = await merged(
      [await Promise.all([...made, ...made.map((one) => ({ ...one, series: `F${one.series}` }))].map(book))],
      (db) =>
        db.rows(
          "select count(*) filter (codigo = 'Q-26') as q26, (select count(*) from consolidado.dim_formador) as personas from consolidado.hallazgos",
        ),
    );
    expect(told).toEqual({ q26: 8, personas: 8 });
  });

  test('of two templates of one programme with the same number are two', async () => {
    const chain: Book = { code: 'CV', rows: { Formadores: [trainer(1, '40000001')] } };
    const cooperative: Book = { code: 'CO', rows: { Formadores: [trainer(1, '40000002', { metodologia: 'MYCOOP' })] } };
    expect((await trainers([chain, cooperative])).persons).toBe(2);
  });

  test('without a document are whom their number named before, where it named one', async () => {
    const first: Book = { period: '2025-S1', rows: { Formadores: [trainer(1, '40999998')] } };
    const second: Book = { period: '2025-S2', rows: { Formadores: [trainer(1, null)] } };
    const other: Book = { series: 'BBB', rows: { Formadores: [trainer(7, '40999998')] } };
    expect((await trainers([first, second, other])).persons).toBe(1);
  });
});

test('an enterprise is one by its tax number, with or without check digit, prefix and zeros', async () => {
  const sent = (series: string, country: string, numbers: string[]) =>
    book({
      series,
      country,
      rows: {
        Empresas: numbers.map((id_tributario, at) => ({
          ...exampleRow('SC', 'Empresas'),
          empresa_id: String(at + 1),
          nombre: `Empresa ${series} ${at}`,
          id_tributario,
          region: { CO: 'CO-ANT', VE: 'VE-V', BO: 'BO-L' }[country] ?? null,
          moneda: { CO: 'COP', VE: 'VES', BO: 'BOB' }[country] ?? null,
        })),
      },
    });
  const workbooks = await Promise.all([
    sent('NITA', 'CO', ['890.903.938-8', '899999034']),
    sent('NITB', 'CO', ['890903938', 'NIT899.999.034-1']),
    sent('NITC', 'CO', ['0890903938', 'N.I.T. 899999034']),
    sent('RIFA', 'VE', ['J-00012345-6']),
    sent('RIFB', 'VE', ['RIF J123456']),
    sent('BOA', 'BO', ['1023456789']),
    sent('BOB', 'BO', ['0001023456789']),
  ]);
  const keys = await merged([workbooks], (db) => db.rows('select empresa_key from consolidado.dim_empresa order by 1'));
  expect(keys.map(({ empresa_key }) => empresa_key)).toEqual([
    'BO|1023456789',
    'CO|890903938',
    'CO|899999034',
    'VE|J000123456',
  ]);
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

test('a programme whose trainers all count in another has sent its figures too', async () => {
  const books: Book[] = [
    { series: 'AAA', rows: { Formadores: [trainer(1, '40999998'), trainer(2, '41111112')] } },
    { series: 'BBB', rows: { Formadores: [trainer(1, '40999998')] } },
  ];
  const lines = await merged([await Promise.all(books.map(book))], (db) =>
    db.rows(
      "select valor, recibidos, esperados from consolidado.score_indicadores where indicador = 'SC05' and pais = 'PE' and programa_id = '' and region = '' and sexo = ''",
    ),
  );
  expect(lines).toEqual([1, 2].map(() => ({ valor: 2, recibidos: 2, esperados: 2 })));
});
