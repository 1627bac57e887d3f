import type { Country } from '../define.ts';

export const colombia: Country = {
  code: 'CO',
  currency: 'COP',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'NIT',
  taxIdExample: '899999034-1',
  sizeClass: {
    criterion: 'employees',
    unit: 'empleados',
    micro: 10,
    small: 50,
    medium: 200,
    source: 'ILO Andean Office report 2010–2015 Tabla 3 (= Ley 905/2004; the law also has asset limits)',
  },
};
