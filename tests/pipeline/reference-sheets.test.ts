import { describe, expect, test } from 'vitest';
import { schemaCommand } from '../../pipeline/cli/schema.ts';
import { countedByCode } from '../../pipeline/merge/counted/index.ts';
import { referenceOf } from '../../pipeline/merge/reference.ts';
import { referencePage } from '../../pipeline/publish/reference-sheets.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';
import { outcome } from '../helpers/command.ts';

describe('reference sheets of the indicators', () => {
  test('say all of each, in both languages, and nothing of one language in the other', () => {
    for (const indicator of indicators) {
      const lines = referenceOf(indicator);
      const keys = lines.map(({ key }) => key);
      expect(keys, indicator.code).toEqual(
        expect.arrayContaining([
          'definicion',
          'en_el_tiempo',
          'que_cuenta',
          'vacio',
          'origen',
          'desgloses',
          'limites',
          'fuente',
        ]),
      );
      expect(keys.includes('numerador'), indicator.code).toBe(indicator.time === 'ratio');
      for (const { key, said } of lines) {
        expect(said.es.trim(), `${indicator.code} ${key}`).not.toBe('');
        expect(said.en.trim(), `${indicator.code} ${key}`).not.toBe('');
        expect(said.es, `${indicator.code} ${key}`).not.toMatch(/\b(the|assumption|which|trained|report)\b/i);
        expect(said.en, `${indicator.code} ${key}`).not.toMatch(/\b(las?|los|supuesto|cuales?|empresas)\b/i);
      }
    }
  });

  test('agree with the arithmetic: shares are ratios, and what is counted says so', () => {
    for (const { code, kind, additivity, time } of indicators) {
      if (additivity === 'ratio') expect(time, code).toBe('ratio');
      if (kind === 'count') expect(time, code).not.toBe('ratio');
      const sql = countedByCode.get(code);
      if (!sql) continue;
      // A flow has dates of its own; what is so at a cut-off has none.
      if (time === 'flow') expect(sql, code).toContain('true as evento');
      if (time === 'stock') expect(sql, code).not.toContain('true as evento');
      if (time === 'ratio') expect(sql, code).toMatch(/as numerador|, numerador/);
    }
  });

  test('stand in the schema, and as a page that needs nothing else', async () => {
    const json = JSON.parse((await outcome((effects) => schemaCommand({ format: 'json', lang: 'es' }, effects))).out);
    expect(json.indicators).toHaveLength(indicators.length);
    expect(json.indicators[0]).toMatchObject({ code: 'SC01', time: 'cumulative', sdg: ['8.2', '8.3'] });
    const page = referencePage('es');
    for (const { code } of indicators) expect(page).toContain(`<article id="${code}">`);
    expect(page).not.toMatch(/src=|href="(?!#)/);
  });
});
