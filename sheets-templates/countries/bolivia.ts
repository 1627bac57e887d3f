import { defineCountry } from './define-country.ts';

export const bolivia = defineCountry({
  code: 'BO',
  es: 'Bolivia (Estado Plurinacional de)',
  en: 'Bolivia (Plurinational State of)',
  aliases: ['Bolivia', 'BOL', 'Estado Plurinacional de Bolivia'],
  more: { alpha3: 'BOL', num: '068', fig4: true },
  currency: 'BOB',
  money: { es: 'Boliviano', en: 'Boliviano', words: ['boliviano', 'bolivianos'], here: ['bs'] },
  timeZone: 'America/La_Paz',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'NIT',
  taxIdExample: null,
  // Length only: no published check (assumption of the list ID_TRIBUTARIO).
  taxId: { form: /^\d{7,13}$/, zeros: (value) => value.replace(/^0+(?=\d)/, ''), check: () => 'ok' },
  sizeClasses: [
    {
      regime: 'TABLA3',
      valid_from: null,
      valid_to: null,
      criterion: 'employees',
      unit: 'empleados',
      micro_max: 10,
      small_max: 19,
      medium_max: 49,
      source: 'ILO Andean Office report 2010–2015 Tabla 3',
    },
  ],
  // ISO 3166-2.
  regions: [
    {
      code: 'BO-B',
      es: 'Beni',
      en: 'Beni',
      aliases: ['El Beni'],
      more: { iso_name: 'El Beni', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-C',
      es: 'Cochabamba',
      en: 'Cochabamba',
      more: { iso_name: 'Cochabamba', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-H',
      es: 'Chuquisaca',
      en: 'Chuquisaca',
      aliases: ['Sucre', 'Sucre (ciudad capital)'],
      assumedNames: ['sucre', 'sucre (ciudad capital)'],
      more: { iso_name: 'Chuquisaca', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-L',
      es: 'La Paz',
      en: 'La Paz',
      more: { iso_name: 'La Paz', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-N',
      es: 'Pando',
      en: 'Pando',
      more: { iso_name: 'Pando', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-O',
      es: 'Oruro',
      en: 'Oruro',
      more: { iso_name: 'Oruro', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-P',
      es: 'Potosí',
      en: 'Potosí',
      aliases: ['Potosi'],
      more: { iso_name: 'Potosí', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-S',
      es: 'Santa Cruz',
      en: 'Santa Cruz',
      aliases: ['Sta. Cruz', 'Sta Cruz'],
      more: { iso_name: 'Santa Cruz', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'BO-T',
      es: 'Tarija',
      en: 'Tarija',
      more: { iso_name: 'Tarija', kind_es: 'departamento', kind_en: 'department' },
    },
  ],
  tiles: ['N B', 'L C S', 'O H', 'P T'],
});
