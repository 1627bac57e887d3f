import vm from 'node:vm';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Argument } from '../../sheets-templates/functions/custom/define.ts';
import { customFunctions } from '../../sheets-templates/functions/custom/index.ts';
import { googleCode } from '../helpers/google-code.ts';

/** The built file as Apps Script runs it: one script, its functions at the top. */
describe('Code.js for Google Sheets', () => {
  let code = '';
  let script: Record<string, (...args: unknown[]) => unknown>;
  beforeAll(() => {
    code = googleCode().code;
    const context = vm.createContext({});
    vm.runInContext(code, context);
    script = context as never;
  });

  test('declares every function in both languages, with the comment that Sheets makes help of', () => {
    const declared = [...code.matchAll(/\/\*\*\n((?: \*.*\n)+) \*\/\nfunction (\w+)\(([^)]*)\)/g)].filter(
      ([, comment]) => comment?.includes('@customfunction'),
    );
    const names = declared.map(([, , name]) => name);
    expect(new Set(names)).toEqual(new Set(customFunctions.flatMap(({ name }) => [name.es, name.en])));
    for (const [, comment = '', name, args = ''] of declared) {
      const one = customFunctions.find((item) => item.name.es === name || item.name.en === name);
      expect(comment.match(/@param /g) ?? []).toHaveLength(one?.parameters.length ?? -1);
      expect(args === '' ? [] : args.split(', ')).toHaveLength(one?.parameters.length ?? -1);
    }
  });

  test('computes every worked example as it is documented, with what Sheets passes', () => {
    let computed = 0;
    for (const one of customFunctions)
      for (const { args, result } of one.examples) {
        const given = args.map(asSheets);
        for (const lang of ['es', 'en'] as const) {
          const name = one.name[lang];
          const value = () => script[name]?.(...given);
          if (typeof result === 'string' && /^#(N\/A|VALUE!|DIV\/0!|NUM!)$/.test(result)) expect(value, name).toThrow();
          else if (typeof result === 'number') expect(value(), name).toBeCloseTo(result, 6);
          else expect(value(), name).toEqual(result !== null && typeof result === 'object' ? result[lang] : result);
          computed += 1;
        }
      }
    expect(computed).toBeGreaterThan(100);
  });

  test('says what is wrong in the language of the name, takes dates, and a whole column in one call', () => {
    expect(() => script.PARIDAD?.(0, 0)).toThrow('El denominador es cero.');
    expect(() => script.WOMEN_SHARE?.(0, 0)).toThrow('The denominator is zero.');
    const day = vm.runInContext('(y, m, d) => new Date(y, m - 1, d)', script as never) as (...args: number[]) => Date;
    expect(script.DIAS_SIN_SESION?.([[day(2026, 3, 3)], [day(2026, 3, 17)], ['']], day(2026, 3, 31))).toBe(14);
    const column = script.A_CODIGO?.('REGION', [['cuzco'], ['Puno'], ['Piura']], 'PE');
    expect(JSON.parse(JSON.stringify(column))).toEqual([['PE-CUS'], ['PE-PUN'], ['PE-PIU']]);
    const shares = script.PARIDAD?.([[1, 3]], [[3, 1]]);
    expect(JSON.parse(JSON.stringify(shares))).toEqual([[0.25, 0.75]]);
  });

  test('names no service, because a function may use none, and stays far below the time that Sheets gives it', () => {
    // In this context there is nothing of Apps Script.
    expect(() => script.quipu?.('about', '[]')).toThrow('not defined');
    const rows = Array.from({ length: 10_000 }, (_, at) => [`1.234,${at}`]);
    const started = performance.now();
    script.A_NUMERO?.(rows, 'BO');
    console.log(`10,000 cells in one call: ${Math.round(performance.now() - started)} ms`);
  });
});

/** An empty cell is an empty text in Sheets; what is left out is undefined. */
function asSheets(arg: Argument): unknown {
  if (Array.isArray(arg)) return arg.map((row) => (row as unknown[]).map((cell) => cell ?? ''));
  return arg === null ? '' : arg;
}
