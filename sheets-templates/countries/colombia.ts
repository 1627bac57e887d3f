import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';
import { digitIs, weighted } from '../functions/tax-id.ts';

export const colombia: Country = {
  code: 'CO',
  currency: 'COP',
  timeZone: 'America/Bogota',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'NIT',
  taxIdExample: '899999034-1',
  taxId: { form: /^\d{8,10}$/, check: nitDigit },
  sizeClass: sizeClassRule('CO'),
};

const WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41];

/** NIT, mod 11 from the right (DIAN, Orden 4 de 1989). Nine digits are a NIT without its check digit. */
function nitDigit(value: string): 'ok' | 'digit' | 'noDigit' {
  if (value.length < 10) return 'noDigit';
  const rest = weighted([...value.slice(0, -1)].reverse().join(''), WEIGHTS) % 11;
  return digitIs(value, value.length - 1, rest < 2 ? rest : 11 - rest);
}
