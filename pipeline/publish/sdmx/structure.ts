import { findList } from '../../../sheets-templates/code-lists/lookup.ts';
import { countries } from '../../../sheets-templates/countries/index.ts';
import type { CodeItem, Text } from '../../../sheets-templates/define/text.ts';
import { text } from '../../../sheets-templates/define/text.ts';
import { indicators } from '../../../sheets-templates/indicators/index.ts';
import { unitIn } from '../../../sheets-templates/indicators/units.ts';
import { templates } from '../../../sheets-templates/templates/index.ts';

/*
 * The data structure of the published figures in SDMX. Concepts that ILOSTAT has are called as there (REF_AREA, FREQ, MEASURE,
 * SEX, TIME_PERIOD, OBS_VALUE, OBS_STATUS, UNIT_MEASURE; countries by three letters, SEX_T · SEX_F · SEX_M: recalled, an
 * assumption); `_T` is the total over a dimension, as the SDMX guidelines have it.
 */

export const AGENCY = 'QUIPU';
export const VERSION_OF_STRUCTURE = '1.0';
export const DATAFLOW = 'DF_RESULTS';
export const DATA_STRUCTURE = 'DSD_RESULTS';

const TOTAL = '_T';

export interface SdmxCode {
  id: string;
  name: Text;
}

/** A dimension or attribute: where its values stand in a published line, and as which code. */
export interface Component {
  id: string;
  name: Text;
  /** Column of the lines. */
  column: string;
  /** Code for what stands there; the same where not said. */
  codeOf?: (value: string) => string;
  /** Its code list; null for numbers and texts. */
  codes: readonly SdmxCode[] | null;
}

/** Letters, digits and `_`, as an SDMX id has to be. */
export const idOf = (value: string): string =>
  value
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[^A-Za-z0-9_-]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .toUpperCase();

const named = ({ code, es, en }: CodeItem): SdmxCode => ({ id: idOf(code), name: text(es, en) });
const all = (es: string, en: string): SdmxCode => ({ id: TOTAL, name: text(es, en) });
const notDeclared: SdmxCode = { id: 'ND', name: text('no declarado', 'not declared') };
const orTotal = (value: string) => (value === '' ? TOTAL : idOf(value));

const ofList = (...lists: readonly string[]): SdmxCode[] =>
  unique(lists.flatMap((list) => findList(list).items.map(named)));

export const unique = (codes: readonly SdmxCode[]): SdmxCode[] => [
  ...new Map(codes.map((code) => [code.id, code])).values(),
];

const SEX_OF: Readonly<Record<string, string>> = { '': 'SEX_T', M: 'SEX_F', H: 'SEX_M', T: 'SEX_T' };
const UNITS: Readonly<Record<string, string>> = { '%': 'PT', personas: 'PS' };

const alpha3 = new Map(countries.map(({ code, more }) => [code, String(more?.alpha3 ?? code)]));

/** Code of a unit; percentages and persons have one in the SDMX list. */
const unitCode = (unit: string): string => UNITS[unit] ?? idOf(unit);

const FREQUENCIES: readonly SdmxCode[] = [
  { id: 'A', name: text('anual', 'annual') },
  { id: 'S', name: text('semestral', 'half-yearly') },
  { id: 'Q', name: text('trimestral', 'quarterly') },
  { id: '_O', name: text('varios años', 'several years') },
];

/** Frequency of a period: `2026-S1`, `2026-T3`, `2026`, `2010/2015`. */
function frequencyOf(period: string): string {
  if (/-S\d$/.test(period)) return 'S';
  if (/-T\d$/.test(period)) return 'Q';
  return /^\d{4}$/.test(period) ? 'A' : '_O';
}

/** A period as SDMX writes it: `2026-S1`, `2026-Q3`, `2026`; several years as their first day and how long they are. */
export function timeOf(period: string): string {
  const [, from, to] = /^(\d{4})\/(\d{4})$/.exec(period) ?? [];
  if (from && to) return `${from}-01-01/P${Number(to) - Number(from) + 1}Y`;
  return period.replace('-T', '-Q');
}

const SEXES: readonly SdmxCode[] = [
  { id: 'SEX_T', name: text('total', 'total') },
  { id: 'SEX_F', name: text('mujeres', 'female') },
  { id: 'SEX_M', name: text('hombres', 'male') },
  { id: 'SEX_U', name: text('no declarado', 'not declared') },
];

const AREAS: readonly SdmxCode[] = [
  all('todos los países que informan', 'all countries that report'),
  ...countries.map(({ code, es, en }) => ({ id: alpha3.get(code) ?? code, name: text(es, en) })),
];
const areaOf = (country: string) => (country === '' ? TOTAL : (alpha3.get(country) ?? country));

const MEASURES: readonly SdmxCode[] = indicators.map(({ code, es, en }) => ({ id: code, name: text(es, en) }));
const TEMPLATES: readonly SdmxCode[] = templates.map(({ code, es, en }) => ({ id: code, name: text(es, en) }));
const REGIONS: readonly SdmxCode[] = [
  all('todas las regiones', 'all regions'),
  notDeclared,
  ...countries.flatMap(({ regions }) => regions.map(named)),
];

/**
 * Dimensions in the order of the key; the time comes last.
 * @param programmes those of the figures
 * @param units those of the figures
 */
export function dimensions(programmes: readonly SdmxCode[], units: readonly string[]): Component[] {
  return [
    dimension('FREQ', text('Frecuencia', 'Frequency'), 'periodo', FREQUENCIES, frequencyOf),
    dimension('REF_AREA', text('País', 'Reference area'), 'pais', AREAS, areaOf),
    dimension('MEASURE', text('Indicador', 'Indicator'), 'indicador', MEASURES),
    dimension('TEMPLATE', text('Área', 'Area of work'), 'plantilla', TEMPLATES),
    dimension('PROGRAMME', text('Programa', 'Programme'), 'programa_id', [
      all('todos los programas', 'all programmes'),
      ...programmes,
    ]),
    dimension('SEX', text('Sexo', 'Sex'), 'sexo', SEXES, (value) => SEX_OF[value] ?? 'SEX_U'),
    dimension('REGION', text('Región', 'Region'), 'region', REGIONS),
    dimension('SECTOR', text('Sector', 'Sector'), 'sector', [
      all('todos los sectores', 'all sectors'),
      notDeclared,
      ...ofList('SECTOR', 'SECTOR_VERDE'),
    ]),
    dimension('SIZE', text('Clase de tamaño', 'Size class'), 'clase', [
      all('todas las clases', 'all classes'),
      notDeclared,
      ...ofList('CLASE_EMPRESA'),
    ]),
    dimension('AUDIENCE', text('Público', 'Audience'), 'publico', [
      all('todos los públicos', 'all audiences'),
      notDeclared,
      ...ofList('PUBLICO'),
    ]),
    dimension(
      'UNIT_MEASURE',
      text('Unidad', 'Unit of measure'),
      'unidad',
      units.map((unit) => ({ id: unitCode(unit), name: text(unitIn(unit, 'es'), unitIn(unit, 'en')) })),
      unitCode,
    ),
  ];
}

const dimension = (
  id: string,
  name: Text,
  column: string,
  codes: readonly SdmxCode[],
  codeOf: (value: string) => string = orTotal,
): Component => ({ id, name, column, codes: unique(codes), codeOf });

/** What is said of each figure besides its value. */
export const attributes: readonly Component[] = [
  {
    id: 'OBS_STATUS',
    name: text('Estado del dato', 'Observation status'),
    column: 'estado',
    // Codes of the SDMX list CL_OBS_STATUS.
    codes: [
      { id: 'A', name: text('publicado', 'normal value') },
      { id: 'P', name: text('el de la publicación anterior', 'provisional value: that of the publication before') },
      { id: 'Q', name: text('suprimido: menos de 5 personas', 'missing value; suppressed: fewer than 5 people') },
      { id: 'G', name: text('en disputa: dos fuentes difieren', 'experimental value: two sources differ') },
    ],
    codeOf: (value) => ({ suprimido: 'Q', 'en disputa': 'G', 'publicación anterior': 'P' })[value] ?? 'A',
  },
  {
    id: 'QUALIFIER',
    name: text('Calificador', 'Qualifier'),
    column: 'calificador',
    codes: ofList('CALIFICADOR').filter(({ id }) => id !== 'META'),
  },
  {
    id: 'ORIGIN',
    name: text('De dónde sale', 'Where it comes from'),
    column: 'origen',
    codes: [
      { id: 'DECLARADO', name: text('declarado', 'declared') },
      { id: 'CONTADO', name: text('contado de filas', 'counted from rows') },
      { id: 'MIXTO', name: text('contado y declarado', 'counted and declared') },
    ],
    codeOf: idOf,
  },
  { id: 'NUMERATOR', name: text('Numerador', 'Numerator'), column: 'numerador', codes: null },
  { id: 'DENOMINATOR', name: text('Denominador', 'Denominator'), column: 'denominador', codes: null },
  { id: 'N_PROGRAMMES', name: text('Programas con dato', 'Programmes with data'), column: 'recibidos', codes: null },
];
