import { digitIs, weighted } from '../functions/tax-id.ts';
import { defineCountry } from './define-country.ts';

export const peru = defineCountry({
  code: 'PE',
  es: 'Perú',
  en: 'Peru',
  aliases: ['PER'],
  more: { alpha3: 'PER', num: '604', fig4: true },
  currency: 'PEN',
  money: {
    es: 'Sol',
    en: 'Sol',
    words: ['s/', 'sol', 'soles', 'nuevo sol', 'nuevos soles', 'sol peruano', 'soles peruanos'],
  },
  timeZone: 'America/Lima',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: '.',
  thousands: ',',
  taxIdLabel: 'RUC',
  taxIdExample: '20131312955',
  taxId: { form: /^(10|15|16|17|20)\d{9}$/, check: rucDigit },
  sizeClasses: [
    {
      regime: 'TABLA3',
      valid_from: '2013-07-03',
      valid_to: null,
      criterion: 'sales',
      unit: 'UIT',
      micro_max: 150,
      small_max: 1700,
      medium_max: 2300,
      source: 'ILO Andean Office report 2010–2015 Tabla 3 (= Ley 30056)',
    },
  ],
  // ISO 3166-2.
  regions: [
    {
      code: 'PE-AMA',
      es: 'Amazonas',
      en: 'Amazonas',
      more: { iso_name: 'Amazonas', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-ANC',
      es: 'Ancash',
      en: 'Ancash',
      aliases: ['Áncash'],
      more: { iso_name: 'Ancash', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-APU',
      es: 'Apurímac',
      en: 'Apurímac',
      more: { iso_name: 'Apurímac', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-ARE',
      es: 'Arequipa',
      en: 'Arequipa',
      more: { iso_name: 'Arequipa', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-AYA',
      es: 'Ayacucho',
      en: 'Ayacucho',
      more: { iso_name: 'Ayacucho', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-CAJ',
      es: 'Cajamarca',
      en: 'Cajamarca',
      more: { iso_name: 'Cajamarca', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-CAL',
      es: 'Callao',
      en: 'Callao',
      aliases: ['El Callao', 'Prov. Const. del Callao'],
      more: { iso_name: 'El Callao', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-CUS',
      es: 'Cusco',
      en: 'Cusco',
      aliases: ['Cuzco'],
      more: { iso_name: 'Cusco', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-HUC',
      es: 'Huánuco',
      en: 'Huánuco',
      more: { iso_name: 'Huánuco', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-HUV',
      es: 'Huancavelica',
      en: 'Huancavelica',
      more: { iso_name: 'Huancavelica', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-ICA',
      es: 'Ica',
      en: 'Ica',
      more: { iso_name: 'Ica', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-JUN',
      es: 'Junín',
      en: 'Junín',
      more: { iso_name: 'Junín', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-LAL',
      es: 'La Libertad',
      en: 'La Libertad',
      aliases: ['Libertad'],
      more: { iso_name: 'La Libertad', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-LAM',
      es: 'Lambayeque',
      en: 'Lambayeque',
      more: { iso_name: 'Lambayeque', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-LIM',
      es: 'Lima',
      en: 'Lima',
      aliases: ['Lima Provincias', 'Región Lima', 'Lima Región'],
      more: { iso_name: 'Lima', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-LMA',
      es: 'Lima Metropolitana',
      en: 'Lima Metropolitana',
      aliases: ['Municipalidad Metropolitana de Lima', 'Lima Provincia'],
      more: {
        iso_name: 'Municipalidad Metropolitana de Lima',
        kind_es: 'municipalidad metropolitana',
        kind_en: 'metropolitan municipality',
      },
    },
    {
      code: 'PE-LOR',
      es: 'Loreto',
      en: 'Loreto',
      more: { iso_name: 'Loreto', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-MDD',
      es: 'Madre de Dios',
      en: 'Madre de Dios',
      more: { iso_name: 'Madre de Dios', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-MOQ',
      es: 'Moquegua',
      en: 'Moquegua',
      more: { iso_name: 'Moquegua', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-PAS',
      es: 'Pasco',
      en: 'Pasco',
      more: { iso_name: 'Pasco', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-PIU',
      es: 'Piura',
      en: 'Piura',
      more: { iso_name: 'Piura', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-PUN',
      es: 'Puno',
      en: 'Puno',
      more: { iso_name: 'Puno', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-SAM',
      es: 'San Martín',
      en: 'San Martín',
      more: { iso_name: 'San Martín', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-TAC',
      es: 'Tacna',
      en: 'Tacna',
      more: { iso_name: 'Tacna', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-TUM',
      es: 'Tumbes',
      en: 'Tumbes',
      more: { iso_name: 'Tumbes', kind_es: 'región/departamento', kind_en: 'region' },
    },
    {
      code: 'PE-UCA',
      es: 'Ucayali',
      en: 'Ucayali',
      more: { iso_name: 'Ucayali', kind_es: 'región/departamento', kind_en: 'region' },
    },
  ],
  tiles: [
    'TUM . . LOR',
    'PIU CAJ AMA',
    'LAM LAL SAM UCA',
    '. ANC HUC PAS',
    'CAL LMA LIM JUN . MDD',
    '. ICA HUV AYA APU CUS',
    '. . . . ARE PUN',
    '. . . . MOQ TAC',
  ],
});

const WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** RUC, mod 11: 10 counts as 0 and 11 as 1. */
function rucDigit(value: string): 'ok' | 'digit' {
  return digitIs(value, 10, (11 - (weighted(value, WEIGHTS) % 11)) % 10);
}
