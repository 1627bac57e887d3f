import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';

export const venezuela: Country = {
  code: 'VE',
  currency: 'VES',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RIF',
  taxIdExample: 'V-11470283-4',
  sizeClass: sizeClassRule('VE'),
};
