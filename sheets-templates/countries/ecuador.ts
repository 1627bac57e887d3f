import { digitIs, weighted } from '../functions/tax-id.ts';
import { defineCountry } from './define-country.ts';

export const ecuador = defineCountry({
  code: 'EC',
  es: 'Ecuador',
  en: 'Ecuador',
  aliases: ['ECU'],
  more: { alpha3: 'ECU', num: '218', fig4: false },
  currency: 'USD',
  timeZone: 'America/Guayaquil',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'RUC',
  taxIdExample: '1790011674001',
  taxId: { form: /^\d{13}$/, zeros: putBackZero, check: rucDigit },
  sizeClasses: [
    {
      regime: 'TABLA3',
      valid_from: null,
      valid_to: null,
      criterion: 'employees',
      unit: 'empleados',
      micro_max: 9,
      small_max: 49,
      medium_max: 199,
      source: 'ILO Andean Office report 2010–2015 Tabla 3 (= CAN Res. 1260: 1–9, 10–49, 50–199)',
    },
  ],
  // ISO 3166-2.
  regions: [
    { code: 'EC-A', es: 'Azuay', en: 'Azuay', more: { iso_name: 'Azuay', kind_es: 'provincia', kind_en: 'province' } },
    {
      code: 'EC-B',
      es: 'Bolívar',
      en: 'Bolívar',
      aliases: ['Bolivar'],
      more: { iso_name: 'Bolívar', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-C',
      es: 'Carchi',
      en: 'Carchi',
      more: { iso_name: 'Carchi', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-D',
      es: 'Orellana',
      en: 'Orellana',
      aliases: ['Francisco de Orellana'],
      more: { iso_name: 'Orellana', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-E',
      es: 'Esmeraldas',
      en: 'Esmeraldas',
      more: { iso_name: 'Esmeraldas', kind_es: 'provincia', kind_en: 'province' },
    },
    { code: 'EC-F', es: 'Cañar', en: 'Cañar', more: { iso_name: 'Cañar', kind_es: 'provincia', kind_en: 'province' } },
    {
      code: 'EC-G',
      es: 'Guayas',
      en: 'Guayas',
      more: { iso_name: 'Guayas', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-H',
      es: 'Chimborazo',
      en: 'Chimborazo',
      more: { iso_name: 'Chimborazo', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-I',
      es: 'Imbabura',
      en: 'Imbabura',
      more: { iso_name: 'Imbabura', kind_es: 'provincia', kind_en: 'province' },
    },
    { code: 'EC-L', es: 'Loja', en: 'Loja', more: { iso_name: 'Loja', kind_es: 'provincia', kind_en: 'province' } },
    {
      code: 'EC-M',
      es: 'Manabí',
      en: 'Manabí',
      more: { iso_name: 'Manabí', kind_es: 'provincia', kind_en: 'province' },
    },
    { code: 'EC-N', es: 'Napo', en: 'Napo', more: { iso_name: 'Napo', kind_es: 'provincia', kind_en: 'province' } },
    {
      code: 'EC-O',
      es: 'El Oro',
      en: 'El Oro',
      more: { iso_name: 'El Oro', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-P',
      es: 'Pichincha',
      en: 'Pichincha',
      more: { iso_name: 'Pichincha', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-R',
      es: 'Los Ríos',
      en: 'Los Ríos',
      more: { iso_name: 'Los Ríos', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-S',
      es: 'Morona Santiago',
      en: 'Morona Santiago',
      more: { iso_name: 'Morona Santiago', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-SD',
      es: 'Santo Domingo de los Tsáchilas',
      en: 'Santo Domingo de los Tsáchilas',
      more: { iso_name: 'Santo Domingo de los Tsáchilas', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-SE',
      es: 'Santa Elena',
      en: 'Santa Elena',
      more: { iso_name: 'Santa Elena', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-T',
      es: 'Tungurahua',
      en: 'Tungurahua',
      more: { iso_name: 'Tungurahua', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-U',
      es: 'Sucumbíos',
      en: 'Sucumbíos',
      more: { iso_name: 'Sucumbíos', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-W',
      es: 'Galápagos',
      en: 'Galápagos',
      more: { iso_name: 'Galápagos', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-X',
      es: 'Cotopaxi',
      en: 'Cotopaxi',
      more: { iso_name: 'Cotopaxi', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-Y',
      es: 'Pastaza',
      en: 'Pastaza',
      more: { iso_name: 'Pastaza', kind_es: 'provincia', kind_en: 'province' },
    },
    {
      code: 'EC-Z',
      es: 'Zamora Chinchipe',
      en: 'Zamora Chinchipe',
      more: { iso_name: 'Zamora Chinchipe', kind_es: 'provincia', kind_en: 'province' },
    },
  ],
  tiles: ['. E . C', 'W M SD I U', '. . R P N D', '. SE G X T Y', '. . B H S', '. . F A', '. . O L Z'],
});

const PRIVATE = [4, 3, 2, 7, 6, 5, 4, 3, 2];
const PUBLIC = [3, 2, 7, 6, 5, 4, 3, 2];

/** RUC: the first two digits are the province, the third says which check applies. */
/** Provinces 01 to 09 begin with a zero that spreadsheets drop. */
function putBackZero(value: string): string {
  const longer = `0${value}`;
  return /^\d{12}$/.test(value) && rucDigit(longer) !== 'form' ? longer : value;
}

function rucDigit(value: string): 'ok' | 'digit' | 'form' {
  const province = Number(value.slice(0, 2));
  if (province < 1 || (province > 24 && province !== 30)) return 'form';
  const mod11 = (sum: number) => (11 - (sum % 11)) % 11;
  if (value[2] === '9') return digitIs(value, 9, mod11(weighted(value, PRIVATE)));
  if (value[2] === '6') return digitIs(value, 8, mod11(weighted(value, PUBLIC)));
  // A person's: the check of the identity card, digits doubled in turn.
  const sum = [...value.slice(0, 9)].reduce((all, digit, at) => {
    const times = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return all + (times > 9 ? times - 9 : times);
  }, 0);
  return digitIs(value, 9, (10 - (sum % 10)) % 10);
}
