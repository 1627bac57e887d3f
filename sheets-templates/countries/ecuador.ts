import { sizeClassRule } from '../code-lists/clase-empresa.ts';
import type { Country } from '../define.ts';

export const ecuador: Country = {
  code: 'EC',
  currency: 'USD',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RUC',
  taxIdExample: '1790011674001',
  sizeClass: sizeClassRule('EC'),
};
