import { describe, expect, test } from 'vitest';
import { makePublished } from '../../pipeline/disclosure/published.ts';
import { models } from '../../pipeline/merge/models.ts';
import { Figures } from '../../pipeline/publish/page/client/data.ts';
import { readPageData } from '../../pipeline/publish/page/read-page-data.ts';
import { inWords } from '../../pipeline/publish/table-words.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book, total } from '../helpers/books.ts';
import { wholeDatabase } from '../helpers/merging.ts';
import { scoreDetail } from '../helpers/score-books.ts';

const SCORE = 'score_indicadores';

describe('targets', () => {
  const target = (total: number, fecha_dato: string): Row => ({
    indicador: 'SC01',
    total,
    calificador: 'META',
    tipo_conteo: 'ACU',
    fecha_dato,
    fuente: `Marco lógico, meta de ${total}`,
  });
  const reached = (period: string, total: number, results: Row[] = []): Book => ({
    period,
    results: [{ indicador: 'SC01', total }, ...results],
  });
  const standing = (books: Book[]) =>
    total(books, SCORE, 'SC01', {}, (db) =>
      db.rows('select valor, alcanzado, parte, estado from consolidado.metas order by fecha_dato, valor'),
    );

  test('stand beside what was reached of them, in time or late', async () => {
    const targets = [
      target(30, '2025-12-31'),
      target(50, '2025-12-31'),
      target(90, '2025-12-31'),
      target(80, '2027-12-31'),
    ];
    expect(await standing([reached('2025-S2', 40, targets), reached('2026-S1', 60)])).toEqual([
      { valor: 30, alcanzado: 60, parte: 2, estado: 'alcanzada a tiempo' },
      { valor: 50, alcanzado: 60, parte: 1.2, estado: 'alcanzada tarde' },
      { valor: 90, alcanzado: 60, parte: expect.closeTo(2 / 3, 5), estado: 'no alcanzada' },
      { valor: 80, alcanzado: 60, parte: 0.75, estado: 'en plazo' },
    ]);
    expect(await standing([{ results: [target(30, '2026-12-31')] }])).toEqual([
      { valor: 30, alcanzado: null, parte: null, estado: 'sin dato' },
    ]);
  });

  test('that stand in the workbook of each period are one, and no row that was left over', async () => {
    const target90 = { ...target(90, '2027-12-31'), tipo_conteo: 'INC' };
    const books = [reached('2025-S2', 40, [target90]), reached('2026-S1', 60, [target90, target(70, '2027-12-31')])];
    expect(await standing(books)).toMatchObject([
      { valor: 70, alcanzado: 60 },
      { valor: 90, alcanzado: 60 },
    ]);
    const asked = await total(books, SCORE, 'SC01', {}, (db) =>
      db.rows("select * from consolidado.hallazgos where codigo = 'Q-27'"),
    );
    expect(asked).toEqual([]);
  });
});

test('each figure stands beside the one of the period before, and three that go one way are a trend', async () => {
  const of = (period: string, reported: number): Book => ({
    period,
    results: [{ indicador: 'TR09', total: reported, tipo_conteo: 'INC' }],
  });
  const books = [
    of('2025-S1', 10),
    of('2025-S2', 30),
    of('2026-S1', 45),
    of('2026-S2', 40),
    { ...of('2026-S2', 7), series: 'BBB' },
  ];
  const rows = await total(books, SCORE, 'TR09', {}, (db) =>
    db.rows(
      "select periodo, valor, periodo_anterior, cambio, cambio_relativo, recibidos, recibidos_antes, tendencia from consolidado.evolucion where indicador = 'TR09' and pais = '' order by periodo",
    ),
  );
  const none = { periodo_anterior: null, cambio: null, cambio_relativo: null, recibidos_antes: null, tendencia: null };
  const after = (periodo_anterior: string, cambio: number, before: number) => ({
    periodo_anterior,
    cambio,
    cambio_relativo: expect.closeTo(cambio / before, 5),
    recibidos_antes: 1,
  });
  expect(rows).toEqual([
    { periodo: '2025-S1', valor: 10, recibidos: 1, ...none },
    { periodo: '2025-S2', valor: 30, recibidos: 1, ...after('2025-S1', 20, 10), tendencia: null },
    { periodo: '2026-S1', valor: 45, recibidos: 1, ...after('2025-S2', 15, 30), tendencia: 'sube' },
    // Two programmes against one: what the one did is not told by it.
    {
      ...{ periodo: '2026-S2', valor: 47, recibidos: 2, recibidos_antes: 1 },
      ...{ periodo_anterior: '2026-S1', cambio: null, cambio_relativo: null, tendencia: null },
    },
  ]);
});

test('what is counted since the start has a change only where each period says all until then', async () => {
  const changes = (...of: [period: string, reported: number, kind: 'INC' | 'ACU'][]) =>
    total(
      of.map(([period, reported, kind]) => ({
        period,
        results: [{ indicador: 'SC20', total: reported, tipo_conteo: kind }],
      })),
      SCORE,
      'SC20',
      {},
      async (db) =>
        (
          await db.rows(
            "select cambio from consolidado.evolucion where indicador = 'SC20' and pais = 'PE' and programa_id = '' order by periodo",
          )
        ).map(({ cambio }) => cambio),
    );
  expect(await changes(['2025-S1', 10, 'ACU'], ['2025-S2', 30, 'ACU'], ['2026-S1', 30, 'ACU'])).toEqual([null, 20, 0]);
  // 190, then 70 more: no fall by 120; and all until now against what is new is no change either.
  expect(await changes(['2025-S1', 190, 'INC'], ['2025-S2', 70, 'INC'])).toEqual([null, null]);
  expect(await changes(['2025-S1', 10, 'ACU'], ['2025-S2', 30, 'INC'])).toEqual([null, null]);
});

test('the page tells the changes that the table tells, and no others', async () => {
  const of = (period: string, SC20: number, kind: 'INC' | 'ACU', TR09: number): Book => ({
    period,
    results: [
      { indicador: 'SC20', total: SC20, tipo_conteo: kind },
      { indicador: 'TR09', total: TR09, tipo_conteo: 'INC' },
    ],
  });
  const books = await Promise.all([of('2025-S1', 190, 'INC', 40), of('2025-S2', 70, 'INC', 55)].map(book));
  const db = await wholeDatabase([books]);
  await makePublished(db);
  const figures = new Figures(await readPageData(db, 'es'));
  db.close();
  const changes = (code: string) =>
    figures
      .linesOf('SC', code, '', { pais: 'PE', programa_id: '', periodo: '2025-S2' })
      .map(({ valor, cambio, periodo_anterior }) => [valor, cambio, periodo_anterior]);
  expect(changes('TR09')).toEqual([[55, 15, '2025-S1']]);
  // Fewer new ones than before are no fall of what was counted since the start.
  expect(changes('SC20')).toEqual([[70, null, '']]);
});

describe('targets of one kind', () => {
  const target = (indicador: string, of: number, more: Row = {}): Row => ({
    indicador,
    total: of,
    calificador: 'META',
    tipo_conteo: 'ACU',
    fecha_dato: '2025-12-31',
    fuente: 'Marco lógico',
    ...more,
  });
  const standing = (books: Book[]) =>
    total(books, SCORE, 'SC01', {}, (db) => db.rows('select alcanzado, parte, estado from consolidado.metas'));

  test('are held against what is of their kind: currency, direction, all that was listed by then', async () => {
    const money = {
      results: [target('SC21', 1000, { moneda: 'USD' }), { indicador: 'SC21', total: 3000, moneda: 'PEN' }],
    };
    expect(await standing([money])).toEqual([{ alcanzado: null, parte: null, estado: 'sin dato' }]);
    const absence = [
      target('SC16', 0.03, { numerador: 3, denominador: 100 }),
      { indicador: 'SC16', total: 0.08, numerador: 8, denominador: 100 },
    ];
    expect(await standing([{ period: '2026-S1', results: absence }])).toEqual([
      { alcanzado: 0.08, parte: 0.375, estado: 'no alcanzada' },
    ]);
    const list = (from: number, to: number) =>
      scoreDetail(Array.from({ length: to - from + 1 }, (_, at) => [from + at, 10] as const));
    const books: Book[] = [
      { period: '2025-S1', rows: list(1, 8), results: [target('SC01', 9)] },
      { period: '2025-S2', rows: list(9, 10) },
      { period: '2026-S1', rows: list(1, 1) },
    ];
    expect(await standing(books)).toMatchObject([{ alcanzado: 10, estado: 'alcanzada a tiempo' }]);
  });
});

test('words that the tables put into figures over time have an English form', async () => {
  for (const [model, column] of [
    ['metas', 'estado'],
    ['contradicciones', 'estado'],
    ['evolucion', 'tendencia'],
  ] as const) {
    const sql = models.find(({ name }) => name === model)?.sql ?? '';
    const words = [...sql.matchAll(/(?:then|else) '([a-zñáéíóú ,]{3,})'/g), ...sql.matchAll(/, '([a-z ]{4,})'\)/g)].map(
      ([, word = '']) => word,
    );
    const known = words.filter((word) => !['region', 'sector', 'publico', 'publicado'].includes(word));
    expect(known.length, model).toBeGreaterThan(2);
    for (const word of known) expect(inWords(word, column, 'en'), `${model} ${word}`).not.toBe(word);
  }
});
