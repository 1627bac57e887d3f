import { digitIs, weighted } from '../functions/tax-id.ts';
import { defineCountry } from './define-country.ts';

export const venezuela = defineCountry({
  code: 'VE',
  es: 'Venezuela (República Bolivariana de)',
  en: 'Venezuela (Bolivarian Republic of)',
  aliases: ['Venezuela', 'VEN', 'RBV'],
  more: { alpha3: 'VEN', num: '862', fig4: false },
  currency: 'VES',
  money: {
    es: 'Bolívar',
    en: 'Bolívar',
    words: ['bolivar venezolano', 'bolivares venezolanos', 'bs.s', 'bolivar', 'bolivares'],
    here: ['bs'],
    note: 'redenominated 2018 and 2021: VEF/VES history must not be summed',
  },
  timeZone: 'America/Caracas',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RIF',
  taxIdExample: 'V-11470283-4',
  taxId: { form: /^[VEJPGC]\d{9}$/, zeros: withZeros, check: rifDigit },
  sizeClasses: [
    {
      regime: 'TABLA3',
      valid_from: null,
      valid_to: null,
      criterion: 'employees',
      unit: 'empleados',
      micro_max: null,
      small_max: 49,
      medium_max: 250,
      source:
        'ILO Andean Office report 2010–2015 Tabla 3: only two thresholds printed; read as small ≤49, medium ≤250, no micro class (assumption)',
    },
    {
      regime: 'DL6215',
      valid_from: '2008-07-31',
      valid_to: null,
      criterion: 'employees',
      unit: 'empleados',
      micro_max: null,
      small_max: 50,
      medium_max: 100,
      source: 'Decreto-Ley 6.215 (PYMI: 50 and 100 workers; also turnover limits), Ochoa y Asociados note',
    },
  ],
  // ISO 3166-2.
  regions: [
    {
      code: 'VE-A',
      es: 'Distrito Capital',
      en: 'Distrito Capital',
      aliases: ['Caracas', 'Distrito Federal'],
      more: { iso_name: 'Distrito Capital', kind_es: 'distrito capital', kind_en: 'capital district' },
    },
    {
      code: 'VE-B',
      es: 'Anzoátegui',
      en: 'Anzoátegui',
      more: { iso_name: 'Anzoátegui', kind_es: 'estado', kind_en: 'state' },
    },
    { code: 'VE-C', es: 'Apure', en: 'Apure', more: { iso_name: 'Apure', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-D', es: 'Aragua', en: 'Aragua', more: { iso_name: 'Aragua', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-E', es: 'Barinas', en: 'Barinas', more: { iso_name: 'Barinas', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-F', es: 'Bolívar', en: 'Bolívar', more: { iso_name: 'Bolívar', kind_es: 'estado', kind_en: 'state' } },
    {
      code: 'VE-G',
      es: 'Carabobo',
      en: 'Carabobo',
      more: { iso_name: 'Carabobo', kind_es: 'estado', kind_en: 'state' },
    },
    { code: 'VE-H', es: 'Cojedes', en: 'Cojedes', more: { iso_name: 'Cojedes', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-I', es: 'Falcón', en: 'Falcón', more: { iso_name: 'Falcón', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-J', es: 'Guárico', en: 'Guárico', more: { iso_name: 'Guárico', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-K', es: 'Lara', en: 'Lara', more: { iso_name: 'Lara', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-L', es: 'Mérida', en: 'Mérida', more: { iso_name: 'Mérida', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-M', es: 'Miranda', en: 'Miranda', more: { iso_name: 'Miranda', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-N', es: 'Monagas', en: 'Monagas', more: { iso_name: 'Monagas', kind_es: 'estado', kind_en: 'state' } },
    {
      code: 'VE-O',
      es: 'Nueva Esparta',
      en: 'Nueva Esparta',
      more: { iso_name: 'Nueva Esparta', kind_es: 'estado', kind_en: 'state' },
    },
    {
      code: 'VE-P',
      es: 'Portuguesa',
      en: 'Portuguesa',
      more: { iso_name: 'Portuguesa', kind_es: 'estado', kind_en: 'state' },
    },
    { code: 'VE-R', es: 'Sucre', en: 'Sucre', more: { iso_name: 'Sucre', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-S', es: 'Táchira', en: 'Táchira', more: { iso_name: 'Táchira', kind_es: 'estado', kind_en: 'state' } },
    {
      code: 'VE-T',
      es: 'Trujillo',
      en: 'Trujillo',
      more: { iso_name: 'Trujillo', kind_es: 'estado', kind_en: 'state' },
    },
    { code: 'VE-U', es: 'Yaracuy', en: 'Yaracuy', more: { iso_name: 'Yaracuy', kind_es: 'estado', kind_en: 'state' } },
    { code: 'VE-V', es: 'Zulia', en: 'Zulia', more: { iso_name: 'Zulia', kind_es: 'estado', kind_en: 'state' } },
    {
      code: 'VE-W',
      es: 'Dependencias Federales',
      en: 'Dependencias Federales',
      more: { iso_name: 'Dependencias Federales', kind_es: 'dependencia federal', kind_en: 'federal dependency' },
    },
    {
      code: 'VE-X',
      es: 'La Guaira',
      en: 'La Guaira',
      aliases: ['Vargas'],
      more: { iso_name: 'La Guaira', kind_es: 'estado', kind_en: 'state' },
    },
    {
      code: 'VE-Y',
      es: 'Delta Amacuro',
      en: 'Delta Amacuro',
      more: { iso_name: 'Delta Amacuro', kind_es: 'estado', kind_en: 'state' },
    },
    {
      code: 'VE-Z',
      es: 'Amazonas',
      en: 'Amazonas',
      more: { iso_name: 'Amazonas', kind_es: 'estado', kind_en: 'state' },
    },
  ],
  tiles: ['. . . . W . O', 'V I G X A M R', 'T K U D B N Y', 'L P H J . F', 'S E C . Z'],
});

const LETTERS: Readonly<Record<string, number>> = { V: 4, E: 8, J: 12, P: 16, G: 20, C: 12 };
const WEIGHTS = [3, 2, 7, 6, 5, 4, 3, 2];

/** RIF: the letter counts, then mod 11. */
/** Zeros after the letter are often left out. */
function withZeros(value: string): string {
  const [, letter, digits = ''] = /^([VEJPGC])(\d{6,8})$/.exec(value) ?? [];
  return letter ? letter + digits.padStart(9, '0') : value;
}

function rifDigit(value: string): 'ok' | 'digit' {
  const rest = ((LETTERS[value[0] ?? ''] ?? 0) + weighted(value.slice(1), WEIGHTS)) % 11;
  return digitIs(value, 9, rest < 2 ? 0 : 11 - rest);
}
