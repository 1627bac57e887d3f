import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../pipeline/merge/database.ts';
import { toXlsx } from '../../sheets-templates/build/to-xlsx.ts';
import type { Row, Value } from '../../sheets-templates/define.ts';
import { makeId } from '../../sheets-templates/functions/ids.ts';
import { parsePeriod } from '../../sheets-templates/functions/period.ts';
import { merged, type NamedBytes } from '../helpers/merging.ts';
import { template } from '../helpers/workbooks.ts';

const programme = (series: string, country = 'PE') => makeId('PRG', country, series, 1);
interface Book {
  series?: string;
  code?: string;
  country?: string;
  period?: string;
  number?: number;
  results?: Row[];
  rows?: Record<string, Row[]>;
}

let count = 0;
async function book({
  series = 'AAA',
  code = 'SC',
  country = 'PE',
  period = '2026-S1',
  number = 1,
  results = [],
  rows = {},
}: Book): Promise<NamedBytes> {
  const known = template(code);
  const cutoff = parsePeriod(period)?.to ?? null;
  const cover = {
    ...known.cover.example,
    area: code,
    pais: country,
    programa_id: programme(series, country),
    periodo: period,
    fecha_corte: cutoff,
    envio_n: number,
    regiones: null,
  };
  const declared = results.map(
    (row, index): Row => ({
      calificador: 'EX',
      tipo_conteo: 'ACU',
      fecha_dato: cutoff,
      fuente: `Fuente ${index}`,
      ...row,
    }),
  );
  count += 1;
  return {
    name: `libro-${count}.xlsx`,
    bytes: await toXlsx(known, { lang: 'es', country, cover, rows: { Resultados: declared, ...rows }, prepared: 3 }),
  };
}

/** Total of an indicator: of the region, of a country or of a programme; of all periods unless one is named. */
async function total(
  books: Book[],
  table: string,
  indicator: string,
  where: Partial<Record<'pais' | 'programa_id' | 'periodo', string>> = {},
  look?: (db: Database) => Promise<unknown>,
) {
  const built = await Promise.all(books.map(book));
  return merged([built], async (db) => {
    const { pais = '', programa_id = '', periodo = '' } = where;
    const rows = await db.rows(
      `select valor, numerador, denominador, unidad, calificador from consolidado.${table} where indicador = '${indicator}' and pais = '${pais}' and programa_id = '${programa_id}' and periodo = '${periodo}' and region = '' and sector = '' and clase = '' and sexo = '' and publico = '' order by unidad`,
    );
    return look ? look(db) : rows;
  });
}

const value = async (...args: Parameters<typeof total>) =>
  ((await total(...args)) as { valor: Value }[]).map(({ valor }) => valor);

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

describe('inclusions', () => {
  const includes = (total: number, ...series: string[]): Row => ({
    indicador: 'SC05',
    total,
    incluye_a: series.map((name) => programme(name)).join(';') || null,
  });
  const sent = (series: string, total: number) => ({ series, results: [{ indicador: 'SC05', total }] });

  test('subtract each included programme once, in chains and from several rows', async () => {
    expect(
      await value([sent('AAA', 20), { series: 'BBB', results: [includes(30, 'AAA')] }], 'score_indicadores', 'SC05'),
    ).toEqual([30]);
    expect(
      await value(
        [
          sent('AAA', 5),
          { series: 'BBB', results: [includes(10, 'AAA')] },
          { series: 'CCC', results: [includes(40, 'BBB')] },
        ],
        'score_indicadores',
        'SC05',
      ),
    ).toEqual([40]);
    const two = [
      { ...includes(30, 'BBB'), tipo_conteo: 'INC' },
      { ...includes(40, 'CCC'), tipo_conteo: 'INC' },
    ];
    expect(await value([sent('BBB', 3), sent('CCC', 4), { results: two }], 'score_indicadores', 'SC05')).toEqual([70]);
  });

  test('in a circle, or of a programme that has not sent, subtract nothing and are told', async () => {
    const circle = [{ results: [includes(10, 'BBB')] }, { series: 'BBB', results: [includes(20, 'AAA')] }];
    expect(await value(circle, 'score_indicadores', 'SC05')).toEqual([30]);
    const missing = [
      {
        results: [
          { ...includes(10, 'ZZZ'), region: 'PE-LIM' },
          { ...includes(5, 'ZZZ'), region: 'PE-CUS' },
        ],
      },
    ];
    expect(await value(missing, 'score_indicadores', 'SC05')).toEqual([15]);
    for (const books of [circle, missing]) {
      expect(
        await total(books, 'score_indicadores', 'SC05', {}, (db) =>
          db.rows("select 1 from consolidado.hallazgos where codigo = 'R-RE-06b'"),
        ),
      ).not.toEqual([]);
    }
  });

  test('hold what came before the including figure, not what came after', async () => {
    const later = { series: 'AAA', period: '2026-S2', results: [{ indicador: 'SC05', total: 7, tipo_conteo: 'INC' }] };
    const earlier = {
      series: 'AAA',
      period: '2025-S2',
      results: [{ indicador: 'SC05', total: 20, tipo_conteo: 'INC' }],
    };
    expect(
      await value([earlier, later, { series: 'BBB', results: [includes(30, 'AAA')] }], 'score_indicadores', 'SC05'),
    ).toEqual([37]);
  });
});

describe('counted figures', () => {
  const enterprise = (n: number, people: number): Row => ({
    empresa_id: n,
    nombre: `Empresa ${n}`,
    tipo_org: 'EMP',
    id_tributario: `2099999000${n}`,
    region: 'PE-LIM',
    sector: 'TEXTIL',
    trab_mujeres: people,
    trab_hombres: 0,
    trab_total: people,
    ventas: 1000,
    moneda: 'PEN',
    anio_ventas: 2025,
    fecha_ingreso: '2025-03-01',
  });
  const module = (n: number, code = 'M1'): Row => ({
    empresa_id: String(n),
    modulo: code,
    fecha_inicio: '2026-02-01',
    formador_id: '1',
    trab_mujeres: 1,
    trab_hombres: 1,
    ger_mujeres: 0,
    ger_hombres: 0,
    part_total: 2,
    plan_mejora: 'S',
  });
  const trainer: Row = {
    formador_id: 1,
    documento: 'X',
    sexo: 'M',
    metodologia: 'SCORE',
    estado: 'CER',
    fecha_formacion: '2012-01-01',
    fecha_certificacion: '2012-02-01',
    certificador: 'OIT',
    activo: 'S',
  };
  const detail = (series: string, period: string, people: [number, number][], modules: Row[]) => ({
    series,
    period,
    rows: { Empresas: people.map(([n, size]) => enterprise(n, size)), Modulos: modules, Formadores: [trainer] },
  });

  test('count an enterprise once at each level, with its latest number of workers', async () => {
    const books = [
      detail(
        'AAA',
        '2025-S2',
        [
          [1, 10],
          [2, 20],
        ],
        [module(1), module(2)],
      ),
      detail(
        'BBB',
        '2026-S1',
        [
          [2, 25],
          [3, 30],
        ],
        [module(2), module(3)],
      ),
    ];
    expect(await value(books, 'score_indicadores', 'SC01')).toEqual([3]);
    expect(await value(books, 'score_indicadores', 'SC03')).toEqual([65]);
    expect(await value(books, 'score_indicadores', 'SC03', { pais: 'PE', programa_id: programme('AAA') })).toEqual([
      30,
    ]);
    const removed = await total(books, 'score_indicadores', 'SC01', {}, (db) =>
      db.rows(
        "select indicador, antes, despues from consolidado.doble_conteo where regla = 'IDENTIDAD' and indicador in ('SC01', 'SC03') order by indicador",
      ),
    );
    expect(removed).toEqual([
      { indicador: 'SC01', antes: 2, despues: 1 },
      { indicador: 'SC03', antes: 45, despues: 25 },
    ]);
  });

  test('give way to a declared figure of the same period, not of another', async () => {
    const counted = detail(
      'AAA',
      '2026-S1',
      [
        [1, 10],
        [2, 20],
      ],
      [module(1), module(2)],
    );
    expect(
      await value([{ ...counted, results: [{ indicador: 'SC01', total: 9 }] }], 'score_indicadores', 'SC01'),
    ).toEqual([9]);
    const earlier = { period: '2025-S2', results: [{ indicador: 'SC01', total: 9, tipo_conteo: 'INC' }] };
    expect(await value([earlier, counted], 'score_indicadores', 'SC01')).toEqual([11]);
  });

  test('are traced to cells, also where a headline reads a whole and its part from one row', async () => {
    const old = detail('AAA', '2014-S1', [[1, 10]], [module(1), module(1, 'M2')]);
    const traced = await total([old], 'score_indicadores', 'SC01', {}, (db) =>
      db.rows(
        "select clave, fila, rol from consolidado.procedencia where tabla = 'titulares_figura4' and clave = 'H1'",
      ),
    );
    expect(traced).toEqual([{ clave: 'H1', fila: 4, rol: 'cuenta' }]);
  });

  test('of events stand in the period of the event', async () => {
    const course = (n: number, day: string, organised: boolean): Row => ({
      accion_id: n,
      tipo: 'CUR',
      tema: 'Tema',
      publico: 'PROD',
      ...(organised && { organizacion_id: '1' }),
      fecha_inicio: day,
      fecha_fin: day,
      mujeres: 5,
      hombres: 5,
      total: 10,
      repetidos: 2,
    });
    const organisation: Row = {
      organizacion_id: 1,
      nombre: 'Org',
      tipo_org: 'ASO',
      cadena: 'Quinua',
      sector: 'QUINUA',
      region: 'PE-PUN',
      socias: 60,
      socios: 40,
      socios_total: 100,
      fecha_ingreso: '2025-01-01',
    };
    const books = [
      {
        code: 'CV',
        rows: {
          Organizaciones: [organisation],
          Acciones: [course(1, '2025-11-10', true), course(2, '2026-03-10', false)],
        },
      },
    ];
    expect(await value(books, 'cv_resultados', 'CV03')).toEqual([16]);
    expect(await value(books, 'cv_resultados', 'CV03', { periodo: '2025-S2' })).toEqual([8]);
    // Members of organisations, and those of open courses who were not counted elsewhere.
    expect(await value(books, 'cv_resultados', 'CV01')).toEqual([108]);
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
          `select columna, valor, rol from consolidado.procedencia where clave = '${key}' order by columna, valor`,
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

describe('several workbooks of one programme', () => {
  const enterprise = (people: number): Row => ({
    empresa_id: 1,
    nombre: 'Empresa',
    tipo_org: 'EMP',
    id_tributario: '20999990001',
    sector: 'TEXTIL',
    region: 'PE-LIM',
    trab_mujeres: people,
    trab_hombres: 0,
    trab_total: people,
    fecha_ingreso: '2025-03-01',
  });
  const module = (code: string, people: number, start: string): Row => ({
    empresa_id: '1',
    modulo: code,
    fecha_inicio: start,
    formador_id: '1',
    trab_mujeres: people,
    trab_hombres: 0,
    ger_mujeres: 0,
    ger_hombres: 0,
    part_total: people,
    plan_mejora: 'S',
  });
  const trainer: Row = {
    formador_id: 1,
    documento: 'X',
    sexo: 'M',
    metodologia: 'SCORE',
    estado: 'FOR',
    fecha_formacion: '2012-01-01',
    activo: 'S',
  };

  test('know what an enterprise followed before, and how many it employs now', async () => {
    const first = {
      period: '2025-S2',
      rows: { Empresas: [enterprise(10)], Modulos: [module('M1', 8, '2025-09-01')], Formadores: [trainer] },
    };
    const second = {
      period: '2026-S1',
      rows: { Empresas: [enterprise(50)], Modulos: [module('M2', 2, '2026-02-01')], Formadores: [trainer] },
    };
    expect(await value([first, second], 'score_indicadores', 'SC02')).toEqual([1]);
    expect(await value([first, second], 'score_indicadores', 'SC04')).toEqual([8]);
    expect(
      await value([first, { ...second, rows: { Empresas: [enterprise(50)] } }], 'score_indicadores', 'SC03'),
    ).toEqual([50]);
  });

  test('report an event once, in its period, and not beside the cumulative figure that holds it', async () => {
    const course: Row = {
      accion_id: 1,
      tipo: 'CUR',
      tema: 'Tema',
      publico: 'DEC',
      sector_verde: 'AGR',
      fecha_inicio: '2025-11-10',
      fecha_fin: '2025-11-10',
      mujeres: 5,
      hombres: 5,
      total: 10,
      repetidos: 0,
    };
    const book = (period: string, results: Row[] = []) => ({
      code: 'EV',
      period,
      results,
      rows: { Acciones: [course] },
    });
    expect(await value([book('2025-S2'), book('2026-S1')], 'ev_resultados', 'EV01')).toEqual([10]);
    const cumulative = { code: 'EV', period: '2025-S2', results: [{ indicador: 'EV01', total: 30 }] };
    for (const where of [{}, { periodo: '2025-S2' }])
      expect(await value([cumulative, book('2026-S1')], 'ev_resultados', 'EV01', where)).toEqual([30]);
    const unknown = (await total(
      [{ code: 'EV', rows: { Acciones: [{ ...course, repetidos: null }] } }],
      'ev_resultados',
      'EV01',
    )) as Row[];
    expect(unknown).toMatchObject([{ valor: 10, calificador: 'APR' }]);
  });
});

test('teams whose names differ by a mark are two teams', async () => {
  const known = template('HR');
  const roadmap = async (equipo: string) => ({
    name: `${count++}.xlsx`,
    bytes: await toXlsx(known, { lang: 'es', country: 'PE', cover: { ...known.cover.example, equipo }, prepared: 2 }),
  });
  const built = await Promise.all(['Lima/Callao', 'Lima-Callao', 'Lima Callao'].map(roadmap));
  const rows = await merged([built], (db) => db.rows('select estado from consolidado.entregas'));
  expect(rows).toHaveLength(3);
});

test('no combination of declared rows stops a merge', async () => {
  const row = fc.record({
    indicador: fc.constantFrom('SC01', 'SC02', 'SC05', 'SC08', 'SC19', 'TR01', 'TR05', 'PL03'),
    region: fc.constantFrom(null, 'PE-LIM', 'PE-CUS'),
    publico: fc.constantFrom(null, 'DEC'),
    total: fc.constantFrom(null, 0, 0.4, 1, 27),
    mujeres: fc.constantFrom(null, 3),
    hombres: fc.constantFrom(null, 4),
    denominador: fc.constantFrom(null, 0, 10),
    calificador: fc.constantFrom('EX', 'MAS', 'APR', 'META'),
    tipo_conteo: fc.constantFrom('ACU', 'INC', 'STK'),
    fecha_dato: fc.constantFrom('2014-12-31', '2026-06-30'),
    subconjunto_de: fc.constantFrom(null, 'SC01', 'TR05'),
    incluye_a: fc.constantFrom(null, programme('AAA'), `${programme('BBB')};${programme('CCC')}`),
    fuente: fc.constantFrom('Acta', 'Informe'),
  });
  const books = fc.array(
    fc.record({
      series: fc.constantFrom('AAA', 'BBB'),
      code: fc.constantFrom('SC', 'EV', 'FE'),
      period: fc.constantFrom('2010/2015', '2026-S1'),
      number: fc.constantFrom(1, 2),
      results: fc.array(row, { maxLength: 6 }),
    }),
    { minLength: 1, maxLength: 4 },
  );
  await fc.assert(
    fc.asyncProperty(books, async (items) => {
      const built = await Promise.all(items.map((item) => book(item as Book)));
      await merged([built.slice(0, 2), built], async (db) => {
        expect((await db.rows('select count(*) as n from consolidado.titulares_figura4'))[0]?.n).toBe(10);
      });
    }),
    { seed: 7, numRuns: 25 },
  );
});
