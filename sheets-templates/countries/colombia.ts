import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';

export const colombia: Country = {
  code: 'CO',
  currency: 'COP',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'NIT',
  taxIdExample: '899999034-1',
  sizeClass: sizeClassRule('CO'),
};
