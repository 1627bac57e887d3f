import { describe, expect, test } from 'vitest';
import { type Book, programme, total, value } from '../helpers/books.ts';
import { scoreDetail } from '../helpers/score-books.ts';

const TABLE = 'score_indicadores';
const listed = (period: string, staff: [number, number][], more: Book = {}): Book => ({
  period,
  rows: scoreDetail(staff),
  ...more,
});
const declared = (period: string, indicador: string, total: number, tipo_conteo = 'ACU'): Book => ({
  period,
  results: [{ indicador, total, tipo_conteo }],
});
const three: [number, number][] = [
  [1, 20],
  [2, 40],
  [3, 60],
];
const asked = (books: Book[], indicator: string) =>
  total(books, TABLE, indicator, {}, (db) =>
    db.rows(
      "select h.hoja, h.fila, h.mensaje_es from consolidado.hallazgos as h where codigo = 'R-RE-08' order by hoja, fila",
    ),
  );

describe('one figure from two origins, a declared total and a list', () => {
  test('is never their sum: a cumulative figure does not fall, and the sender is asked', async () => {
    const books = [declared('2025-S2', 'SC01', 96), listed('2026-S1', three)];
    expect(await value(books, TABLE, 'SC01')).toEqual([96]);
    expect(await value(books, TABLE, 'SC01', { periodo: '2026-S1' })).toEqual([3]);
    expect(await asked(books, 'SC01')).toEqual([
      {
        hoja: 'Empresas',
        fila: 4,
        mensaje_es: expect.stringContaining(
          '«Empresas que participan (al menos M1)»: declarado 96 (2025-S2), en la lista 3 (2026-S1)',
        ),
      },
    ]);
    const both = await total(books, TABLE, 'SC01', {}, (db) =>
      db.rows("select valor, estado, hoja from consolidado.contradicciones where indicador = 'SC01' order by valor"),
    );
    expect(both).toEqual([
      { valor: 3, estado: 'no publicado', hoja: 'Empresas' },
      { valor: 96, estado: 'publicado', hoja: 'Resultados declarados' },
    ]);
  });

  test('grows with a list that holds more, in its regions and sexes too', async () => {
    const books = [declared('2025-S2', 'SC01', 2), listed('2026-S1', three)];
    expect(await value(books, TABLE, 'SC01')).toEqual([3]);
    expect(await asked(books, 'SC01')).toEqual([]);
    const regions = await total(books, TABLE, 'SC01', {}, (db) =>
      db.rows(
        `select region, valor from consolidado.${TABLE} where indicador = 'SC01' and pais = '' and programa_id = '' and periodo = '' and region <> ''`,
      ),
    );
    expect(regions).toEqual([{ region: 'PE-LIM', valor: 3 }]);
  });

  test('is the latest where it is a stock, whichever came first', async () => {
    const listLater = [declared('2025-S2', 'SC03', 69_573, 'STK'), listed('2026-S1', three)];
    expect(await value(listLater, TABLE, 'SC03')).toEqual([120]);
    expect(await asked(listLater, 'SC03')).toHaveLength(1);
    const declaredLater = [listed('2025-S2', three), declared('2026-S1', 'SC03', 45, 'STK')];
    expect(await value(declaredLater, TABLE, 'SC03')).toEqual([45]);
    expect(await asked(declaredLater, 'SC03')).toEqual([]);
  });

  test('is the earlier list where a cumulative figure declared later says less', async () => {
    const books = [listed('2025-S2', three), declared('2026-S1', 'SC01', 2)];
    expect(await value(books, TABLE, 'SC01')).toEqual([3]);
    expect(await asked(books, 'SC01')).toEqual([
      {
        hoja: 'Resultados declarados',
        fila: 4,
        mensaje_es: expect.stringContaining('declarado 2 (2026-S1), en la lista 3 (2025-S2)'),
      },
    ]);
    expect(await value([listed('2025-S2', three), declared('2026-S1', 'SC01', 7)], TABLE, 'SC01')).toEqual([7]);
  });

  test('is not added to a later list where it was declared as new, period by period', async () => {
    const before = [declared('2025-S1', 'SC01', 1, 'INC'), declared('2025-S2', 'SC01', 1, 'INC')];
    const more = [...before, listed('2026-S1', three)];
    expect(await value(more, TABLE, 'SC01')).toEqual([3]);
    expect(await value(more, TABLE, 'SC01', { periodo: '2025-S2' })).toEqual([1]);
    expect(await asked(more, 'SC01')).toEqual([]);
    const fewer = [...before, declared('2024-S2', 'SC01', 5, 'INC'), listed('2026-S1', three)];
    expect(await value(fewer, TABLE, 'SC01')).toEqual([7]);
    expect(await asked(fewer, 'SC01')).toEqual([
      {
        hoja: 'Empresas',
        fila: 4,
        mensaje_es: expect.stringContaining(
          '«Empresas que participan (al menos M1)»: declarado 7 (2025-S2), en la lista 3',
        ),
      },
    ]);
    // Each list is held against what was declared since the list before: the total never falls.
    const again = [
      listed('2024-S2', three),
      declared('2025-S1', 'SC01', 4, 'INC'),
      listed('2025-S2', three.toReversed()),
    ];
    expect(await value(again, TABLE, 'SC01')).toEqual([7]);
    expect(await asked(again, 'SC01')).toEqual([
      { hoja: 'Empresas', fila: 4, mensaje_es: expect.stringContaining('declarado 7 (2025-S1), en la lista 3') },
    ]);
    expect(await value([...again, listed('2026-S1', [...three, [9, 5]])], TABLE, 'SC01')).toEqual([8]);
    const chain = [declared('2024-S1', 'SC01', 2, 'INC'), ...again.slice(0, 2), listed('2025-S2', [...three, [4, 5]])];
    expect(await value(chain, TABLE, 'SC01')).toEqual([7]);
    // A workbook that lists and declares is judged by its own period.
    const both = listed('2026-S1', three, { results: [{ indicador: 'SC01', total: 2, tipo_conteo: 'INC' }] });
    const declaring = [declared('2025-S1', 'SC01', 5, 'INC'), listed('2025-S2', three), both];
    expect(await value(declaring, TABLE, 'SC01')).toEqual([7]);
    // What is new since the list adds to it.
    expect(await value([listed('2025-S2', three), declared('2026-S1', 'SC01', 4, 'INC')], TABLE, 'SC01')).toEqual([7]);
    expect(await value([...more, declared('2026-S2', 'SC01', 4, 'INC')], TABLE, 'SC01')).toEqual([7]);
  });

  test('of a programme that includes another holds it no more once its own list counts', async () => {
    const included = { ...declared('2025-S1', 'SC01', 4, 'INC'), series: 'BBB' };
    const including = (incluye: string | null): Book => ({
      period: '2025-S1',
      results: [{ indicador: 'SC01', total: 5, tipo_conteo: 'INC', incluye_a: incluye }],
    });
    const six = listed('2025-S2', [...three, [4, 5], [5, 6], [6, 7]]);
    expect(await value([included, including(programme('BBB'))], TABLE, 'SC01', { pais: 'PE' })).toEqual([5]);
    expect(await value([included, including(programme('BBB')), six], TABLE, 'SC01', { pais: 'PE' })).toEqual([10]);
  });

  test('follows the answer: a list completed, or a new total declared beside it', async () => {
    const before = declared('2025-S2', 'SC01', 4);
    const completed = [before, listed('2026-S1', three), listed('2026-S1', [...three, [4, 5], [5, 6]], { number: 2 })];
    expect(await value(completed, TABLE, 'SC01')).toEqual([5]);
    expect(await asked(completed, 'SC01')).toEqual([]);
    const answered = { results: [{ indicador: 'SC01', total: 7 }] };
    const declaredAnew = [before, listed('2026-S1', three, answered), listed('2026-S2', three)];
    expect(await value(declaredAnew.slice(0, 2), TABLE, 'SC01')).toEqual([7]);
    expect(await value(declaredAnew, TABLE, 'SC01')).toEqual([7]);
  });

  test('says of each cell which counts and why the other does not', async () => {
    const books = [declared('2025-S2', 'SC01', 96), listed('2026-S1', three)];
    const roles = await total(books, TABLE, 'SC01', {}, (db) =>
      db.rows(
        `select rol, count(*) as n from intermedio.int_procedencia where tabla = '${TABLE}' and clave = 'SC01|PE|${programme('AAA')}|' group by rol order by rol`,
      ),
    );
    expect(roles).toEqual([
      { rol: 'cuenta', n: 1 },
      { rol: 'hay valor declarado', n: 3 },
    ]);
  });
});
