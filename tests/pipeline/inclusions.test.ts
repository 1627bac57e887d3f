import { describe, expect, test } from 'vitest';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { book, programme, total, value } from '../helpers/books.ts';
import { merged } from '../helpers/merging.ts';

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

  test('a later total of the included programme is not added to the one that holds its beginning, and that is told', async () => {
    const soFar = (period: string, cutoff: string, many: number) => ({
      series: 'AAA',
      period,
      results: [{ indicador: 'SC05', total: many, tipo_conteo: 'ACU', fecha_dato: cutoff }],
    });
    const [first, second] = [soFar('2025-S2', '2025-12-31', 20), soFar('2026-S1', '2026-06-30', 27)];
    const whole = { series: 'BBB', period: '2025-S2', results: [{ ...includes(30, 'AAA'), fecha_dato: '2025-12-31' }] };
    expect(
      await merged([[await book(first), await book(second), await book(whole)]], async (db) => ({
        lines: await db.rows(
          `select periodo, programa_id, valor from intermedio.int_indicadores where indicador = 'SC05' and dim = '' and pais = 'PE' and programa_id in ('', '${programme('AAA')}') order by all`,
        ),
        left: await db.rows("select quitado, antes, despues from consolidado.doble_conteo where regla = 'INCLUYE_A'"),
      })),
    ).toEqual({
      lines: [
        { periodo: '', programa_id: '', valor: 30 },
        { periodo: '', programa_id: programme('AAA'), valor: 27 },
        { periodo: '2025-S2', programa_id: '', valor: 30 },
        { periodo: '2025-S2', programa_id: programme('AAA'), valor: 20 },
        { periodo: '2026-S1', programa_id: '', valor: 27 },
        { periodo: '2026-S1', programa_id: programme('AAA'), valor: 27 },
      ],
      left: [{ quitado: 27, antes: 57, despues: 30 }],
    });
  });
});
