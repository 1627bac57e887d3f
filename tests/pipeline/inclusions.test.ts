import { describe, expect, test } from 'vitest';
import type { Row } from '../../sheets-templates/define/cell.ts';
import { programme, total, value } from '../helpers/books.ts';

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
