import type { CodeList } from '../define/text.ts';

export const uit: CodeList = {
  id: 'UIT',
  label: { es: 'Unidad Impositiva Tributaria (Perú), soles', en: 'Peruvian tax unit' },
  source:
    'noticierocontable.com table with the supreme decrees; 2016 = 3,950 agrees with ILO Andean Office report 2010–2015; Decreto Supremo 301-2025-EF after Gestión (2026)',
  note: 'A table of values, not a drop-down list: the year is its label.',
  dropdown: false,
  items: [
    { code: '2007', es: '2007', en: '2007', more: { value: 3450 } },
    { code: '2008', es: '2008', en: '2008', more: { value: 3500 } },
    { code: '2009', es: '2009', en: '2009', more: { value: 3550 } },
    { code: '2010', es: '2010', en: '2010', more: { value: 3600 } },
    { code: '2011', es: '2011', en: '2011', more: { value: 3600 } },
    { code: '2012', es: '2012', en: '2012', more: { value: 3650 } },
    { code: '2013', es: '2013', en: '2013', more: { value: 3700 } },
    { code: '2014', es: '2014', en: '2014', more: { value: 3800 } },
    { code: '2015', es: '2015', en: '2015', more: { value: 3850 } },
    { code: '2016', es: '2016', en: '2016', more: { value: 3950 } },
    { code: '2017', es: '2017', en: '2017', more: { value: 4050 } },
    { code: '2018', es: '2018', en: '2018', more: { value: 4150 } },
    { code: '2019', es: '2019', en: '2019', more: { value: 4200 } },
    { code: '2020', es: '2020', en: '2020', more: { value: 4300 } },
    { code: '2021', es: '2021', en: '2021', more: { value: 4400 } },
    { code: '2022', es: '2022', en: '2022', more: { value: 4600 } },
    { code: '2023', es: '2023', en: '2023', more: { value: 4950 } },
    { code: '2024', es: '2024', en: '2024', more: { value: 5150 } },
    { code: '2025', es: '2025', en: '2025', more: { value: 5350 } },
    { code: '2026', es: '2026', en: '2026', more: { value: 5500 } },
  ],
};
