import type { CodeList } from '../define.ts';

export const pais: CodeList = {
  id: 'PAIS',
  label: { es: 'País', en: 'Country' },
  source: 'ISO 3166-1 alpha-2; countries of the Andean Office per ILO Andean Office report 2010–2015',
  note: 'decimal/thousands = usual written convention, used only to break ties in text figures (assumption: CLDR es-BO, es-CO, es-EC, es-VE use comma decimal; es-PE uses point). Figure 4 covers only BO, CO, PE.',
  dropdown: true,
  items: [
    {
      code: 'BO',
      es: 'Bolivia (Estado Plurinacional de)',
      en: 'Bolivia (Plurinational State of)',
      aliases: ['Bolivia', 'BOL', 'Estado Plurinacional de Bolivia'],
      more: { alpha3: 'BOL', num: '068', currency: 'BOB', decimal: ',', thousands: '.', fig4: true },
    },
    {
      code: 'CO',
      es: 'Colombia',
      en: 'Colombia',
      aliases: ['COL'],
      more: { alpha3: 'COL', num: '170', currency: 'COP', decimal: ',', thousands: '.', fig4: true },
    },
    {
      code: 'EC',
      es: 'Ecuador',
      en: 'Ecuador',
      aliases: ['ECU'],
      more: { alpha3: 'ECU', num: '218', currency: 'USD', decimal: ',', thousands: '.', fig4: false },
    },
    {
      code: 'PE',
      es: 'Perú',
      en: 'Peru',
      aliases: ['PER'],
      more: { alpha3: 'PER', num: '604', currency: 'PEN', decimal: '.', thousands: ',', fig4: true },
    },
    {
      code: 'VE',
      es: 'Venezuela (República Bolivariana de)',
      en: 'Venezuela (Bolivarian Republic of)',
      aliases: ['Venezuela', 'VEN', 'RBV'],
      more: { alpha3: 'VEN', num: '862', currency: 'VES', decimal: ',', thousands: '.', fig4: false },
    },
  ],
};
