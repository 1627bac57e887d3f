import { editDistance } from '../../sheets-templates/text-matching.ts';

/** A name as it is compared: words in their order, without legal form, accents and filling words. */
export interface ComparableName {
  words: readonly string[];
  /** The same as they are written. */
  written: readonly string[];
  /** Numbers and directions: «Planta 2», «Sur». Two names that differ in them are two things. */
  marks: string;
  joined: string;
}

/** How common a word is among the names compared: 0 for one that stands in all of them, 1 for one that stands alone. */
export type Rarity = (word: string) => number;

/** Forms of companies in the five countries; a list of ours (assumption), not of a register. */
const LEGAL_FORMS =
  /\b(SOCIEDAD (ANONIMA|COMERCIAL|POR ACCIONES)( CERRADA| ABIERTA| SIMPLIFICADA)?|(SOCIEDAD )?(DE )?RESPONSABILIDAD LIMITADA|EMPRESA INDIVIDUAL( DE)?|LIMITADA|S ?A ?C|S ?A ?A|S ?R ?L|S ?A ?S|S ?A|E ?I ?R ?L|LTDA|LTD|CIA|COMPANIA|C ?A|S ?C ?S|SRLTDA|BIC)\b/g;

const FILLING = new Set([
  'DE',
  'DEL',
  'LA',
  'LAS',
  'LOS',
  'EL',
  'LO',
  'Y',
  'E',
  'EN',
  'PARA',
  'CON',
  'AL',
  'A',
  'NRO',
  'NO',
  'N',
  'NUM',
  'NUMERO',
]);

/** Short forms that people write for the same word (assumption: usage). */
const SHORT_FORMS: Readonly<Record<string, string>> = {
  AGROP: 'AGROPECUARIA',
  AGROIND: 'AGROINDUSTRIAL',
  ALIM: 'ALIMENTO',
  ASOC: 'ASOCIACION',
  ASO: 'ASOCIACION',
  COM: 'COMERCIAL',
  CONF: 'CONFECCION',
  CONFECC: 'CONFECCION',
  COOP: 'COOPERATIVA',
  CORP: 'CORPORACION',
  DISTRIB: 'DISTRIBUIDORA',
  DIST: 'DISTRIBUIDORA',
  EMP: 'EMPRESA',
  EXP: 'EXPORTADORA',
  FAB: 'FABRICA',
  GRAL: 'GENERAL',
  HNOS: 'HERMANO',
  IND: 'INDUSTRIA',
  INV: 'INVERSION',
  MANUF: 'MANUFACTURA',
  PROD: 'PRODUCTOR',
  PRODUCC: 'PRODUCCION',
  SERV: 'SERVICIO',
  SOC: 'SOCIEDAD',
  STA: 'SANTA',
  STO: 'SANTO',
  TEC: 'TECNOLOGIA',
  TEX: 'TEXTIL',
};

/** What kind of business it is tells little of which one it is. */
const GENERIC = new Set(
  'AGRICOLA AGRO AGROINDUSTRIA AGROINDUSTRIAL AGROPECUARIA AGROPECUARIO ALIMENTO ASOCIACION CALZADO CENTRAL COMERCIAL COMERCIALIZADORA COMERCIO CONFECCION CONSTRUCCION CONSTRUCTORA COOPERATIVA CORPORACION CREACION CURTIEMBRE DISEÑO DISTRIBUIDORA EMPRESA EXPORTACION EXPORTADORA FABRICA FEDERACION GENERAL GRUPO HERMANO IMPORTADORA INDUSTRIA INDUSTRIAL INVERSION LACTEO MADERA MANUFACTURA METALMECANICA MOLINO MUEBLE MULTIPLE MULTISERVICIO NACIONAL NEGOCIO ORGANIZACION PANADERIA PRODUCCION PRODUCTO PRODUCTOR PROCESADORA PROYECTO RECICLADORA SAN SANTA SANTO SERVICIO SOCIEDAD TALLER TECNOLOGIA TEJIDO TEXTIL TRANSPORTE UNION'.split(
    ' ',
  ),
);

const DIRECTIONS = new Set(
  'NORTE SUR ESTE OESTE ORIENTE OCCIDENTE NORORIENTE SURORIENTE CENTRO ALTO ALTA BAJO BAJA NUEVO NUEVA VIEJO VIEJA ANTIGUO ANTIGUA GRANDE CHICO CHICA MAYOR MENOR'.split(
    ' ',
  ),
);

const ROMAN: Readonly<Record<string, string>> = {
  II: '2',
  III: '3',
  IV: '4',
  VI: '6',
  VII: '7',
  VIII: '8',
  IX: '9',
  XI: '11',
  XII: '12',
};
const NUMBERS: Readonly<Record<string, string>> = {
  UNO: '1',
  DOS: '2',
  TRES: '3',
  CUATRO: '4',
  CINCO: '5',
  SEIS: '6',
  SIETE: '7',
  OCHO: '8',
  NUEVE: '9',
  DIEZ: '10',
  PRIMERO: '1',
  PRIMERA: '1',
  SEGUNDO: '2',
  SEGUNDA: '2',
  TERCERO: '3',
  TERCERA: '3',
};

/** One form for one and many: TEXTILES and TEXTIL, CONFECCIONES and CONFECCION. */
function singular(word: string): string {
  if (word.length > 5 && /[^AEIOU]ES$/.test(word)) return word.slice(0, -2);
  return word.length > 4 && word.endsWith('S') ? word.slice(0, -1) : word;
}

export function comparable(name: string): ComparableName {
  const plain = name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toUpperCase()
    .replace(/&/g, ' Y ')
    .replace(/[.'’`´]/g, '')
    .replace(/[^A-Z0-9]+/g, ' ')
    .replace(/([A-Z])(\d)/g, '$1 $2')
    .replace(/(\d)([A-Z])/g, '$1 $2')
    .trim();
  const bare = plain.replace(LEGAL_FORMS, ' ').trim() || plain;
  const written: string[] = [];
  const marks: string[] = [];
  const all = bare.split(/\s+/).filter((word) => word !== '');
  all.forEach((word, at) => {
    const last = at === all.length - 1 && all.length > 1 && /^[IVX]$/.test(word);
    const number = /^\d+$/.test(word) ? String(Number(word)) : (ROMAN[word] ?? NUMBERS[word] ?? (last ? word : null));
    if (number !== null) marks.push(number);
    else if (DIRECTIONS.has(word)) marks.push(word);
    else if (!FILLING.has(word)) written.push(SHORT_FORMS[word] ?? word);
  });
  return { words: written.map(singular), written, marks: marks.sort().join(' '), joined: written.join('') };
}

/** Names at least this alike are candidates for being one. */
export const ALIKE = 0.86;
/** Weight of a word that says what kind of business it is, beside 1 of a name. */
const GENERIC_WEIGHT = 0.3;
/** A slip of the pen makes a word a little less the same. */
const SLIP = 0.92;
const INITIAL = 0.7;
const APART = 0.9;
const SHORTENED = 0.85;

/**
 * How alike two names are: their words compared in any order, each weighted by how rare it is.
 * @returns 0 to 1; 0 where numbers or directions differ
 */
export function likeness(a: ComparableName, b: ComparableName, rarity: Rarity): number {
  if (a.marks !== b.marks) return 0;
  if (a.words.length === 0 || b.words.length === 0) return 0;
  if (a.joined === b.joined) return 1;
  const weigh = (word: string) => (GENERIC.has(word) ? GENERIC_WEIGHT : 1) * (0.4 + 0.6 * rarity(word));
  const total = [...a.words, ...b.words].reduce((sum, word) => sum + weigh(word), 0);
  const free = new Set(b.words.map((_, at) => at));
  let same = 0;
  // The surest pairs of words first, so that none takes another's place.
  const pairs = a.words
    .flatMap((word, at) => b.words.map((other, to) => ({ at, to, alike: wordsAlike(word, other, rarity) })))
    .filter(({ alike }) => alike > 0)
    .sort((x, y) => y.alike - x.alike);
  const taken = new Set<number>();
  for (const { at, to, alike } of pairs) {
    if (taken.has(at) || !free.has(to)) continue;
    taken.add(at);
    free.delete(to);
    same += alike * (weigh(a.words[at] ?? '') + weigh(b.words[to] ?? ''));
  }
  same += splitWords(a, b, taken, free, weigh);
  const [takenOfB, freeOfA] = [invert(b, free), invert(a, taken)];
  same += splitWords(b, a, takenOfB, freeOfA, weigh);
  // What each has of its own, they do not share: two lines of business, two places.
  const apart = freeOfA.size > 0 && takenOfB.size < b.words.length;
  return Math.min(1, (same / total) * (apart ? APART : 1));
}

/** Places of a name's words that are not in a set of free ones, and the other way round. */
const invert = (name: ComparableName, places: ReadonlySet<number>) =>
  new Set(name.words.map((_, at) => at).filter((at) => !places.has(at)));

/** Two words of one that are one of the other: AGRO SUR and AGROSUR. */
function splitWords(
  a: ComparableName,
  b: ComparableName,
  taken: Set<number>,
  free: Set<number>,
  weigh: (word: string) => number,
): number {
  let same = 0;
  for (let at = 0; at + 1 < a.words.length; at += 1) {
    if (taken.has(at) || taken.has(at + 1)) continue;
    const [first = '', second = ''] = a.words.slice(at, at + 2);
    const whole = a.written.slice(at, at + 2).join('');
    const to = [...free].find((place) => b.written[place] === whole);
    if (to === undefined) continue;
    taken.add(at).add(at + 1);
    free.delete(to);
    same += SLIP * (weigh(first) + weigh(second) + weigh(b.words[to] ?? ''));
  }
  return same;
}

/** How alike two words are: equal, a slip of the pen, an initial, cut short; else not at all. */
function wordsAlike(a: string, b: string, rarity: Rarity): number {
  if (a === b) return 1;
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length === 1) return long.startsWith(short) ? INITIAL : 0;
  if (short.length >= 4 && long.length - short.length >= 2 && long.startsWith(short) && GENERIC.has(long))
    return SHORTENED;
  // Of three letters only what no other name has: four, and one left out.
  if (short.length < 3 || (short.length === 3 && (long.length !== 4 || rarity(short) < UNIQUE))) return 0;
  if (isOtherSex(short, long)) return 0;
  const allowed = short.length >= 8 ? 2 : 1;
  if (long.length - short.length > allowed || editDistance(a, b) > allowed) return 0;
  // Two words that many names hold are two words, not one misspelt.
  return Math.min(rarity(a), rarity(b)) < COMMON && Math.max(rarity(a), rarity(b)) < COMMON ? 0 : SLIP;
}

/** MARIO and MARIA, LUIS and LUISA: the last letter tells two people apart. */
function isOtherSex(short: string, long: string): boolean {
  // A name of a man ends in a vowel and a consonant: IBARR and CONSERVAA are slips.
  if (long === `${short}A`) return /[AEIOU][^AEIOU]$/.test(short);
  return (
    short.length === long.length &&
    short.slice(0, -1) === long.slice(0, -1) &&
    /[AO]$/.test(short) &&
    /[AO]$/.test(long)
  );
}

/** A word this rare is hardly a word: of fifty thousand names it stands in nine at most, of a hundred in two. */
const UNIQUE = 0.8;
/** A word this common is known to be a word. */
const COMMON = 0.55;

/** How rare each word is among the names that are compared. */
export function rarityOf(names: readonly ComparableName[]): Rarity {
  const counts = new Map<string, number>();
  for (const { words } of names) for (const word of new Set(words)) counts.set(word, (counts.get(word) ?? 0) + 1);
  const all = Math.log(names.length + 1);
  return (word) => (names.length < 2 ? 1 : Math.max(0, 1 - Math.log(counts.get(word) ?? 1) / all));
}
