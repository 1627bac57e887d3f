import { describe, expect, test } from 'vitest';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { programme, total, value } from '../helpers/books.ts';
import { enterpriseRow, moduleRow, trainerRow } from '../helpers/score-books.ts';
import { exampleRow } from '../helpers/workbooks.ts';

describe('counted figures', () => {
  const module = (n: number, code = 'M1'): Row => moduleRow(n, { modulo: code, fecha_inicio: '2026-02-01' });
  const detail = (series: string, period: string, people: [number, number][], modules: Row[]) => ({
    series,
    period,
    rows: { Empresas: people.map(([n, size]) => enterpriseRow(n, size)), Modulos: modules, Formadores: [trainerRow] },
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

  test('give way to a declared figure of the same period, and are never added to what was declared as new before', async () => {
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
    expect(await value([earlier, counted], 'score_indicadores', 'SC01')).toEqual([9]);
    const few = { period: '2025-S2', results: [{ indicador: 'SC01', total: 1, tipo_conteo: 'INC' }] };
    expect(await value([few, counted], 'score_indicadores', 'SC01')).toEqual([2]);
  });

  test('are traced to cells, also where a headline reads a whole and its part from one row', async () => {
    const old = detail('AAA', '2014-S1', [[1, 10]], [module(1), module(1, 'M2')]);
    const traced = await total([old], 'score_indicadores', 'SC01', {}, (db) =>
      db.rows(
        "select clave, fila, rol from intermedio.int_procedencia where tabla = 'titulares_figura4' and clave = 'H1'",
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
    // Who took part is reached; who only is a member of an organisation is not.
    expect(await value(books, 'cv_resultados', 'CV01')).toEqual([16]);
    expect(await value(books, 'cv_resultados', 'CV20')).toEqual([100]);
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

  test('measured again of the same course are the latest measurement, in one workbook or in two', async () => {
    const course = { ...exampleRow('FE', 'Acciones'), mujeres: 60, hombres: 50, total: 110, repetidos: 0 };
    const followUp = (fecha: string, started: number) => ({
      ...exampleRow('FE', 'Seguimiento'),
      fecha,
      muestra_mujeres: 60,
      muestra_hombres: 50,
      iniciaron_mujeres: started,
      iniciaron_hombres: 20,
      mejoraron_mujeres: 28,
      mejoraron_hombres: 20,
    });
    const sent = (period: string, followUps: Row[]) => ({
      code: 'FE',
      period,
      rows: { Acciones: [course], Seguimiento: followUps, Formadores: [exampleRow('FE', 'Formadores')] },
    });
    const [first, second] = [followUp('2026-03-15', 40), followUp('2026-06-20', 45)];
    const once = [sent('2026-S1', [first, second])];
    const twice = [sent('2026-S1', [first]), sent('2026-S2', [followUp('2026-09-20', 45)])];
    for (const books of [once, twice]) {
      expect(await value(books, 'fe_resultados', 'FE03')).toEqual([65]);
      expect(await value(books, 'fe_resultados', 'FE04')).toEqual([48]);
    }
    expect(await value(twice, 'fe_resultados', 'FE03', { periodo: '2026-S1' })).toEqual([60]);
    expect(await value(twice, 'fe_resultados', 'FE03', { periodo: '2026-S2' })).toEqual([65]);
  });

  test('of things that sheets list are counted: courses, workshops, studies and publications', async () => {
    const action = (code: string, tipo: string, at: number): Row => ({
      ...exampleRow(code, 'Acciones'),
      accion_id: String(at),
      organizacion_id: null,
      tipo,
      fecha_inicio: `2026-0${at}-10`,
      fecha_fin: `2026-0${at}-12`,
    });
    const trainers = (code: string) => ({ Formadores: [exampleRow(code, 'Formadores')] });
    const actionsOf = (code: string, tipos: string[]) => ({
      code,
      rows: { Acciones: tipos.map((tipo, at) => action(code, tipo, at + 1)), ...trainers(code) },
    });
    expect(await value([actionsOf('FE', ['CUR', 'CUR', 'TAL'])], 'fe_resultados', 'FE05')).toEqual([2]);
    expect(await value([actionsOf('CV', ['TAL', 'CUR', 'TAL'])], 'cv_resultados', 'CV07')).toEqual([2]);
    const products = ['EST', 'PUB', 'MAT'].map((tipo, at) => ({
      ...exampleRow('PL', 'Productos'),
      producto_id: String(at + 1),
      tipo,
    }));
    const policy = { code: 'PL', rows: { Productos: products } };
    expect(await value([policy], 'pl_resultados', 'PL03')).toEqual([2]);
    // Told again in the next workbook they are the same; a declared total of the same period holds them.
    expect(await value([policy, { ...policy, period: '2026-S2' }], 'pl_resultados', 'PL03')).toEqual([2]);
    const declared = { ...policy, results: [{ indicador: 'PL03', total: 9 }] };
    expect(await value([declared], 'pl_resultados', 'PL03')).toEqual([9]);
  });

  test('of enterprises say who has a workers’ organisation, of those that say so, and who supplies a lead buyer', async () => {
    const enterprises = [
      enterpriseRow(1, 10, { sindicato: 'S', tractora: 'Compradora SA' }),
      enterpriseRow(2, 20, { sindicato: 'N' }),
      enterpriseRow(3, 30, { sindicato: null, tractora: 'Otra SA' }),
      // It followed no module.
      enterpriseRow(4, 40, { sindicato: 'S', tractora: 'Compradora SA' }),
    ];
    const books = [
      {
        rows: { Empresas: enterprises, Modulos: [moduleRow(1), moduleRow(2), moduleRow(3)], Formadores: [trainerRow] },
      },
    ];
    expect(await total(books, 'score_indicadores', 'SC41')).toMatchObject([
      { valor: 0.5, numerador: 1, denominador: 2 },
    ]);
    expect(await value(books, 'score_indicadores', 'SC42')).toEqual([2]);
  });
});
