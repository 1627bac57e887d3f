import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';
import { digitIs, weighted } from '../functions/tax-id.ts';

export const ecuador: Country = {
  code: 'EC',
  currency: 'USD',
  timeZone: 'America/Guayaquil',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RUC',
  taxIdExample: '1790011674001',
  taxId: { form: /^\d{13}$/, losesZero: true, check: rucDigit },
  sizeClass: sizeClassRule('EC'),
};

const PRIVATE = [4, 3, 2, 7, 6, 5, 4, 3, 2];
const PUBLIC = [3, 2, 7, 6, 5, 4, 3, 2];

/** RUC: the first two digits are the province, the third says which check applies. */
function rucDigit(value: string): 'ok' | 'digit' | 'form' {
  const province = Number(value.slice(0, 2));
  if (province < 1 || (province > 24 && province !== 30)) return 'form';
  const mod11 = (sum: number) => (11 - (sum % 11)) % 11;
  if (value[2] === '9') return digitIs(value, 9, mod11(weighted(value, PRIVATE)));
  if (value[2] === '6') return digitIs(value, 8, mod11(weighted(value, PUBLIC)));
  // A person's: the check of the identity card, digits doubled in turn.
  const sum = [...value.slice(0, 9)].reduce((all, digit, at) => {
    const times = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (times > 9 ? times - 9 : times);
  }, 0);
  return digitIs(value, 9, (10 - (sum % 10)) % 10);
}
