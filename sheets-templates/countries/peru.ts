import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';
import { digitIs, weighted } from '../functions/tax-id.ts';

export const peru: Country = {
  code: 'PE',
  currency: 'PEN',
  timeZone: 'America/Lima',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: '.',
  thousands: ',',
  taxIdLabel: 'RUC',
  taxIdExample: '20131312955',
  taxId: { form: /^(10|15|16|17|20)\d{9}$/, check: rucDigit },
  sizeClass: sizeClassRule('PE'),
};

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** RUC, mod 11: 10 counts as 0 and 11 as 1. */
function rucDigit(value: string): 'ok' | 'digit' {
  return digitIs(value, 10, (11 - (weighted(value, WEIGHTS) % 11)) % 10);
}
