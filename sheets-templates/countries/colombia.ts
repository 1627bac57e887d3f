// biome-ignore-all lint/style/noExcessiveLinesPerFile: all of a country stands in one file
import { digitIs, weighted } from '../functions/tax-id.ts';
import { defineCountry } from './define-country.ts';

/** ISIC sections that have the limits of a regime. */
const of = (regime: string, sections: string) => Object.fromEntries([...sections].map((section) => [section, regime]));

export const colombia = defineCountry({
  code: 'CO',
  es: 'Colombia',
  en: 'Colombia',
  aliases: ['COL'],
  more: { alpha3: 'COL', num: '170', fig4: true },
  currency: 'COP',
  money: {
    es: 'Peso colombiano',
    en: 'Colombian peso',
    words: ['pesos colombianos', 'peso colombiano'],
    here: ['$', 'peso', 'pesos'],
  },
  timeZone: 'America/Bogota',
  // Written convention after CLDR (assumption); it only breaks ties in text figures.
  decimal: ',',
  thousands: '.',
  taxIdLabel: 'NIT',
  taxIdExample: '899999034-1',
  taxId: { form: /^\d{8,10}$/, zeros: withoutZeros, check: nitDigit, withoutDigit },
  sizeClasses: [
    {
      regime: 'TABLA3',
      valid_from: null,
      valid_to: null,
      criterion: 'employees',
      unit: 'empleados',
      micro_max: 10,
      small_max: 50,
      medium_max: 200,
      source: 'ILO Andean Office report 2010–2015 Tabla 3 (= Ley 905/2004; the law also has asset limits)',
    },
    {
      regime: 'D957-MANUF',
      valid_from: '2019-12-05',
      valid_to: null,
      criterion: 'sales',
      unit: 'UVT',
      micro_max: 23563,
      small_max: 204995,
      medium_max: 1736565,
      source: 'Decreto 957/2019 (manufactura), public web sources',
    },
    {
      regime: 'D957-SERV',
      valid_from: '2019-12-05',
      valid_to: null,
      criterion: 'sales',
      unit: 'UVT',
      micro_max: 32988,
      small_max: 131951,
      medium_max: 483034,
      source: 'Decreto 957/2019 (servicios)',
    },
    {
      regime: 'D957-COM',
      valid_from: '2019-12-05',
      valid_to: null,
      criterion: 'sales',
      unit: 'UVT',
      micro_max: 44769,
      small_max: 431196,
      medium_max: 2160692,
      source: 'Decreto 957/2019 (comercio)',
    },
  ],
  laterSizeClass: {
    since: 2020,
    regimeOf: { ...of('D957-MANUF', 'ABCDEF'), ...of('D957-COM', 'G'), ...of('D957-SERV', 'HIJKLMN') },
    source:
      'Decreto 957/2019, in force since 2019-12-05; that what is neither trade nor services has the limits of manufacturing is recalled: assumption',
  },
  // ISO 3166-2.
  regions: [
    {
      code: 'CO-AMA',
      es: 'Amazonas',
      en: 'Amazonas',
      more: { iso_name: 'Amazonas', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-ANT',
      es: 'Antioquia',
      en: 'Antioquia',
      more: { iso_name: 'Antioquia', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-ARA',
      es: 'Arauca',
      en: 'Arauca',
      more: { iso_name: 'Arauca', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-ATL',
      es: 'Atlántico',
      en: 'Atlántico',
      more: { iso_name: 'Atlántico', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-BOL',
      es: 'Bolívar',
      en: 'Bolívar',
      more: { iso_name: 'Bolívar', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-BOY',
      es: 'Boyacá',
      en: 'Boyacá',
      more: { iso_name: 'Boyacá', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-CAL',
      es: 'Caldas',
      en: 'Caldas',
      more: { iso_name: 'Caldas', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-CAQ',
      es: 'Caquetá',
      en: 'Caquetá',
      more: { iso_name: 'Caquetá', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-CAS',
      es: 'Casanare',
      en: 'Casanare',
      more: { iso_name: 'Casanare', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-CAU',
      es: 'Cauca',
      en: 'Cauca',
      more: { iso_name: 'Cauca', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-CES',
      es: 'Cesar',
      en: 'Cesar',
      more: { iso_name: 'Cesar', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-CHO',
      es: 'Chocó',
      en: 'Chocó',
      more: { iso_name: 'Chocó', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-COR',
      es: 'Córdoba',
      en: 'Córdoba',
      more: { iso_name: 'Córdoba', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-CUN',
      es: 'Cundinamarca',
      en: 'Cundinamarca',
      more: { iso_name: 'Cundinamarca', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-DC',
      es: 'Distrito Capital de Bogotá',
      en: 'Distrito Capital de Bogotá',
      aliases: ['Bogotá', 'Bogotá D.C.', 'Santafé de Bogotá'],
      more: { iso_name: 'Distrito Capital de Bogotá', kind_es: 'distrito capital', kind_en: 'capital district' },
    },
    {
      code: 'CO-GUA',
      es: 'Guainía',
      en: 'Guainía',
      more: { iso_name: 'Guainía', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-GUV',
      es: 'Guaviare',
      en: 'Guaviare',
      more: { iso_name: 'Guaviare', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-HUI',
      es: 'Huila',
      en: 'Huila',
      more: { iso_name: 'Huila', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-LAG',
      es: 'La Guajira',
      en: 'La Guajira',
      aliases: ['Guajira'],
      more: { iso_name: 'La Guajira', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-MAG',
      es: 'Magdalena',
      en: 'Magdalena',
      more: { iso_name: 'Magdalena', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-MET',
      es: 'Meta',
      en: 'Meta',
      more: { iso_name: 'Meta', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-NAR',
      es: 'Nariño',
      en: 'Nariño',
      more: { iso_name: 'Nariño', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-NSA',
      es: 'Norte de Santander',
      en: 'Norte de Santander',
      aliases: ['Norte Santander', 'Nte. de Santander', 'Nte Santander', 'Nte. Santander', 'N. de Santander'],
      more: { iso_name: 'Norte de Santander', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-PUT',
      es: 'Putumayo',
      en: 'Putumayo',
      more: { iso_name: 'Putumayo', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-QUI',
      es: 'Quindío',
      en: 'Quindío',
      more: { iso_name: 'Quindío', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-RIS',
      es: 'Risaralda',
      en: 'Risaralda',
      more: { iso_name: 'Risaralda', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-SAN',
      es: 'Santander',
      en: 'Santander',
      more: { iso_name: 'Santander', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-SAP',
      es: 'San Andrés, Providencia y Santa Catalina',
      en: 'San Andrés, Providencia y Santa Catalina',
      aliases: ['San Andrés'],
      more: { iso_name: 'San Andrés, Providencia y Santa Catalina', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-SUC',
      es: 'Sucre',
      en: 'Sucre',
      more: { iso_name: 'Sucre', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-TOL',
      es: 'Tolima',
      en: 'Tolima',
      more: { iso_name: 'Tolima', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-VAC',
      es: 'Valle del Cauca',
      en: 'Valle del Cauca',
      aliases: ['Valle'],
      more: { iso_name: 'Valle del Cauca', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-VAU',
      es: 'Vaupés',
      en: 'Vaupés',
      more: { iso_name: 'Vaupés', kind_es: 'departamento', kind_en: 'department' },
    },
    {
      code: 'CO-VID',
      es: 'Vichada',
      en: 'Vichada',
      more: { iso_name: 'Vichada', kind_es: 'departamento', kind_en: 'department' },
    },
  ],
  tiles: [
    'SAP . . . . LAG',
    '. . . ATL MAG CES',
    '. . COR SUC BOL NSA',
    '. CHO ANT CAL SAN ARA',
    '. . RIS CUN BOY CAS VID',
    '. VAC QUI DC MET GUV GUA',
    '. CAU TOL HUI CAQ VAU',
    '. NAR PUT . . AMA',
  ],
});

const WEIGHTS = [3, 7, 13, 17, 19, 23, 29, 37, 41];

function withoutZeros(value: string): string {
  return value.replace(/^0+(?=\d)/, '');
}

/** The DIAN counts the check digit apart from the number. */
function withoutDigit(value: string): string {
  return value.length === 10 ? value.slice(0, -1) : value;
}

/** NIT, mod 11 from the right (DIAN, Orden 4 de 1989). Nine digits are a NIT without its check digit. */
function nitDigit(value: string): 'ok' | 'digit' | 'noDigit' {
  if (value.length < 10) return 'noDigit';
  const rest = weighted([...value.slice(0, -1)].reverse().join(''), WEIGHTS) % 11;
  return digitIs(value, value.length - 1, rest < 2 ? rest : 11 - rest);
}
