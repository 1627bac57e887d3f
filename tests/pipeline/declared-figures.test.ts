import { describe, expect, test } from 'vitest';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, total, value } from '../helpers/books.ts';

describe('declared figures', () => {
  test('of a programme: the latest cumulative value counts, new ones add, and a newer one replaces older breakdowns', async () => {
    const s1 = {
      period: '2025-S2',
      results: [
        { indicador: 'SC20', region: 'PE-LIM', total: 10 },
        { indicador: 'SC20', region: 'PE-CUS', total: 20 },
      ],
    };
    const s2 = { results: [{ indicador: 'SC20', total: 50 }] };
    expect(await value([s1], 'score_indicadores', 'SC20')).toEqual([30]);
    expect(await value([s1, s2], 'score_indicadores', 'SC20')).toEqual([50]);
    const news = (total: number, period: string) => ({
      period,
      results: [{ indicador: 'SC20', total, tipo_conteo: 'INC' }],
    });
    expect(await value([news(30, '2025-S2'), news(40, '2026-S1')], 'score_indicadores', 'SC20')).toEqual([70]);
  });

  test('of mixed kinds: what the cumulative figure holds is not added again, and the sender is told', async () => {
    const books = [
      { period: '2025-S2', results: [{ indicador: 'SC20', total: 30, tipo_conteo: 'INC' }] },
      { period: '2026-S1', results: [{ indicador: 'SC20', total: 100 }] },
      { period: '2026-S2', results: [{ indicador: 'SC20', total: 5, tipo_conteo: 'INC' }] },
    ];
    expect(await value(books, 'score_indicadores', 'SC20')).toEqual([105]);
    const told = await total(books, 'score_indicadores', 'SC20', {}, (db) =>
      db.rows("select codigo, fila from consolidado.hallazgos where codigo = 'Q-04'"),
    );
    expect(told).toEqual([{ codigo: 'Q-04', fila: 4 }]);
  });

  test('of money are in the currency that the row says, each apart; without one in the country’s, and the sender is told', async () => {
    const funds = (total: number, moneda: string | null, more: Row = {}): Row => ({
      indicador: 'SC21',
      total,
      moneda,
      ...more,
    });
    const book = [
      { results: [funds(5_000_000, 'PEN'), funds(20_000, 'USD'), funds(30_000, 'USD', { fecha_dato: '2026-03-31' })] },
    ];
    expect(await total(book, 'score_indicadores', 'SC21')).toMatchObject([
      { valor: 5_000_000, unidad: 'PEN' },
      { valor: 20_000, unidad: 'USD' },
    ]);
    const unsaid = [{ results: [funds(7000, null)] }];
    expect(await total(unsaid, 'score_indicadores', 'SC21')).toMatchObject([{ valor: 7000, unidad: 'PEN' }]);
    const told = await total(unsaid, 'score_indicadores', 'SC21', {}, (db) =>
      db.rows("select codigo, columna from consolidado.hallazgos where columna = 'moneda'"),
    );
    expect(told).toEqual([{ codigo: 'R-G-12', columna: 'moneda' }]);
  });

  test('of an earlier period that were left over are not added again, and the sender is told', async () => {
    const row = (total: number, more: Row = {}): Row => ({
      indicador: 'TR09',
      total,
      tipo_conteo: 'INC',
      fecha_dato: '2025-12-10',
      fuente: 'Lista de asistencia',
      ...more,
    });
    const books = (left: Row, fresh = row(60, { fecha_dato: '2026-05-10' })) => [
      { period: '2025-S2', results: [row(240)] },
      { period: '2026-S1', results: [left, fresh] },
    ];
    expect(await value(books(row(240)), 'score_indicadores', 'TR09')).toEqual([300]);
    expect(await value(books(row(240)), 'score_indicadores', 'TR09', { periodo: '2026-S1' })).toEqual([60]);
    const told = await total(books(row(240)), 'score_indicadores', 'TR09', {}, (db) =>
      db.rows("select fila, mensaje_es from consolidado.hallazgos where codigo = 'Q-27'"),
    );
    expect(told).toEqual([{ fila: 4, mensaje_es: expect.stringContaining('ya vino igual en el libro de 2025-S2') }]);
    // Another value, day or source is another figure.
    for (const other of [row(241), row(240, { fecha_dato: '2025-12-11' }), row(240, { fuente: 'Otra' })])
      expect(await value(books(other), 'score_indicadores', 'TR09')).toEqual([300 + Number(other.total)]);
  });

  test('with the same date in two periods: the later period counts', async () => {
    const row = (total: number, period: string) => ({
      period,
      results: [{ indicador: 'SC20', total, fecha_dato: '2025-06-30' }],
    });
    expect(await value([row(100, '2025-S2'), row(80, '2026-S1')], 'score_indicadores', 'SC20')).toEqual([80]);
  });

  test('in amounts: each in the currency of its country, never added', async () => {
    const rows = await total(
      [
        { results: [{ indicador: 'SC19', total: 1000 }] },
        { country: 'CO', results: [{ indicador: 'SC19', total: 5_000_000 }] },
      ],
      'score_indicadores',
      'SC19',
    );
    expect(rows).toMatchObject([
      { valor: 5_000_000, unidad: 'COP' },
      { valor: 1000, unidad: 'PEN' },
    ]);
  });

  test('in shares: ratio of sums; a base without numerator gives one, rounded half up', async () => {
    const rows = await total(
      [
        { results: [{ indicador: 'SC08', total: 0.43, denominador: 96 }] },
        { series: 'BBB', results: [{ indicador: 'SC08', numerador: 4, denominador: 4 }] },
      ],
      'score_indicadores',
      'SC08',
    );
    expect(rows).toMatchObject([{ valor: 0.45, numerador: 45, denominador: 100 }]);
    expect(await value([{ results: [{ indicador: 'SC08', total: 0.43 }] }], 'score_indicadores', 'SC08')).toEqual([]);
  });

  test('with qualifiers: a floor makes the sum a floor, an approximation makes it approximate', async () => {
    const row = (calificador: string) => ({
      series: `A${calificador}`,
      results: [{ indicador: 'SC20', total: 1, calificador }],
    });
    const joint = async (...kinds: string[]) =>
      ((await total(kinds.map(row), 'score_indicadores', 'SC20')) as { calificador: string }[])[0]?.calificador;
    expect(await joint('EX', 'MAS')).toBe('MAS');
    expect(await joint('EX', 'MIN')).toBe('MIN');
    expect(await joint('MAS', 'APR', 'EX')).toBe('APR');
  });

  test('that are part of their own indicator are neither its value nor a contradiction', async () => {
    const books: Book[] = [
      {
        results: [
          { indicador: 'SC01', total: 27 },
          { indicador: 'SC01', total: 16, subconjunto_de: 'SC01' },
        ],
      },
    ];
    expect(await value(books, 'score_indicadores', 'SC01')).toEqual([27]);
    expect(
      await total(books, 'score_indicadores', 'SC01', {}, (db) => db.rows('select * from consolidado.contradicciones')),
    ).toEqual([]);
    expect(
      await total(books, 'score_indicadores', 'SC01', {}, (db) =>
        db.rows('select regla, quitado from consolidado.doble_conteo'),
      ),
    ).toEqual([{ regla: 'SUBCONJUNTO', quitado: 16 }]);
  });

  test('without a complete figure are told, and an empty total is the sum of its parts', async () => {
    const books = [{ results: [{ indicador: 'SC04', mujeres: 20 }] }];
    expect(
      await total(books, 'score_indicadores', 'SC04', {}, (db) =>
        db.rows("select codigo from consolidado.hallazgos where codigo = 'Q-05'"),
      ),
    ).toHaveLength(1);
    expect(
      await value([{ results: [{ indicador: 'SC04', mujeres: 20, hombres: 3 }] }], 'score_indicadores', 'SC04'),
    ).toEqual([23]);
  });
});

describe('figures stated in several ways', () => {
  const figures = (books: Book[], indicator: string, extra = '') =>
    total(books, 'score_indicadores', indicator, {}, (db) =>
      db.rows(
        `select valor, valor_alterno, numerador, denominador, estado from consolidado.score_indicadores where indicador = '${indicator}' and pais = 'PE' and programa_id = '' and periodo = '' ${extra || "and region = '' and sexo = '' and publico = ''"}`,
      ),
    );
  const share = (numerador: number, denominador: number): Row => ({ indicador: 'SC08', numerador, denominador });

  test('come from one row, never from a mixture', async () => {
    expect(await figures([{ results: [share(5, 10), share(6, 12)] }], 'SC08')).toMatchObject([
      { valor: 0.5, numerador: 5, denominador: 10, estado: 'publicado' },
    ]);
    expect(await figures([{ results: [share(4, 10), share(10, 12)] }], 'SC08')).toMatchObject([
      { valor: 0.4, numerador: 4, denominador: 10, estado: 'en disputa' },
    ]);
    const sexes = {
      results: [
        { indicador: 'SC05', total: 20, mujeres: 15, hombres: 5 },
        { indicador: 'SC05', total: 20, mujeres: 10, hombres: 10 },
      ],
    };
    expect(await figures([sexes], 'SC05', "and sexo <> '' order by sexo")).toMatchObject([{ valor: 5 }, { valor: 15 }]);
    expect(
      await total([sexes], 'score_indicadores', 'SC05', {}, (db) =>
        db.rows('select distinct estado from consolidado.contradicciones'),
      ),
    ).toEqual([{ estado: 'mismo total, otro desglose por sexo' }]);
  });

  test('as shares are never added, and people beside them are no share', async () => {
    const news: Row[] = [0.4, 0.5].map((value) => ({ indicador: 'SC08', total: value, tipo_conteo: 'INC' }));
    expect(await figures([{ results: news }], 'SC08')).toEqual([]);
    expect(
      await figures(
        [{ results: [{ indicador: 'SC08', total: 0.4, mujeres: 3, hombres: 1, numerador: 4, denominador: 10 }] }],
        'SC08',
      ),
    ).toMatchObject([{ valor: 0.4 }]);
  });

  test('of different kinds in total and breakdown keep their total', async () => {
    const rows: Row[] = [
      { indicador: 'SC20', total: 50, tipo_conteo: 'INC' },
      { indicador: 'SC20', region: 'PE-LIM', total: 20 },
      { indicador: 'SC20', region: 'PE-CUS', total: 30 },
    ];
    expect(await value([{ results: rows }], 'score_indicadores', 'SC20')).toEqual([50]);
    expect(
      await value([{ results: [{ indicador: 'SC20', total: 10, tipo_conteo: null }] }], 'score_indicadores', 'SC20'),
    ).toEqual([10]);
  });

  test('by two dimensions are read by each of them', async () => {
    const rows: Row[] = [
      { indicador: 'EV01', region: 'PE-LIM', publico: 'DEC', total: 36 },
      { indicador: 'EV01', region: 'PE-CUS', publico: 'DEC', total: 84 },
    ];
    const read = await total([{ code: 'EV', results: rows }], 'ev_resultados', 'EV01', {}, (db) =>
      db.rows(
        "select region, publico, valor from consolidado.ev_resultados where pais = 'PE' and programa_id = '' and periodo = '' order by all",
      ),
    );
    expect(read).toEqual([
      { region: '', publico: '', valor: 120 },
      { region: '', publico: 'DEC', valor: 120 },
      { region: 'PE-CUS', publico: '', valor: 84 },
      { region: 'PE-LIM', publico: '', valor: 36 },
    ]);
  });

  test('with a part in another unit stop nothing and add nothing', async () => {
    const books: Book[] = [
      {
        results: [
          { indicador: 'SC19', total: 2000 },
          { indicador: 'SC20', total: 5, tipo_conteo: 'INC', subconjunto_de: 'SC19' },
        ],
      },
    ];
    expect(
      await total(books, 'score_indicadores', 'SC19', {}, (db) =>
        db.rows('select antes, despues, quitado from consolidado.doble_conteo'),
      ),
    ).toEqual([{ antes: null, despues: null, quitado: 5 }]);
  });

  test('are traced to the cells that they were read from', async () => {
    const cells = (results: Row[], key: string) =>
      total([{ results }], 'score_indicadores', 'SC04', {}, (db) =>
        db.rows(
          `select columna, valor, rol from intermedio.int_procedencia where clave = '${key}' order by columna, valor`,
        ),
      );
    expect(await cells([{ indicador: 'SC04', mujeres: 20, hombres: 3 }], 'SC04|PE||')).toEqual([
      { columna: 'hombres', valor: '3', rol: 'cuenta' },
      { columna: 'mujeres', valor: '20', rol: 'cuenta' },
    ]);
    expect(
      await cells(
        [
          { indicador: 'SC04', total: 100 },
          { indicador: 'SC04', total: 90 },
        ],
        'SC04|PE||',
      ),
    ).toEqual([
      { columna: 'total', valor: '100', rol: 'en disputa' },
      { columna: 'total', valor: '90', rol: 'cuenta' },
    ]);
  });
});
