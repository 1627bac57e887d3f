import type { Country } from '../define.ts';

export const venezuela: Country = {
  code: 'VE',
  currency: 'VES',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RIF',
  taxIdExample: 'V-11470283-4',
  sizeClass: {
    criterion: 'employees',
    unit: 'empleados',
    micro: null,
    small: 49,
    medium: 250,
    source:
      'ILO Andean Office report 2010–2015 Tabla 3: only two thresholds printed; read as small ≤49, medium ≤250, no micro class (assumption)',
  },
};
