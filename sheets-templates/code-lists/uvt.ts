import type { CodeList } from '../define/text.ts';

export const uvt: CodeList = {
  id: 'UVT',
  label: { es: 'Unidad de Valor Tributario (Colombia), pesos', en: 'Colombian tax unit' },
  source:
    'uvt.com.co (2007–2022), Forbes Colombia 2023-01-03 (2023), La República (2024, 2025), DIAN Resolución 000238 of 2025 (2026)',
  note: 'A table of values, not a drop-down list: the year is its label.',
  dropdown: false,
  items: [
    { code: '2007', es: '2007', en: '2007', more: { value: 20974 } },
    { code: '2008', es: '2008', en: '2008', more: { value: 22054 } },
    { code: '2009', es: '2009', en: '2009', more: { value: 23763 } },
    { code: '2010', es: '2010', en: '2010', more: { value: 24555 } },
    { code: '2011', es: '2011', en: '2011', more: { value: 25132 } },
    { code: '2012', es: '2012', en: '2012', more: { value: 26049 } },
    { code: '2013', es: '2013', en: '2013', more: { value: 26841 } },
    { code: '2014', es: '2014', en: '2014', more: { value: 27485 } },
    { code: '2015', es: '2015', en: '2015', more: { value: 28279 } },
    { code: '2016', es: '2016', en: '2016', more: { value: 29753 } },
    { code: '2017', es: '2017', en: '2017', more: { value: 31859 } },
    { code: '2018', es: '2018', en: '2018', more: { value: 33156 } },
    { code: '2019', es: '2019', en: '2019', more: { value: 34270 } },
    { code: '2020', es: '2020', en: '2020', more: { value: 35607 } },
    { code: '2021', es: '2021', en: '2021', more: { value: 36308 } },
    { code: '2022', es: '2022', en: '2022', more: { value: 38004 } },
    { code: '2023', es: '2023', en: '2023', more: { value: 42412 } },
    { code: '2024', es: '2024', en: '2024', more: { value: 47065 } },
    { code: '2025', es: '2025', en: '2025', more: { value: 49799 } },
    { code: '2026', es: '2026', en: '2026', more: { value: 52374 } },
  ],
};
