import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';

export const peru: Country = {
  code: 'PE',
  currency: 'PEN',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: '.',
  thousands: ',',
  taxIdLabel: 'RUC',
  taxIdExample: '20131312955',
  sizeClass: sizeClassRule('PE'),
};
