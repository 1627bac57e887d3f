import { fold } from '../text-matching.ts';

/** Words for a unit, by the unit: what people write behind a figure. */
const WORDS: Readonly<Record<string, readonly string[]>> = {
  hora: ['h', 'hr', 'hrs', 'hora', 'horas', 'hour', 'hours'],
  // A working day is a day.
  dia: ['d', 'dia', 'dias', 'day', 'days', 'jornal', 'jornales', 'jornada', 'jornadas'],
  semana: ['semana', 'semanas', 'sem', 'week', 'weeks'],
  mes: ['mes', 'meses', 'month', 'months'],
  trimestre: ['trimestre', 'trimestres', 'quarter', 'quarters'],
  semestre: ['semestre', 'semestres'],
  ano: ['ano', 'anos', 'year', 'years'],
  g: ['g', 'gr', 'gramo', 'gramos'],
  kg: ['kg', 'kgs', 'kilo', 'kilos', 'kilogramo', 'kilogramos'],
  qq: ['qq', 'quintal', 'quintales'],
  t: ['t', 'tm', 'tn', 'tns', 'ton', 'tons', 'tonelada', 'toneladas', 'tonne', 'tonnes'],
  lb: ['lb', 'lbs', 'libra', 'libras', 'pound', 'pounds'],
  // How much goes into one differs from place to place.
  arroba: ['arroba', 'arrobas'],
  saco: [
    'saco',
    'sacos',
    'bolsa',
    'bolsas',
    'costal',
    'costales',
    'bulto',
    'bultos',
    'carga',
    'cargas',
    'sack',
    'sacks',
    'bag',
    'bags',
  ],
  caja: ['caja', 'cajas', 'jaba', 'jabas', 'java', 'javas', 'balde', 'baldes', 'box', 'boxes', 'crate', 'crates'],
  galon: ['gal', 'gls', 'galon', 'galones', 'gallon', 'gallons'],
  litro: ['l', 'lt', 'lts', 'litro', 'litros', 'litre', 'litres', 'liter', 'liters'],
  area: ['ha', 'has', 'hectarea', 'hectareas', 'hectare', 'hectares'],
  volumen: ['m3', 'm³', 'metros cubicos', 'cubic metres'],
  kwh: ['kwh', 'kw/h', 'kw h', 'kw-h', 'kw hora', 'kw por hora', 'kilovatio hora', 'kilovatios hora', 'kilowatt hours'],
  mwh: ['mwh'],
  gwh: ['gwh'],
  mj: ['mj', 'megajulio', 'megajulios', 'megajoule', 'megajoules'],
  gj: ['gj', 'gigajulio', 'gigajulios', 'gigajoule', 'gigajoules'],
  tj: ['tj', 'terajulio', 'terajulios', 'terajoule', 'terajoules'],
  // Millions of British thermal units; the letters alone are written for other multiples too.
  mmbtu: ['mmbtu'],
  btu: ['btu', 'btus', 'mbtu', 'kbtu'],
  // Power, which is no energy.
  kw: ['kw', 'kws', 'kilovatio', 'kilovatios', 'kilowatt', 'kilowatts', 'mw', 'hp', 'kva'],
  balon: [
    'balon',
    'balones',
    'garrafa',
    'garrafas',
    'bombona',
    'bombonas',
    'cilindro',
    'cilindros',
    'cylinder',
    'cylinders',
  ],
  terreno: [
    'mz',
    'manzana',
    'manzanas',
    'tarea',
    'tareas',
    'cuadra',
    'cuadras',
    'fanegada',
    'fanegadas',
    'acre',
    'acres',
  ],
  hogar: ['hogar', 'hogares', 'familia', 'familias', 'household', 'households'],
  empresa: ['empresa', 'empresas', 'negocio', 'negocios', 'enterprise', 'enterprises'],
  pieza: ['pieza', 'piezas', 'piece', 'pieces'],
  visita: ['visita', 'visitas', 'visit', 'visits'],
  persona: ['persona', 'personas', 'people'],
};
const unitOfWord = new Map(
  Object.entries(WORDS).flatMap(([unit, words]) => words.map((word) => [word, unit] as const)),
);

/** Units of columns whose names are no words of the list; jobs, cases and full-time equivalents are counted by person. */
const OF_COLUMN: Readonly<Record<string, string>> = {
  ETC: 'persona',
  empleos: 'persona',
  casos: 'persona',
  '%': '%',
  'kg/ha': 'kg',
};

const unitOfColumn = (own: string) => OF_COLUMN[own] ?? unitOfWord.get(fold(own));

/** How many of the second are one of the first. */
const FACTORS: Readonly<Record<string, number>> = {
  'mwh kwh': 1_000,
  'gwh kwh': 1_000_000,
  't kg': 1_000,
  'g kg': 0.001,
  'lb kg': 0.45359237,
  'lb t': 0.00045359237,
  'kg t': 0.001,
  'ano mes': 12,
  'semestre mes': 6,
  'trimestre mes': 3,
  // A kilowatt-hour is 3.6 MJ, and a British thermal unit 1,055.056 J, by definition.
  'mj kwh': 1 / 3.6,
  'gj kwh': 1_000 / 3.6,
  'tj kwh': 1_000_000 / 3.6,
  'mmbtu kwh': 293.071,
};

/** Units of which so many are always so many of another; how many go into a sack differs. */
const MEASURES = new Set(
  'g kg qq t lb kwh mwh gwh mj gj tj mmbtu btu kw balon arroba saco caja galon litro volumen'.split(' '),
);

/**
 * What a measure that stands alone is in the unit of a column.
 * @returns undefined where one of both is none; null where nobody knows how many it is
 */
export function factorOfMeasure(said: string, own: string | undefined): number | null | undefined {
  const words = fold(said).replace(/\.$/, '');
  const [unit, base] = unitAndBase(words);
  const column = own === undefined ? undefined : unitOfColumn(own);
  if (own === undefined || unit === undefined || column === undefined || !MEASURES.has(unit) || !MEASURES.has(column))
    return undefined;
  if (base !== null && base !== baseOf(own)) return null;
  return unit === column ? 1 : (FACTORS[`${unit} ${column}`] ?? null);
}

/** Of what else a figure may be so much. */
const BASES = new Set(
  'persona personas trabajador trabajadora trabajadores operario operarios socio socios productor productores familia familias hogar hogares empresa empresas unidad planta plantas arbol arboles lote pieza piezas worker person plant'.split(
    ' ',
  ),
);
/** What a row itself is about, where the column counts by nothing else: «por empresa», «por planta». */
const OF_A_ROW = new Set(['empresa', 'planta', 'plantas', 'unidad']);
/** The whole of what is reported. */
const WHOLE = /^(?:el |este )?(?:periodo|semestre|period|half year|half-year)$/;

/** «kg/tarea», «qq por mz», «horas x semana»: the unit, and of what it is so much. */
const PER = /^(.+?)\s*(?:\/|\b(?:por|x|per)\b)\s*(\p{L}[\p{L}\d²]*)$/u;

function unitAndBase(words: string): [unit: string | undefined, base: string | null] {
  const whole = unitOfWord.get(words);
  if (whole !== undefined) return [whole, null];
  const [, above = '', below = ''] = PER.exec(words) ?? [];
  if (below !== '') {
    const [unit, within] = unitAndBase(above);
    const base = unitOfWord.get(below) ?? (BASES.has(below) ? below : null);
    // «por confirmar», «por cosecha»: a remark.
    if (base === null || WHOLE.test(below)) return [unit, within];
    return [unit, within === null ? base : `${within}/${base}`];
  }
  return [unitOfWord.get(words.split(/[\s/]+/)[0] ?? ''), null];
}

const baseOf = (own: string): string | null => {
  const below = own.split('/')[1];
  return below === undefined ? null : (unitOfWord.get(fold(below)) ?? below);
};

const isMeasured = (unit: string) => MEASURES.has(unit) || unit === 'hora' || unit === 'dia';

/** «diarias», «/semana», «al mes», «y medio»: so much in a time, or more than the figure says. */
const MORE_THAN_A_UNIT =
  /(?:\/|\b(?:por|x|al|a la|cada)) ?(?:h|hora|dia|semana|mes|ano|jornada|turno|hour|day|week|month|year)\b(?! de )|\b(?:diari[oa]s?|semanal(?:es)?|mensual(?:es)?|anual(?:es)?|medi[oa]|daily|weekly)\b/;

const OF_A_MONTH =
  /\b(?:mensual(?:es|mente)?|monthly)\b|(?:\/ ?|\b(?:al|por|x|cada|per|a) )(?:mes|month)\b(?! (?:de |of )?\p{L})/u;
const OF_A_DAY = /\b(?:diari[oa]s?|daily)\b|(?:\/ ?|\b(?:al|por|cada|per|a) )(?:dia|day|jornal)\b/u;
const OF_A_WEEK = /\b(?:semanal(?:es)?|weekly)\b|(?:\/ ?|\b(?:a la|por|cada|per|a) )(?:semana|week)\b/u;
const OF_A_YEAR =
  /\b(?:anual(?:es|mente)?|annual(?:ly)?|yearly)\b|(?:\/ ?|\b(?:al|por|x|cada|per|a) )(?:ano|year|annum)\b(?! (?:de |of )?\d)|\bp\.a\.?(?= |$)/u;
const SPANS = [
  [OF_A_DAY, 'day'],
  [OF_A_WEEK, 'week'],
  [OF_A_MONTH, 'month'],
  [OF_A_YEAR, 'year'],
] as const;

/** For how long an amount is, or what else is counted in. */
export type Span = (typeof SPANS)[number][1];

/** For how long an amount is, by words among others: «Ventas mensuales», «al año»; null where they do not say. */
export function spanIn(said: string): Span | null {
  const found = SPANS.filter(([words]) => words.test(fold(said)));
  return found.length === 1 ? (found[0]?.[1] ?? null) : null;
}

/** The same of words that say nothing else: «al mes», not «8 años» or «USD anuales». */
export function spanOf(said: string): Span | null {
  const alone = fold(said).trim();
  const [, span = null] = SPANS.find(([words]) => words.exec(alone)?.[0] === alone) ?? [];
  return span;
}

/**
 * What a figure with a unit behind it is in the unit of its column.
 *
 * @param said what stands behind the figure: `MWh`, `años`, `h/semana`
 * @param own unit of the column, as its definition names it
 * @returns what to multiply it with; 1 where nothing speaks against it, null where it is in another unit
 * @example factorOf('MWh', 'kWh') // 1000
 */
export function factorOf(said: string, own: string | undefined): number | null {
  if (own === undefined) return 1;
  const words = fold(said).replace(/[().]/g, '').trim();
  const column = unitOfColumn(own);
  if (column === undefined) return 1;
  const [unit, base] = unitAndBase(words);
  if (words === fold(own)) return 1;
  // «48 x semana»: so much of it, in whatever unit.
  if (unit === undefined) return isMeasured(column) && MORE_THAN_A_UNIT.exec(words)?.index === 0 ? null : 1;
  const isOne = unitOfWord.has(words);
  const isOfRow = base !== null && OF_A_ROW.has(base) && baseOf(own) === null;
  if (base !== null && !isOfRow ? base !== baseOf(own) : base === null && !isOne && MORE_THAN_A_UNIT.test(words))
    return null;
  return unit === column ? 1 : (FACTORS[`${unit} ${column}`] ?? null);
}
