import type { Country } from '../define.ts';

export const bolivia: Country = {
  code: 'BO',
  currency: 'BOB',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'NIT',
  taxIdExample: null,
  sizeClass: {
    criterion: 'employees',
    unit: 'empleados',
    micro: 10,
    small: 19,
    medium: 49,
    source: 'ILO Andean Office report 2010–2015 Tabla 3',
  },
};
