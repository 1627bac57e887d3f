import type { Country } from '../define.ts';

export const ecuador: Country = {
  code: 'EC',
  currency: 'USD',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RUC',
  taxIdExample: '1790011674001',
  sizeClass: {
    criterion: 'employees',
    unit: 'empleados',
    micro: 9,
    small: 49,
    medium: 199,
    source: 'ILO Andean Office report 2010–2015 Tabla 3 (= CAN Res. 1260: 1–9, 10–49, 50–199)',
  },
};
