import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { functionDocs } from '../../sheets-templates/emit/to-function-docs.ts';
import { type Argument, FunctionError } from '../../sheets-templates/functions/custom/define.ts';
import { customFunctions } from '../../sheets-templates/functions/custom/index.ts';

const context = { today: '2026-11-21' };
const computed = (id: string, args: readonly Argument[], lang: Lang = 'es') => {
  const found = customFunctions.find((one) => one.id === id);
  if (!found) throw new Error(id);
  try {
    return found.compute(args, { ...context, lang });
  } catch (error) {
    if (error instanceof FunctionError) return error.code;
    throw error;
  }
};

describe('the custom functions', () => {
  test('have names that no other has', () => {
    for (const lang of ['es', 'en'] as const)
      expect(new Set(customFunctions.map(({ name }) => name[lang])).size).toBe(customFunctions.length);
    for (const { name } of customFunctions) {
      expect(name.es).toMatch(/^[A-Z_]+$/);
      expect(name.en).toMatch(/^[A-Z_]+$/);
    }
  });

  test.each(customFunctions.map((one) => [one.name.es, one] as const))('%s gives what its examples say', (_, one) => {
    expect(one.examples.length).toBeGreaterThan(1);
    for (const { args, result } of one.examples) {
      const found = computed(one.id, args);
      if (result !== null && typeof result === 'object') {
        expect(found, JSON.stringify(args)).toBe(result.es);
        expect(computed(one.id, args, 'en'), JSON.stringify(args)).toBe(result.en);
      } else if (typeof result === 'number') expect(found, JSON.stringify(args)).toBeCloseTo(result, 6);
      else expect(found, JSON.stringify(args)).toBe(result);
    }
  });

  test('say every text in both languages, and what each argument is', () => {
    for (const { about, parameters, source } of customFunctions) {
      for (const said of [about, ...parameters.flatMap(({ name, help }) => [name, help])])
        expect([said.es, said.en].every(Boolean)).toBe(true);
      expect(source).not.toBe('');
      // What may be left out stands at the end.
      const optional = parameters.map((one) => one.optional === true);
      expect(optional).toEqual([...optional].sort());
    }
  });

  test('end in an error of the spreadsheet or a value, whatever stands in the cells', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.boolean(),
      fc.double({ noNaN: true, noDefaultInfinity: true }),
      fc.integer({ min: -5, max: 5000 }),
      fc.constantFrom(
        '',
        'PE',
        'S',
        'GOB',
        'IMP',
        '12 de 20',
        'N/D',
        '43 %',
        'REGION',
        'PRB-PE-FORE-003-8',
        '2026-03-01',
      ),
      fc.string({ maxLength: 12 }),
    );
    const argument = fc.oneof(
      cell,
      fc.array(fc.array(cell, { maxLength: 2 }), { maxLength: 3 }),
      fc.constant(undefined),
    );
    const injury = customFunctions.find(({ id }) => id === 'INJURY_RATE') as (typeof customFunctions)[number];
    fc.assert(
      fc.property(fc.constantFrom(...customFunctions), fc.array(argument, { maxLength: 6 }), ({ id }, args) => {
        const found = computed(id, args);
        if (typeof found === 'number') expect(Number.isFinite(found)).toBe(true);
      }),
      { seed: 7, numRuns: 2000, examples: [[injury, [1.797693134862316e302, 1]]] },
    );
  });
});

test.each([
  ['docs/funciones.md', 'es'],
  ['docs/functions.md', 'en'],
] as const)('%s is what the definitions say', (path, lang) => {
  if (process.env.QUIPU_APPROVE === '1') writeFileSync(path, functionDocs(lang));
  expect(readFileSync(path, 'utf8')).toBe(functionDocs(lang));
});
