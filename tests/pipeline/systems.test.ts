import { describe, expect, test } from 'vitest';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, book, value } from '../helpers/books.ts';
import { merged } from '../helpers/merging.ts';
import { exampleRow } from '../helpers/workbooks.ts';

/** Methods and programmes of the report that have a sheet of their own: The Lab, Recicla Digno, CODE, DEC, EPI, WIND, MESUNCO. */

const change = (n: number, actor: string, more: Row = {}): Row => ({
  ...exampleRow('CV', 'CambiosMercado'),
  cambio_id: String(n),
  actor,
  ...more,
});
const group = (n: number, nombre: string, more: Row = {}): Row => ({
  ...exampleRow('FE', 'Grupos'),
  grupo_id: String(n),
  nombre,
  ...more,
});
const association = (n: number, more: Row = {}): Row => ({
  ...exampleRow('EV', 'Organizaciones'),
  organizacion_id: String(n),
  nombre: `Asociación de recicladores ${n}`,
  tipo_org: 'ASO',
  id_tributario: null,
  sector: 'RESID',
  jovenes: null,
  indigenas: null,
  directivas: null,
  directivos: null,
  ...more,
});

describe('market systems (The Lab)', () => {
  const books = [
    {
      code: 'CV',
      rows: {
        CambiosMercado: [
          change(1, 'Distribuidora Andina SAC', { adapto: 'S' }),
          // The same actor in another change is one.
          change(2, 'DISTRIBUIDORA ANDINA S.A.C.', { amplio: 'S', respondio: 'N' }),
          change(3, 'Caja del Sur', { adopto: 'N', adapto: null }),
          change(4, 'Instituto Textil', { respondio: 'S' }),
        ],
      },
    },
  ];
  const count = (indicator: string) => value(books, 'cv_resultados', indicator, { pais: 'PE', periodo: '2026-S1' });

  test('counts each actor once: who adopted, adapted, expanded, responded', async () => {
    expect(await count('CV21')).toEqual([2]);
    expect(await count('CV22')).toEqual([1]);
    expect(await count('CV24')).toEqual([1]);
  });
});

describe('what is corrected of a market actor', () => {
  test('counts no more; who did not adopt has not adapted either', async () => {
    const said = (period: string, more: Row) => ({
      code: 'CV',
      period,
      rows: { CambiosMercado: [change(1, 'Distribuidora Andina SAC', more)] },
    });
    const books = [said('2025-S2', { adopto: 'S', adapto: 'S' }), said('2026-S1', { adopto: 'N', adapto: 'S' })];
    expect(await value(books, 'cv_resultados', 'CV21')).toEqual([0]);
    expect(await value(books, 'cv_resultados', 'CV22')).toEqual([0]);
  });

  test('is no «no» where nobody said anything', async () => {
    const silent = { adopto: 'S', adapto: null, amplio: null, respondio: null };
    const books = [{ code: 'CV', rows: { CambiosMercado: [change(1, 'Distribuidora Andina SAC', silent)] } }];
    for (const code of ['CV22', 'CV23', 'CV24']) expect(await value(books, 'cv_resultados', code), code).toEqual([]);
    expect(await value(books, 'cv_resultados', 'CV21')).toEqual([1]);
  });
});

describe('business training (CODE, DEC, EPI, WIND, MESUNCO)', () => {
  const first = {
    code: 'FE',
    period: '2025-S2',
    rows: {
      Grupos: [group(1, 'Comunidad Nueva Luz', { unidades: 20, mejoras_hechas: null, fecha_seguimiento: null })],
    },
  };
  const second = {
    code: 'FE',
    rows: {
      Grupos: [
        group(1, 'Comunidad Nueva Luz'),
        group(2, 'Colegio Técnico Grau', {
          tipo: 'INST',
          metodologia: 'CODE',
          unidades: null,
          mejoras_planeadas: null,
          mejoras_hechas: null,
          fecha_seguimiento: null,
        }),
        group(3, 'Asociación Shipibo', {
          tipo: 'ASO',
          metodologia: 'EPI',
          pueblo: 'Shipibo-konibo',
          unidades: 12,
          mujeres: 30,
          hombres: 10,
          total: 40,
          mejoras_planeadas: 2,
          mejoras_hechas: 1,
        }),
      ],
    },
  };
  const count = (indicator: string) =>
    value([first, second], 'fe_resultados', indicator, { pais: 'PE', periodo: '2026-S1' });

  test('tells institutions from the communities and groups that they serve; of each its latest figure counts', async () => {
    expect(await count('FE08')).toEqual([1]);
    expect(await count('FE09')).toEqual([2]);
    expect(await count('FE10')).toEqual([36]);
  });

  test('of improvements the share done of those planned by who was followed up, of indigenous people those of their groups', async () => {
    expect(await count('FE11')).toEqual([0.6]);
    expect(await count('FE12')).toEqual([40]);
  });

  test('courses of DEC need no trainer; those of others are asked for one', async () => {
    const course = (n: number, metodologia: string): Row => ({
      ...exampleRow('FE', 'Acciones'),
      accion_id: String(n),
      metodologia,
      componente: null,
      formador_id: null,
      organizacion_id: null,
    });
    const asked = await merged(
      [[await book({ code: 'FE', rows: { Acciones: [course(1, 'DEC'), course(2, 'EPI')] } })]],
      (db) => db.rows("select fila from consolidado.hallazgos where codigo = 'R-FE-02'"),
    );
    expect(asked.length).toBe(1);
  });

  test('courses are counted once where a day is corrected, and apart where a number is used again', async () => {
    const course = (period: string, fecha_inicio: string, fecha_fin: string, total: number): Book => ({
      code: 'FE',
      period,
      rows: {
        Acciones: [
          {
            ...exampleRow('FE', 'Acciones'),
            accion_id: '1',
            metodologia: 'DEC',
            componente: null,
            formador_id: null,
            organizacion_id: null,
            fecha_inicio,
            fecha_fin,
            mujeres: total - 4,
            hombres: 4,
            total,
          },
        ],
      },
    });
    const count = (books: Book[], indicator: string) => value(books, 'fe_resultados', indicator);
    const first = course('2025-S2', '2025-09-01', '2025-09-05', 20);
    const ended = [first, course('2026-S1', '2025-09-01', '2025-09-08', 25)];
    expect([await count(ended, 'FE05'), await count(ended, 'FE01')]).toEqual([[1], [25]]);
    const begun = [first, course('2026-S1', '2025-09-02', '2025-09-05', 20)];
    expect([await count(begun, 'FE05'), await count(begun, 'FE01')]).toEqual([[1], [20]]);
    // The latest workbook counts, also where it says less or an earlier day.
    const fewer = [
      course('2025-S2', '2025-09-01', '2025-09-08', 25),
      course('2026-S1', '2025-09-01', '2025-09-05', 20),
    ];
    expect([await count(fewer, 'FE05'), await count(fewer, 'FE01')]).toEqual([[1], [20]]);
    const more = [first, course('2026-S1', '2025-09-02', '2025-09-05', 40)];
    expect(await count(more, 'FE01')).toEqual([40]);
    // It is in one period alone.
    const moved = [
      course('2025-S2', '2025-12-01', '2025-12-20', 25),
      course('2026-S1', '2025-12-01', '2026-01-10', 25),
    ];
    expect(await value(moved, 'fe_resultados', 'FE05', { periodo: '2025-S2' })).toEqual([]);
    expect(await value(moved, 'fe_resultados', 'FE05', { periodo: '2026-S1' })).toEqual([1]);
    const between = [
      first,
      course('2026-S1', '2026-03-02', '2026-03-06', 30),
      course('2026-S2', '2025-09-01', '2025-09-08', 20),
    ];
    expect([await count(between, 'FE05'), await count(between, 'FE01')]).toEqual([[2], [50]]);
    const another = [first, course('2026-S1', '2026-03-02', '2026-03-06', 30)];
    expect([await count(another, 'FE05'), await count(another, 'FE01')]).toEqual([[2], [50]]);
  });
});

describe('recyclers (Recicla Digno)', () => {
  test('associations, their members by sex, and how many are formalised', async () => {
    const books = [
      {
        code: 'EV',
        rows: {
          Organizaciones: [
            association(1, { socias: 20, socios: 10, socios_total: 30, formalizada: 'S' }),
            association(2, { socias: 15, socios: 25, socios_total: 40, formalizada: 'N' }),
            association(3, { socias: 9, socios: 8, socios_total: 17, formalizada: null }),
          ],
        },
      },
    ];
    const count = (indicator: string) => value(books, 'ev_resultados', indicator, { pais: 'PE', periodo: '2026-S1' });
    expect(await count('EV09')).toEqual([3]);
    expect(await count('EV10')).toEqual([87]);
    expect(await count('EV11')).toEqual([0.5]);
    const women = await value(books, 'ev_resultados', 'EV10', {}, (db) =>
      db.rows(
        "select valor from consolidado.ev_resultados where indicador = 'EV10' and sexo = 'M' and pais = 'PE' and periodo = '2026-S1' and programa_id = ''",
      ),
    );
    expect(women).toEqual([44]);
  });
});
