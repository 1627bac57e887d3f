import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';
import { digitIs, weighted } from '../functions/tax-id.ts';

export const venezuela: Country = {
  code: 'VE',
  currency: 'VES',
  timeZone: 'America/Caracas',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RIF',
  taxIdExample: 'V-11470283-4',
  taxId: { form: /^[VEJPGC]\d{9}$/, check: rifDigit },
  sizeClass: sizeClassRule('VE'),
};

const LETTERS: Readonly<Record<string, number>> = { V: 4, E: 8, J: 12, P: 16, G: 20, C: 12 };
const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/** RIF: the letter counts, then mod 11. */
function rifDigit(value: string): 'ok' | 'digit' {
  const rest = ((LETTERS[value[0] ?? ''] ?? 0) + weighted(value.slice(1), WEIGHTS)) % 11;
  return digitIs(value, 9, rest < 2 ? 0 : 11 - rest);
}
