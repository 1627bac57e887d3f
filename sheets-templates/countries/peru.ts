import type { Country } from '../define.ts';

export const peru: Country = {
  code: 'PE',
  currency: 'PEN',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: '.',
  thousands: ',',
  taxIdLabel: 'RUC',
  taxIdExample: '20131312955',
  sizeClass: {
    criterion: 'sales',
    unit: 'UIT',
    micro: 150,
    small: 1700,
    medium: 2300,
    source: 'ILO Andean Office report 2010–2015 Tabla 3 (= Ley 30056)',
  },
};
