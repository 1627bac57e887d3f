import { describe, expect, test } from 'vitest';
import { makePublished } from '../../pipeline/disclosure/published.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book, programme, total, value } from '../helpers/books.ts';
import { merged } from '../helpers/merging.ts';
import { enterpriseRow, moduleRow, scoreDetail, trainerRow } from '../helpers/score-books.ts';
import { exampleRow } from '../helpers/workbooks.ts';

const SCORE = 'score_indicadores';
const CHAINS = 'cv_resultados';

describe('a value chain', () => {
  const organisation = (changes: Row = {}): Row => ({
    ...exampleRow('CV', 'Organizaciones'),
    organizacion_id: '1',
    socias: 2500,
    socios: 2500,
    socios_total: 5000,
    jovenes: null,
    indigenas: null,
    ...changes,
  });
  const measured = (momento: string, medidos: number, jobs: number): Row => ({
    organizacion_id: '1',
    momento,
    desde: momento === 'LB' ? '2024-01-01' : '2025-01-01',
    hasta: momento === 'LB' ? '2024-12-31' : '2025-12-31',
    medidos,
    etc_mujeres: jobs,
    etc_hombres: 0,
  });
  const action = (n: number, total: number, changes: Row = {}): Row => ({
    ...exampleRow('CV', 'Acciones'),
    accion_id: String(n),
    tipo: 'CUR',
    publico: 'PROD',
    organizacion_id: '1',
    fecha_inicio: '2026-03-10',
    fecha_fin: '2026-03-12',
    mujeres: total,
    hombres: 0,
    total,
    repetidos: 0,
    formador_id: null,
    metodologia: null,
    componente: null,
    ...changes,
  });
  const chain = (rows: Book['rows'], more: Book = {}): Book => ({
    code: 'CV',
    rows: { Organizaciones: [organisation()], ...rows },
    ...more,
  });

  test('has no more jobs because more people were measured', async () => {
    const jobs = (rows: Row[]) => value([chain({ MedicionesCV: rows })], CHAINS, 'CV13');
    expect(await jobs([measured('LB', 10, 10), measured('LF', 40, 40)])).toEqual([0]);
    // A quarter more each, of the ten that can have been measured at both ends.
    expect(await jobs([measured('LB', 10, 10), measured('LF', 40, 50)])).toEqual([2.5]);
    expect(await jobs([measured('LB', 40, 40), measured('LF', 10, 12)])).toEqual([2]);
  });

  test('reaches those who took part, not everybody who is a member', async () => {
    const books = [
      chain({ Acciones: [action(1, 30), action(2, 12, { tipo: 'AT', repetidos: 7 }), action(3, 90, { tipo: 'ENC' })] }),
    ];
    expect(await value(books, CHAINS, 'CV01')).toEqual([35]);
    expect(await value(books, CHAINS, 'CV03')).toEqual([30]);
    expect(await value(books, CHAINS, 'CV20')).toEqual([5000]);
  });

  test('counts who is certified as long as the certificate holds', async () => {
    const of = (period: string, certificacion: string) =>
      chain({ Organizaciones: [organisation({ certificacion })] }, { period });
    expect(await value([of('2025-S2', 'CER')], CHAINS, 'CV04')).toEqual([5000]);
    expect(await value([of('2025-S2', 'CER'), of('2026-S1', 'VEN')], CHAINS, 'CV04')).toEqual([0]);
    expect(await value([of('2025-S2', 'PRO')], CHAINS, 'CV04')).toEqual([]);
  });
});

describe('SCORE over two half-years', () => {
  const late = { fecha_inicio: '2026-02-01', fecha_fin: '2026-03-01' };
  const books: Book[] = [
    {
      period: '2025-S2',
      rows: {
        ...scoreDetail([
          [1, 10],
          [2, 20],
        ]),
        Modulos: [moduleRow(1, { fecha_inicio: '2025-08-01' }), moduleRow(2, { fecha_inicio: '2025-09-01' })],
      },
    },
    {
      period: '2026-S1',
      rows: {
        Empresas: [enterpriseRow(1, 10), enterpriseRow(2, 20, { fecha_retiro: '2026-04-30' }), enterpriseRow(3, 30)],
        Modulos: [
          moduleRow(1, { fecha_inicio: '2025-08-01' }),
          moduleRow(2, { fecha_inicio: '2025-09-01' }),
          moduleRow(3, late),
        ],
        Formadores: [
          trainerRow,
          {
            ...trainerRow,
            formador_id: 2,
            documento: 'Y',
            estado: 'PRO',
            fecha_formacion: '2026-05-05',
            fecha_certificacion: null,
            certificador: null,
          },
        ],
      },
    },
  ];
  const each = async (code: string) =>
    Promise.all(
      ['2025-S2', '2026-S1', ''].map(async (periodo) => (await value(books, SCORE, code, { periodo }))[0] ?? null),
    );

  test('tells what is new, what is active and what left beside what there is so far', async () => {
    expect(await each('SC01')).toEqual([2, 3, 3]);
    expect(await each('SC30')).toEqual([2, 1, 3]);
    expect(await each('SC31')).toEqual([2, 2, 2]);
    expect(await each('SC32')).toEqual([null, 1, 1]);
    expect(await each('SC33')).toEqual([4, 2, 6]);
    // The first trainer was trained long before; the second is in certification.
    expect(await value(books, SCORE, 'SC34', { periodo: '2026-S1' })).toEqual([1]);
    expect(await each('SC24')).toEqual([null, 1, 1]);
  });

  test('counts nobody as in certification who is certified since', async () => {
    const certified = {
      ...trainerRow,
      formador_id: 2,
      documento: 'Y',
      fecha_formacion: '2026-05-05',
      fecha_certificacion: '2026-08-01',
    };
    const more: Book[] = [
      ...books,
      { period: '2026-S2', rows: { ...scoreDetail([[3, 30]]), Formadores: [trainerRow, certified] } },
    ];
    expect(await value(more, SCORE, 'SC24')).toEqual([0]);
    expect(await value(more, SCORE, 'SC06')).toEqual([2]);
  });
});

describe('shares of enterprises', () => {
  const measured = (enterprise: number, momento: string, changes: Row = {}): Row => ({
    empresa_id: String(enterprise),
    momento,
    desde: momento === 'LB' ? '2025-07-01' : '2026-01-01',
    hasta: momento === 'LB' ? '2025-12-31' : '2026-06-30',
    trab_promedio: 10,
    ...changes,
  });
  const sent = (rows: Row[], modules: Row[] = []): Book[] => [
    {
      rows: {
        ...scoreDetail([
          [1, 10],
          [2, 20],
        ]),
        Modulos: [moduleRow(1), moduleRow(2), ...modules],
        Mediciones: rows,
      },
    },
  ];
  const share = async (books: Book[], code: string) =>
    ((await total(books, SCORE, code)) as { numerador: number; denominador: number }[]).map(
      ({ numerador, denominador }) => [numerador, denominador],
    );

  test('have everybody measured as their base: who leaves a saving empty did not say that there was one', async () => {
    const rows = [
      measured(1, 'LB'),
      measured(1, 'LF', { ahorro: 900, moneda: 'PEN' }),
      measured(2, 'LB'),
      measured(2, 'LF'),
    ];
    expect(await share(sent(rows), 'SC08')).toEqual([[1, 2]]);
  });

  test('hold a plan for safety and health as their name says', async () => {
    const worse = [
      measured(1, 'LB', { accidentes: 1, horas: 1000 }),
      measured(1, 'LF', { accidentes: 2, horas: 1000 }),
    ];
    expect(await share(sent(worse), 'SC15')).toEqual([[0, 1]]);
    const plan = moduleRow(1, { modulo: 'M5', fecha_inicio: '2026-02-01', plan_sst: 'S' });
    const none = moduleRow(2, { modulo: 'M5', fecha_inicio: '2026-02-01', plan_sst: 'N' });
    expect(await share(sent(worse, [plan, none]), 'SC15')).toEqual([[1, 2]]);
  });

  test('compare nothing by two units of output, and the sender is told', async () => {
    const by = (before: string | null, after: string | null) =>
      sent([
        measured(1, 'LB', { energia: 1000, produccion: 100, unidad_produccion: before }),
        measured(1, 'LF', { energia: 1000, produccion: 200, unidad_produccion: after }),
      ]);
    expect(await share(by('docenas', 'pares'), 'SC13')).toEqual([]);
    const told = await total(by('docenas', 'pares'), SCORE, 'SC13', {}, (db) =>
      db.rows("select fila, mensaje_es from consolidado.hallazgos where codigo = 'R-SC-10'"),
    );
    expect(told).toEqual([{ fila: 5, mensaje_es: expect.stringContaining('«pares»') }]);
    expect(await share(by('docenas', 'Docena'), 'SC13')).toEqual([[1, 1]]);
    expect(await share(by(null, null), 'SC13')).toEqual([[1, 1]]);
  });

  test('compare wages of one year, or at the prices of one year', async () => {
    const wages = (before: string, after: string) =>
      sent([
        measured(1, 'LB', {
          desde: before.replace(/-06-30|-12-31/, '-01-01'),
          hasta: before,
          salario: 1000,
          moneda: 'VES',
        }),
        measured(1, 'LF', { desde: `${after.slice(0, 4)}-02-01`, hasta: after, salario: 3000, moneda: 'VES' }),
      ]);
    expect(await share(wages('2025-12-31', '2026-06-30'), 'SC14')).toEqual([]);
    expect(await share(wages('2026-01-31', '2026-06-30'), 'SC14')).toEqual([[1, 1]]);
  });
});

test('a figure in dispute is published with both values or with none', async () => {
  const disputed = { series: 'AAA', results: [30, 34].map((of) => ({ indicador: 'SC05', total: of })) };
  const few = { series: 'BBB', results: [{ indicador: 'SC05', total: 12, mujeres: 3, hombres: 9 }] };
  await merged([await Promise.all([disputed, few].map(book))], async (db) => {
    await makePublished(db);
    const lines = await db.rows(
      `select programa_id, valor, valor_alterno, estado from publicado.${SCORE}
       where indicador = 'SC05' and pais = 'PE' and periodo = '' and region || sector || clase || sexo || publico = '' order by programa_id`,
    );
    expect(lines).toEqual([
      { programa_id: '', valor: null, valor_alterno: null, estado: 'suprimido' },
      { programa_id: programme('AAA'), valor: 30, valor_alterno: 34, estado: 'en disputa' },
      { programa_id: programme('BBB'), valor: 12, valor_alterno: null, estado: 'publicado' },
    ]);
  });
});

test('a later module whose first one stands in an earlier workbook is no finding', async () => {
  const told = (books: Book[]) =>
    total(books, SCORE, 'SC02', {}, (db) =>
      db.rows("select fila from consolidado.hallazgos where codigo = 'R-SC-02' order by fila"),
    );
  const later = (modulo: string): Book => ({
    period: '2026-S1',
    rows: { ...scoreDetail([[1, 10]]), Modulos: [moduleRow(1, { modulo, fecha_inicio: '2026-02-01' })] },
  });
  expect(await told([later('M2')])).toHaveLength(1);
  expect(await told([{ period: '2025-S2', rows: scoreDetail([[1, 10]]) }, later('M2')])).toEqual([]);
  expect(await told([{ period: '2025-S2', rows: scoreDetail([[2, 10]]) }, later('M2')])).toHaveLength(1);
});
