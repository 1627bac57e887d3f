import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';

export const bolivia: Country = {
  code: 'BO',
  currency: 'BOB',
  timeZone: 'America/La_Paz',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'NIT',
  taxIdExample: null,
  // Length only: no published check (assumption of the list ID_TRIBUTARIO).
  taxId: { form: /^\d{7,13}$/, check: () => 'ok' },
  sizeClass: sizeClassRule('BO'),
};
