import type { TaxIdRule } from '../define/country.ts';
import { fold, tidy } from '../text-matching.ts';

export interface TaxIdReading {
  /** Letters and digits alone, in the one form that the number has however it was written. */
  value: string;
  state: 'ok' | 'form' | 'digit' | 'noDigit' | 'scientific';
  /** A leading zero that the spreadsheet dropped was put back. */
  padded: boolean;
}

/** What stands before a number and says only that it is one: RUC, NIT N.º. */
const WORDS = /^(?:ruc|nit|rif|numero|nro|num|no|n)+(?=[a-z]?\d)/;
/** What says that the last digit checks the others: «DV 7». */
const CHECK_DIGIT = /(?<=\d)dv(?=\d$)/;

/**
 * Reads a tax number whatever dots, dashes and spaces it was written with.
 * @returns null when the text has no digits
 * @example readTaxId('899.999.034-1', colombia.taxId) // { value: '899999034', state: 'ok', padded: false }
 */
export function readTaxId(text: string, rule: TaxIdRule): TaxIdReading | null {
  if (/^\d([.,]\d+)?e\+?\d+$/i.test(text.trim())) return { value: text.trim(), state: 'scientific', padded: false };
  // A number that a program stored with a decimal.
  const written = fold(tidy(text).replace(/^(\d+)[.,]0$/, '$1'))
    // «TIN C0001234567»: how a country calls its number.
    .replace(/^[a-z.]{2,8}[\s:–—-]+(?:(?:no|nro|number|n|pin|ref|id|code)\.?[º°]?[\s:]+)?(?=[a-z]{0,2}-?\d)/, '')
    .replace(/[^a-z0-9]/g, '')
    .replace(WORDS, '')
    .replace(CHECK_DIGIT, '')
    .toUpperCase();
  if (!/\d/.test(written)) return null;
  const whole = rule.zeros?.(written) ?? written;
  const state = rule.form.test(whole) ? rule.check(whole) : 'form';
  const value = state === 'ok' ? (rule.withoutDigit?.(whole) ?? whole) : whole;
  return { value, state, padded: whole.length > written.length };
}

/** Sum of digits times weights. */
export const weighted = (digits: string, weights: readonly number[]) =>
  weights.reduce((sum, weight, at) => sum + weight * Number(digits[at] ?? 0), 0);

/** `ok` when the digit at this place is the one expected; a number without a computable digit is `digit` as well. */
export const digitIs = (digits: string, at: number, expected: number): 'ok' | 'digit' =>
  Number(digits[at]) === expected ? 'ok' : 'digit';
