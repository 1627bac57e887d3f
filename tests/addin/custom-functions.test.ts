import { describe, expect, test } from 'vitest';
import { functionsMetadata } from '../../addin/excel/functions/metadata.ts';
import { type FunctionsRuntime, registerFunctions } from '../../addin/excel/functions/register.ts';
import { customFunctions } from '../../sheets-templates/functions/custom/index.ts';

/** Names of `CustomFunctions.ErrorCode`, as Excel's runtime has them. */
const ErrorCode = {
  notAvailable: '#N/A',
  invalidValue: '#VALUE!',
  divisionByZero: '#DIV/0!',
  invalidNumber: '#NUM!',
};
class ExcelError extends Error {
  constructor(
    readonly code: string,
    message?: string,
  ) {
    super(message);
  }
}

function registered(lang: 'es' | 'en') {
  const known = new Map<string, Parameters<FunctionsRuntime['associate']>[1]>();
  registerFunctions(
    { associate: (id, compute) => known.set(id, compute), Error: ExcelError, ErrorCode },
    lang,
    () => '2026-11-21',
  );
  return known;
}

describe('custom functions in Excel', () => {
  test('are described as Excel asks, in both languages under the same ids', () => {
    const [es, en] = [functionsMetadata('es').functions, functionsMetadata('en').functions];
    expect(es.map(({ id }) => id)).toEqual(en.map(({ id }) => id));
    for (const { id, name, description, parameters } of [...es, ...en]) {
      // Letters, digits, points and underscores, beginning with a letter.
      expect(id).toMatch(/^[A-Za-z][\w.]*$/);
      expect(name).toMatch(/^[A-Z][A-Z0-9_.]{2,}$/);
      expect(description.length).toBeGreaterThan(20);
      expect(new Set(parameters.map((one) => one.name)).size).toBe(parameters.length);
    }
  });

  test('are all registered, and compute what they compute elsewhere', () => {
    const known = registered('es');
    expect([...known.keys()]).toEqual(customFunctions.map(({ id }) => id));
    const note = { address: 'Hoja1!A1', functionName: 'X' };
    expect(known.get('WOMEN_SHARE')?.(9, 21, undefined, note)).toBe(0.3);
    expect(known.get('PROGRESS')?.([['VER'], ['REE']], undefined, undefined, note)).toBe(1);
    // A call with fewer arguments has its notes right behind them.
    expect(known.get('TAX_UNIT')?.('PE', 2016, note)).toBe(3950);
  });

  test('end in Excel errors with the sentence in the language of the add-in', () => {
    for (const [lang, sentence] of [
      ['es', 'El denominador es cero.'],
      ['en', 'The denominator is zero.'],
    ] as const) {
      const share = registered(lang).get('WOMEN_SHARE');
      expect(() => share?.(0, 0)).toThrow(expect.objectContaining({ code: '#DIV/0!', message: sentence }));
    }
    const number = registered('es').get('TO_NUMBER');
    expect(() => number?.('muchos')).toThrow(
      expect.objectContaining({ code: '#VALUE!', message: '«muchos» no es un número.' }),
    );
  });
});
