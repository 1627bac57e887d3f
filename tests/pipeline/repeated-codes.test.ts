import { describe, expect, test } from 'vitest';
import { checkWorkbook } from '../../sheets-templates/check.ts';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { type Book, total, value } from '../helpers/books.ts';
import { enterpriseRow, moduleRow, trainerRow } from '../helpers/score-books.ts';
import { exampleRow, rawWorkbook } from '../helpers/workbooks.ts';

const SCORE = 'score_indicadores';
const enterprise = (code: string, nombre: string | null, changes: Row = {}): Row =>
  enterpriseRow(1, 10, { empresa_id: code, nombre, id_tributario: null, ...changes });
const sent = (rows: Row[], modules: Row[] = []): Book[] => [
  { rows: { Empresas: rows, Modulos: modules, Formadores: [trainerRow] } },
];

describe('enterprises under one code', () => {
  test.each([
    ['two names', [enterprise('1', 'Alfa'), enterprise('1', 'Beta')], 2],
    ['two names, one code with a zero before it', [enterprise('1', 'Alfa'), enterprise('01', 'Beta')], 2],
    ['one name twice and another', [enterprise('1', 'Alfa'), enterprise('1', 'Alfa'), enterprise('1', 'Beta')], 2],
    ['a name and none', [enterprise('1', 'Alfa'), enterprise('1', null)], 1],
    ['no name', [enterprise('1', null)], 1],
  ])('%s: none is lost, and nothing stops', async (_, rows, count) => {
    const books = sent(rows, [moduleRow(1)]);
    expect(
      await total(books, SCORE, 'SC01', {}, (db) => db.rows('select count(*) as n from consolidado.dim_empresa')),
    ).toEqual([{ n: count }]);
  });

  test('a copy with empty cells takes nothing from the first', async () => {
    const books = sent([
      enterprise('1', 'Alfa', { ventas: 500, region: 'PE-CUS' }),
      enterprise('1', 'Alfa', { ventas: null, region: null }),
    ]);
    const rows = await total(books, SCORE, 'SC01', {}, (db) => db.rows('select ventas, region from limpio.empresas'));
    expect(rows).toEqual([{ ventas: 500, region: 'PE-CUS' }]);
  });

  test('a bare code means the first of them, a code with a name the one with that name', () => {
    const rows = { Empresas: [enterprise('1', 'Alfa'), enterprise('1', 'Beta')], Formadores: [trainerRow] };
    const meant = (empresa_id: string) => {
      const { workbook } = checkWorkbook(
        rawWorkbook('SC', { ...rows, Modulos: [moduleRow(1, { empresa_id })] } as never),
      );
      const of = (id: string) => workbook.sheets.find(({ sheet }) => sheet.id === id)?.rows ?? [];
      const named = of('Modulos')[0]?.values.empresa_id;
      return of('Empresas').find(({ values }) => values.empresa_id === named)?.values.nombre;
    };
    expect(meant('1')).toBe('Alfa');
    expect(meant('1 · Beta')).toBe('Beta');
    expect(meant('Beta')).toBe('Beta');
  });
});

describe('declared figures', () => {
  const result = (changes: Row): Row => ({
    indicador: 'SC04',
    mujeres: null,
    hombres: null,
    fuente: 'Registro',
    ...changes,
  });

  test('with a region that cannot be read take no good one away', async () => {
    const books: Book[] = [{ results: [result({ total: 36 }), result({ total: 16, region: 'xyz' })] }];
    expect(await value(books, SCORE, 'SC04')).toEqual([36]);
  });

  test('with a day that cannot be read give way to one with the day of the cut-off', async () => {
    const books: Book[] = [{ results: [result({ total: 36 }), result({ total: 16, fecha_dato: 'xyz' })] }];
    expect(await value(books, SCORE, 'SC04')).toEqual([36]);
  });

  test('need no currency where they are no amounts, and include nobody where they say so', async () => {
    const books: Book[] = [{ results: [result({ total: 36, moneda: 'No aplica', incluye_a: 'ninguno' })] }];
    expect(await value(books, SCORE, 'SC04')).toEqual([36]);
  });
});

test('a plan with sessions still to be held is an honest roadmap', () => {
  const session = (n: number, iso: string): Row => ({
    ...exampleRow('HR', 'Sesiones'),
    sesion_id: String(n),
    numero: n,
    fecha: iso.split('-').reverse().join('/'),
  });
  const sessions = ['2026-05-10', '2026-06-01', '2026-07-12', '2026-08-02', '2026-09-01'].map((day, at) =>
    session(at + 1, day),
  );
  const { issues, rejectedRows } = checkWorkbook(
    rawWorkbook('HR', { Mesas: [exampleRow('HR', 'Mesas')], Sesiones: sessions } as never),
  );
  expect(issues.map(({ code }) => code)).not.toContain('R-G-17');
  expect(rejectedRows.size).toBe(3);
});
