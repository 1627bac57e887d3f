import { describe, expect, test } from 'vitest';
import { makePublished } from '../../pipeline/disclosure/published.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book, total, value } from '../helpers/books.ts';
import { merged } from '../helpers/merging.ts';
import { enterpriseRow, moduleRow, scoreDetail, trainerRow } from '../helpers/score-books.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const SCORE = 'score_indicadores';
const told = (books: Book[], rule: string) =>
  total(books, SCORE, 'SC01', {}, (db) =>
    db.rows(`select mensaje_es from consolidado.hallazgos where codigo = '${rule}'`),
  );

describe('figures that a workbook declares and another lists', () => {
  test('of events are not added: what was declared of a period holds for whoever lists it again', async () => {
    const declared = { results: [{ indicador: 'SC30', total: 2, tipo_conteo: 'INC' }] };
    const two = scoreDetail([
      [1, 10],
      [2, 20],
    ]);
    const rows = { ...two, Modulos: [1, 2].map((n) => moduleRow(n, { fecha_inicio: '2025-08-01' })) };
    const books: Book[] = [
      { period: '2025-S2', rows, ...declared },
      { period: '2026-S1', rows },
    ];
    expect(await value(books, SCORE, 'SC30')).toEqual([2]);
    expect(await value(books, SCORE, 'SC30', { periodo: '2025-S2' })).toEqual([2]);
  });

  test('as new beside a list that counts are in it', async () => {
    const rows = scoreDetail([
      [1, 10],
      [2, 20],
      [3, 30],
    ]);
    const books: Book[] = [
      { period: '2025-S2', results: [{ indicador: 'SC01', total: 2 }] },
      { period: '2026-S1', rows, results: [{ indicador: 'SC01', total: 1, tipo_conteo: 'INC' }] },
    ];
    expect(await value(books, SCORE, 'SC01')).toEqual([3]);
  });

  test('follow what the indicator is, not how the row was marked', async () => {
    const list: Book = { period: '2026-S1', rows: scoreDetail([[1, 60]]) };
    const declared = (indicador: string, of: number, tipo_conteo: string): Book => ({
      period: '2025-S2',
      results: [{ indicador, total: of, tipo_conteo }],
    });
    expect(await value([declared('SC01', 96, 'STK'), list], SCORE, 'SC01')).toEqual([96]);
    expect(await value([declared('SC03', 69_000, 'ACU'), list], SCORE, 'SC03')).toEqual([60]);
  });

  test('stand apart in each currency', async () => {
    const measured = (momento: string, ahorro: number | null): Row => ({
      empresa_id: '1',
      momento,
      desde: '2026-01-01',
      hasta: momento === 'LB' ? '2026-02-28' : '2026-06-30',
      trab_promedio: 10,
      ahorro,
      moneda: ahorro === null ? null : 'PEN',
    });
    const books: Book[] = [
      { period: '2025-S2', results: [{ indicador: 'SC19', total: 1000, moneda: 'USD' }] },
      {
        period: '2026-S1',
        rows: { ...scoreDetail([[1, 10]]), Mediciones: [measured('LB', null), measured('LF', 3000)] },
      },
    ];
    expect(await total(books, SCORE, 'SC19')).toMatchObject([
      { valor: 3000, unidad: 'PEN' },
      { valor: 1000, unidad: 'USD' },
    ]);
    const amounts = (rows: [number, string | null, string][]): Row[] =>
      rows.map(([of, moneda, fecha_dato]) => ({ indicador: 'SC21', total: of, moneda, fecha_dato }));
    const both: Book[] = [
      {
        period: '2025-S2',
        results: amounts([
          [1000, 'USD', '2025-12-31'],
          [200, 'PEN', '2025-12-31'],
        ]),
      },
      { period: '2026-S1', results: amounts([[300, 'PEN', '2026-06-30']]) },
    ];
    expect(await total(both, SCORE, 'SC21')).toMatchObject([
      { valor: 300, unidad: 'PEN' },
      { valor: 1000, unidad: 'USD' },
    ]);
    expect(await told(both, 'R-RE-03')).toEqual([]);
    expect(await told(both, 'R-RE-04')).toEqual([]);
    // Without a currency it is the country's, and the latest of the two counts.
    const unsaid: Book[] = [
      {
        results: amounts([
          [1000, 'PEN', '2026-06-30'],
          [900, null, '2026-03-31'],
        ]),
      },
    ];
    expect(await value(unsaid, SCORE, 'SC21')).toEqual([1000]);
  });
});

describe('shares and events of enterprises', () => {
  test('of two numbers of one enterprise are one, whatever else differs', async () => {
    const one = { id_tributario: '20999990001', nombre: 'Textiles Inventados' };
    const measured = (momento: string, accidentes: number): Row => ({
      empresa_id: '1',
      momento,
      desde: momento === 'LB' ? '2025-07-01' : '2026-01-01',
      hasta: momento === 'LB' ? '2025-12-31' : '2026-06-30',
      trab_promedio: 10,
      accidentes,
      horas: 1000,
    });
    const plan = (n: number) => moduleRow(n, { modulo: 'M5', fecha_inicio: '2026-02-01', plan_sst: 'S' });
    const rows = {
      Empresas: [enterpriseRow(1, 10, one), enterpriseRow(2, 10, { ...one, region: 'PE-CUS', sector: 'AGROIND' })],
      Modulos: [moduleRow(1), plan(1), moduleRow(2), plan(2)],
      Formadores: [trainerRow],
      Mediciones: [measured('LB', 2), measured('LF', 1)],
    };
    expect(await total([{ rows }], SCORE, 'SC15')).toMatchObject([{ numerador: 1, denominador: 1 }]);
    // What a later workbook does not repeat is not forgotten.
    const later: Book = {
      period: '2026-S2',
      rows: { ...scoreDetail([[1, 10]]), Modulos: [moduleRow(1, { plan_sst: 'N' })] },
    };
    const first = { ...scoreDetail([[1, 10]]), Mediciones: rows.Mediciones };
    expect(await total([{ rows: first }, later], SCORE, 'SC15')).toMatchObject([{ numerador: 1, denominador: 1 }]);
  });

  test('are counted once where a date is corrected, and kept where it is missing', async () => {
    const of = (period: string, fecha_inicio: string | null): Book => ({
      period,
      rows: {
        ...scoreDetail([[1, 20]]),
        Modulos: [moduleRow(1, { fecha_inicio, part_total: 12, trab_mujeres: 6, trab_hombres: 6 })],
      },
    });
    expect(await value([of('2025-S2', '2025-09-01'), of('2026-S1', '2025-09-02')], SCORE, 'SC33')).toEqual([12]);
    const ended = (period: string, fecha_fin: string, part_total: number): Book => ({
      period,
      rows: {
        ...scoreDetail([[1, 20]]),
        Modulos: [moduleRow(1, { fecha_fin, part_total, trab_mujeres: part_total - 4, trab_hombres: 4 })],
      },
    });
    const moved = [ended('2025-S2', '2025-12-20', 10), ended('2026-S1', '2025-06-10', 15)];
    expect(await value(moved, SCORE, 'SC33')).toEqual([15]);
    expect(await value(moved, SCORE, 'SC33', { periodo: '2025-S2' })).toEqual([]);
    const left = (period: string, fecha_retiro: string | null): Book => ({
      period,
      rows: { ...scoreDetail([[1, 10]]), Empresas: [enterpriseRow(1, 10, { fecha_retiro })] },
    });
    const corrected = [left('2025-S2', '2025-12-20'), left('2026-S1', '2026-01-20')];
    expect(await value(corrected, SCORE, 'SC32', { periodo: '2025-S2' })).toEqual([]);
    expect(await value(corrected, SCORE, 'SC32', { periodo: '2026-S1' })).toEqual([1]);
    expect(await value([...corrected, left('2026-S2', null)], SCORE, 'SC32')).toEqual([]);
  });

  test('active in one of two programmes are active in the country', async () => {
    const of = (series: string, fecha_retiro: string | null): Book => ({
      series,
      rows: { ...scoreDetail([[1, 10]]), Empresas: [enterpriseRow(1, 10, { fecha_retiro })] },
    });
    expect(await value([of('AAA', '2026-04-30'), of('BBB', null)], SCORE, 'SC31', { pais: 'PE' })).toEqual([1]);
  });
});

describe('what is published beside one another', () => {
  const action = (n: number, people: number, tipo: string): Row => ({
    ...exampleRow('CV', 'Acciones'),
    accion_id: String(n),
    tipo,
    publico: 'PROD',
    organizacion_id: null,
    formador_id: null,
    metodologia: null,
    componente: null,
    fecha_inicio: '2026-03-10',
    fecha_fin: '2026-03-12',
    mujeres: null,
    hombres: null,
    total: people,
    repetidos: 0,
  });

  test('tells no small number of people by the difference of two indicators', async () => {
    const sent = await book({
      code: 'CV',
      rows: { Acciones: [action(1, 30, 'CUR'), action(2, 40, 'CUR'), action(3, 3, 'AT')] },
    });
    await merged([[sent]], async (db) => {
      await makePublished(db);
      const lines = await db.rows(
        "select indicador, valor from publicado.cv_resultados where indicador in ('CV01', 'CV03') and pais = 'PE' and programa_id = '' and periodo = '' and region || sexo || publico = '' order by indicador",
      );
      expect(lines).toEqual([
        { indicador: 'CV01', valor: null },
        { indicador: 'CV03', valor: 70 },
      ]);
    });
  });

  test('tells no hidden group by what the groups add up to', async () => {
    // One enterprise stands in two programmes and two sectors: the sectors add up to more than there is.
    const shared = { id_tributario: '20999990001' };
    const of = (series: string, sector: string, more: Row[]) =>
      book({
        series,
        rows: {
          ...scoreDetail([]),
          Empresas: [enterpriseRow(1, 40, { ...shared, sector }), ...more],
          Modulos: [moduleRow(1), ...more.map((_, at) => moduleRow(at + 2))],
          Formadores: [trainerRow],
        },
      });
    const sent = await Promise.all([
      of('AAA', 'TEXTIL', [enterpriseRow(2, 3, { sector: 'QUINUA' }), enterpriseRow(3, 30)]),
      of(
        'BBB',
        'AGROIND',
        [enterpriseRow(4, 25, { sector: 'AGROIND' }), enterpriseRow(5, 35)].map((row, at) => ({
          ...row,
          empresa_id: at + 2,
        })),
      ),
    ]);
    await merged([sent], async (db) => {
      await makePublished(db);
      const rows = await db.rows(
        "select antes from publicado.doble_conteo where regla = 'DESGLOSE' and indicador = 'SC03' and pais = 'PE' and starts_with(clave, 'sector|')",
      );
      const office = await db.rows(
        "select antes from consolidado.doble_conteo where regla = 'DESGLOSE' and indicador = 'SC03' and pais = 'PE' and starts_with(clave, 'sector|')",
      );
      expect(office.length).toBeGreaterThan(0);
      expect(rows.map(({ antes }) => antes)).toEqual(office.map(() => null));
    });
  });

  test('tells no change of few people in so many words, nor a list of few in a finding', async () => {
    const trainers = (n: number, day: string) =>
      Array.from(
        { length: n },
        (_, at): Row => ({
          ...trainerRow,
          formador_id: at + 1,
          documento: `D${1000 + at}`,
          fecha_formacion: at < 10 ? '2025-09-01' : day,
          estado: 'FOR',
          fecha_certificacion: null,
          certificador: null,
        }),
      );
    const sent = await Promise.all([
      book({ period: '2025-S2', rows: { Formadores: trainers(10, '2025-09-01') } }),
      book({ period: '2026-S1', rows: { Formadores: trainers(13, '2026-03-01') } }),
    ]);
    await merged([sent], async (db) => {
      await makePublished(db);
      const rows = await db.rows(
        "select cambio, cambio_relativo from publicado.evolucion where indicador = 'SC05' and periodo = '2026-S1' and pais = 'PE' and programa_id = ''",
      );
      expect(rows).toEqual([{ cambio: null, cambio_relativo: null }]);
    });
  });

  test('tells the change of a share, which both its values tell', async () => {
    const share = (numerador: number) => ({ indicador: 'CV19', numerador, denominador: 100, tipo_conteo: 'STK' });
    const sent = await Promise.all([
      book({ code: 'CV', period: '2025-S2', results: [share(80)] }),
      book({ code: 'CV', period: '2026-S1', results: [share(50)] }),
    ]);
    await merged([sent], async (db) => {
      await makePublished(db);
      const rows = await db.rows(
        "select valor, valor_anterior, cambio from publicado.evolucion where indicador = 'CV19' and periodo = '2026-S1' and pais = 'PE' and programa_id = ''",
      );
      expect(rows).toEqual([{ valor: 0.5, valor_anterior: 0.8, cambio: -0.3 }]);
    });
  });
});
