import { describe, expect, test } from 'vitest';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, value } from '../helpers/books.ts';
import { enterpriseRow, moduleRow } from '../helpers/score-books.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/** What a later workbook says of the same thing holds: its kind, its figure, its rank; and nothing that was so is lost. */

const OLD = '2025-S2';
const NEW = '2026-S1';
const twice = (code: string, first: Book['rows'], second: Book['rows']): Book[] => [
  { code, period: OLD, rows: first ?? {} },
  { code, period: NEW, rows: second ?? {} },
];

/** Jobs of one day, with the number of the row. */
const job = (empleo_id: string, changes: Row): Row => ({
  ...exampleRow('EV', 'Empleos'),
  empleo_id,
  organizacion: `Organización ${empleo_id}`,
  tipo: 'CRE',
  fecha: '2025-10-15',
  mujeres: null,
  hombres: null,
  etc: null,
  ...changes,
});

describe('a later workbook', () => {
  test('that writes the code that was missing tells of the same thing', async () => {
    const [one, other] = [
      { organizacion: 'Org 1', total: 15 },
      { organizacion: 'Org 2', total: 20 },
    ];
    const books = twice(
      'EV',
      { Empleos: [job('1', one), job('1', other)] },
      { Empleos: [job('1', one), job('2', other)] },
    );
    expect(await value(books, 'ev_resultados', 'EV03')).toEqual([35]);
  });

  test('with a cell that cannot be read does not take away what an earlier one said', async () => {
    const books = twice('EV', { Empleos: [job('1', { total: 15 })] }, { Empleos: [job('1', { total: 'xyz' })] });
    expect(await value(books, 'ev_resultados', 'EV03')).toEqual([15]);
  });

  test('corrects jobs: their number and what kind they are', async () => {
    const books = twice(
      'EV',
      { Empleos: [job('1', { total: 15 }), job('2', { total: 40 })] },
      { Empleos: [job('1', { total: 17 }), job('2', { tipo: 'MEJ', total: 40 })] },
    );
    expect(await value(books, 'ev_resultados', 'EV03')).toEqual([17]);
    expect(await value(books, 'ev_resultados', 'EV04')).toEqual([40]);
  });

  test('corrects what a product is', async () => {
    const product = (tipo: string): Row => ({
      ...exampleRow('PL', 'Productos'),
      producto_id: '1',
      proceso_id: null,
      tipo,
      titulo: 'Cadena del cacao',
      fecha: '2025-10-15',
    });
    const books = twice('PL', { Productos: [product('EST')] }, { Productos: [product('EVE')] });
    expect(await value(books, 'pl_resultados', 'PL03')).toEqual([]);
  });

  test('corrects a follow-up of the same day', async () => {
    const rows = (iniciaron: number) => ({
      Formadores: [{ ...exampleRow('FE', 'Formadores'), formador_id: '1' }],
      Acciones: [
        {
          ...exampleRow('FE', 'Acciones'),
          accion_id: '1',
          formador_id: '1',
          fecha_inicio: '2025-09-01',
          fecha_fin: '2025-09-05',
        },
      ],
      Seguimiento: [
        {
          ...exampleRow('FE', 'Seguimiento'),
          accion_id: '1',
          fecha: '2025-12-10',
          iniciaron_mujeres: iniciaron,
          iniciaron_hombres: 0,
        },
      ],
    });
    expect(await value(twice('FE', rows(9), rows(7)), 'fe_resultados', 'FE03')).toEqual([7]);
  });

  test('adds savings of other days, and takes no rank away from who is no longer active', async () => {
    const measured = (momento: string, desde: string, hasta: string, ahorro: number | null): Row => ({
      empresa_id: '1',
      momento,
      desde,
      hasta,
      trab_promedio: 10,
      ahorro,
      moneda: ahorro === null ? null : 'PEN',
    });
    const trainer = (estado: string): Row => ({
      ...exampleRow('SC', 'Formadores'),
      formador_id: '1',
      documento: '44556677',
      estado,
    });
    const base = measured('LB', '2025-07-01', '2025-07-31', null);
    const follow = measured('SEG', '2025-08-01', '2025-12-31', 600);
    const end = measured('LF', '2026-01-01', '2026-06-30', 6_000);
    const own = { Empresas: [enterpriseRow(1, 10)], Modulos: [moduleRow(1, { plan_mejora: 'S' })] };
    const books = twice(
      'SC',
      { ...own, Formadores: [trainer('CER')], Mediciones: [base, follow] },
      { Empresas: own.Empresas, Formadores: [trainer('INA')], Mediciones: [base, follow, end] },
    );
    expect(await value(books, 'score_indicadores', 'SC19')).toEqual([6_600]);
    expect(await value(books, 'score_indicadores', 'SC06', { periodo: NEW })).toEqual([1]);
    expect(await value(books, 'score_indicadores', 'SC35', { periodo: NEW })).toEqual([1]);
  });

  test('that lists an organisation without its action says nothing against it', async () => {
    const organisation = { ...exampleRow('CO', 'Organizaciones'), organizacion_id: '1', tipo_org: 'COO' };
    const action = {
      ...exampleRow('CO', 'Acciones'),
      accion_id: '1',
      organizacion_id: '1',
      formador_id: null,
      fecha_inicio: '2025-09-01',
      fecha_fin: '2025-09-05',
    };
    const books = twice(
      'CO',
      { Organizaciones: [organisation], Acciones: [action] },
      { Organizaciones: [organisation] },
    );
    expect(await value(books, 'co_resultados', 'CO01', { periodo: NEW })).toEqual([1]);
  });
});

test('who does not know whether a proposal was consulted does not say that it was not', async () => {
  const process = (n: number, answer: string): Row => ({
    ...exampleRow('PL', 'Procesos'),
    proceso_id: String(n),
    titulo: `Propuesta ${n}`,
    cons_gob: answer,
    cons_emp: answer,
    cons_tra: answer,
  });
  const books: Book[] = [{ code: 'PL', rows: { Procesos: [process(1, 'S'), process(2, 'N'), process(3, 'NS')] } }];
  expect(await value(books, 'pl_resultados', 'PL02')).toEqual([0.5]);
});
