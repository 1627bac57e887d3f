import { currencyWords, meaningOfCurrency } from '../countries/currencies.ts';
import { asTyped, fold, isMissingMark, tidy } from '../text-matching.ts';
import { type Kind, readDigits } from './read-digits.ts';

/** What had to be understood to read a number, for a finding. */
export type NumberNote =
  | 'ambiguous'
  | 'unit'
  /** What is said of it behind it. */
  | 'remark'
  | 'footnote'
  | 'qualifier'
  | 'percent'
  | 'currency'
  | 'multiplier'
  | 'words';

export interface NumberReading {
  value: number;
  notes: readonly NumberNote[];
  /** «12 de 20»: the value is the first number. */
  denominator?: number;
  qualifier?: 'MAS' | 'MIN' | 'APR';
  /** What stands behind the figure. */
  unit?: string;
  /** Symbol or name of a currency as typed, folded: `s/`, `us$`, `bs`. */
  symbol?: string;
}

const QUALIFIERS: readonly [RegExp, 'MAS' | 'MIN' | 'APR'][] = [
  [
    /^(m[aá]s o menos|aproximadamente|aprox\.?|approximately|approx\.?|alrededor de|cerca de|casi|unos|unas|about|around|ca\.|[≈~±])\s*/i,
    'APR',
  ],
  [/^(al menos|por lo menos|como m[ií]nimo|m[ií]nimo|at least|≥|>=)\s*/i, 'MIN'],
  [/^(m[aá]s de|mayor a|more than|over|[+>])\s*/i, 'MAS'],
];
const TAIL_QUALIFIERS: readonly [RegExp, 'MAS' | 'APR'][] = [
  [/\s*(\(?app?rox(\.|imadamente|imately)?\)?|m[aá]s o menos|\+\s?\/\s?-|±)$/i, 'APR'],
  [/(?<=\d)\s*\+$/, 'MAS'],
];
const SYMBOLS = `(?:${currencyWords.map(asTyped).join('|')}|\\p{L}{0,3}\\p{Sc})\\.?`;
/** Rand are a letter before the number; «R5» is no amount. */
const SYMBOL_BEFORE = new RegExp(`^(${SYMBOLS}|r(?=\\s|\\d{1,3}[ ,.]\\d{3}))\\s*(?=[\\d-])`, 'iu');
const SYMBOL_AFTER = new RegExp(`(?<=[\\d\\s])(de\\s+)?(${SYMBOLS})$`, 'iu');
/** What stands behind a number, and how many times more it makes it. */
export type Multiplier = readonly [RegExp, number];
const MULTIPLIERS: readonly Multiplier[] = [
  [/(?<=[\d\s])(millones|mill[oó]n|millions?|milions?|mill\.?|mlns?\.?|mio\.?)(\s+de)?$/i, 1e6],
  [/(?<=[\d\s])(billions?|bln|bn)\.?$/i, 1e9],
  [/(?<=[\d\s])(trillions?|trn)\.?$/i, 1e12],
  [/(?<=[\d\s])crores?$/i, 1e7],
  [/(?<=[\d\s])lakhs?$/i, 1e5],
  [/(?<=[\d\s])(miles|mil|thousands?|thou\.?|k)(\s+de)?$/i, 1e3],
  [/(?<=[\d\s])hundreds?$/i, 100],
  [/(?<=[\d\s])dozens?$/i, 12],
];
/** «2 millones y medio» */
const AND_A_HALF = /^([1-9]\d{0,2}) (millones|million) (?:y medio|and a half)$/i;
/** Words that multiply elsewhere, which nobody here reads. */
const MANY_ELSEWHERE = /(?<=[\d\s.,])(billon(es)?|bio|trieu|ty|juta|miliar|[\u4e00-\u9fff]+)(?![a-z])/;
/** Words that multiply are no units. */
const MANY =
  /^\(?(en|no|por|m|mm|b|bil|bill|mn|mll|euros?|eur|dolar(es)?|soles|pesos|bolivar(es)?|bolivianos?|puntos|medi[oa]|o+|mil|miles|docenas?|decenas?|centenas?|centenar(es)?|millar(es)?|mill|millon(es)?|y|o|a|de)\b/;
const UNITS =
  'cero uno dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve veinte'.split(
    ' ',
  );
const UNITS_EN =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TENS = 'treinta cuarenta cincuenta sesenta setenta ochenta noventa'.split(' ');
const NUMBERS = [...UNITS, ...UNITS_EN, ...TENS].join('|');
const COUNTED = new RegExp(
  `(?<=\\d\\s*(?:millones|mill[oó]n|millions?|billions?|trillions?|thousand|hundred|lakhs?|crores?|mil|miles)\\s+)((?:de\\s+)?(?!millones|thousand|million|billion|lakh|crore|de$)(?!(?:de\\s+)?(?:\\p{L}*cient[oa]s|quinient[oa]s|ciento?|medio|media|${NUMBERS})(?!\\p{L}))\\p{L}{3,})$`,
  'iu',
);
const FOOTNOTE = /\s*[*†‡¹²³⁴⁵⁶⁷⁸⁹⁰]+$/;
const FRACTION =
  /^(\d[\d.,' ]*?)\s*(?:\/|\bde(?:\s+(?:l[oa]s|un total de))?\b|\bout of\b|\bof\b)\s*(\d[\d.,' ]*)(\s+\p{L}[\p{L}\s]*)?$/iu;
const NUMBER = /^([-−]?)\s*([.,]?\d[\d.,' ]*)(.*)$/;
/** What stands around a figure is looked for in texts up to this length. */
const LONGEST = 200;
const AROUND_BEFORE = /^(?:total|subtotal|son|n|cantidad|cant\.?|aprox\.?)\s*[:=]\s*(?=\d)|^son\s+(?=\d)/i;
/** «4;», «788,000.-», «13 🙂» */
const AROUND_BEHIND =
  /(?<=\d)(?:[.,]-{1,2}|--|\/[-=]|[;:])$|(?<=%)[.,;:]$|(?<=\d) only$|\s*\((?:19|20)\d\d\)$|\s*\p{Extended_Pictographic}+$/u;
/** «12 (5 jóvenes)», «98% (10 enc.)»: what is said of a figure behind it. */
const REMARK_BEHIND =
  /(?<=[\d%])\s*\((?=[^()]*\d)(?=[^()]*\p{L})(?![^()]*(?:mil|mwh|kwh|gwh|kg|ton|usd|u?s[/$]|%))[^()]{3,60}\)$/iu;
/** «2.900.000,oo» */
const CENTS_IN_LETTERS = /(?<=\d)[.,]oo$/i;
/** «1'200,000.50», «1.200'000.000»: the mark of millions stands for one more separator of thousands. */
const MILLIONS_MARK = /(?<=\d)(['’´`])(?=\d{3}([.,])\d{3}(?!\d))/g;
const SCIENTIFIC = /^\d(?:[.,]\d+)?e\+?\d{1,2}$/i;
const NONE =
  /^(ninguno|ninguna|ningun|nadie|nada|none|nil|nobody|no hay|no hubo|sin (?:quejas|accidentes|ausencias|salidas|defectos|casos))$/;
/** Whether an amount says its currency. */
export const saysCurrency = (text: string): boolean => SYMBOL_BEFORE.test(text) || SYMBOL_AFTER.test(text);

/** Digits of East Asian keyboards, and the marks between them. */
const plainDigits = (text: string) =>
  text.replace(/[\uFF10-\uFF19]|(?<=[\uFF10-\uFF19])[，．](?=[\uFF10-\uFF19])/g, (sign) =>
    String.fromCharCode(sign.charCodeAt(0) - 0xfee0),
  );
const A_UNIT = /^\(?\p{L}[\p{L}\s/.²³]*\)?$/u;
/** A letter right behind a digit is a slip, not a unit: «5O». */
const GLUED = /\d[OolI]/;

/** A figure without what people put around it. */
const barely = (typed: string): string =>
  typed
    // The mark by which a program is told that a text follows, pasted with it: «'84».
    .replace(/^['’](?=\d)/, '')
    .replace(AROUND_BEFORE, '')
    .replace(AROUND_BEHIND, '')
    .replace(CENTS_IN_LETTERS, ',00')
    .replace(MILLIONS_MARK, '$2')
    .trim();

/**
 * Reads a number as officials write it.
 *
 * Rules (functions.md 15): two different separators, the last is the decimal; one separator repeated is
 * thousands; one separator with exactly three digits after it is thousands in whole numbers and follows the
 * country in decimals, flagged. Units, footnote marks, «más de», currency symbols and «millones» are understood
 * and noted.
 *
 * @param text the cell's text, e.g. `1.234,5`, `Más de 2600`, `43 %`, `US$ 1 millón`, `12 de 20`
 * @param decimalMark the country's usual decimal mark
 * @param whole the column holds whole numbers
 * @param amount the column holds money, which has no third decimal
 * @param own words of the country that multiply
 * @returns null when the text is not a number; `{ value: 1234.5, notes: [] }` for `1.234,5`
 */
export function toNumber(
  text: string,
  decimalMark: ',' | '.',
  whole: boolean,
  amount = false,
  own: readonly Multiplier[] = [],
): NumberReading | null {
  const notes: NumberNote[] = [];
  const said: { qualifier?: NumberReading['qualifier']; symbol?: string } = {};
  let rest = plainDigits(tidy(text));
  if (isMissingMark(rest)) return null;
  const power = SCIENTIFIC.exec(rest);
  if (power) return { value: Number(rest.replace(',', '.')), notes };
  if (NONE.test(fold(rest))) return { value: 0, notes: ['words'] };
  if (rest.length <= LONGEST) rest = barely(rest);
  // Nobody counts less than none.
  if (whole) rest = rest.replace(/(?<=\d)-$/, '');
  const strip = (pattern: RegExp, note: NumberNote): RegExpExecArray | null => {
    const match = pattern.exec(rest);
    if (!match) return null;
    rest = rest.replace(pattern, '').trim();
    notes.push(note);
    return match;
  };
  if (!amount && rest.length <= LONGEST && REMARK_BEHIND.test(rest)) strip(REMARK_BEHIND, 'remark');
  strip(FOOTNOTE, 'footnote');
  for (const [pattern, qualifier] of [...QUALIFIERS, ...TAIL_QUALIFIERS]) {
    if (!said.qualifier && strip(pattern, 'qualifier')) said.qualifier = qualifier;
  }
  for (const pattern of [SYMBOL_BEFORE, SYMBOL_AFTER]) {
    const symbol = strip(pattern, 'currency');
    if (!symbol) continue;
    const word = fold(symbol[2] ?? symbol[1] ?? '').replace(/\.+$/, '');
    const both = said.symbol === undefined ? word : oneOf(said.symbol, word);
    // «US$ 1.200 soles»: nobody knows which.
    if (both === null) return null;
    said.symbol = both;
  }
  rest = rest.replace(/\s*(por\s*ciento|percent)$/i, ' %').replace(/(?<=\d)['´’](?=\d{3})/g, "'");
  if (!/\d/.test(rest)) {
    const words = readWords(rest);
    return words && { ...words, notes: [...notes, 'words'], ...said };
  }
  let times = 1;
  const half = AND_A_HALF.exec(rest);
  if (half) rest = `${Number(half[1]) + 0.5} ${half[2]}`;
  // «1.2 million dinars»: what is counted stands behind.
  const counted = COUNTED.exec(rest);
  if (counted) {
    rest = rest.slice(0, -(counted[1] ?? '').length).trim();
    notes.push('unit');
  }
  // «3 mil millones»: both.
  for (const [pattern, factor] of [...own, ...MULTIPLIERS]) if (strip(pattern, 'multiplier')) times *= factor;
  const kind = whole && times === 1 ? 'whole' : (amount || said.symbol) && times === 1 ? 'amount' : 'decimal';
  const fraction = FRACTION.exec(rest);
  if (fraction) {
    const reading = times === 1 ? readFraction(fraction, decimalMark, kind, notes) : null;
    return reading && { ...reading, ...said };
  }
  const match = NUMBER.exec(rest);
  if (!match || GLUED.test(rest) || MANY_ELSEWHERE.test(fold(rest))) return null;
  const [, sign = '', digits = '', tail = ''] = match;
  const after = tail.trim();
  const behind = noteOf(after, amount);
  if (behind === undefined) return null;
  if (behind) notes.push(behind);
  const value = readDigits(digits.trim(), decimalMark, kind, notes);
  if (value === null) return null;
  const scaled = after === '%' ? value / 100 : value * times;
  const unit = notes.includes('unit') ? { unit: counted?.[1] ?? after } : {};
  return { value: sign ? -scaled : scaled, notes: [...new Set(notes)], ...unit, ...said };
}

/** What stands behind the digits; null for nothing, undefined where nobody knows. */
function noteOf(after: string, amount: boolean): NumberNote | null | undefined {
  if (after === '') return null;
  if (after === '%') return 'percent';
  // «788000/año»
  if (amount && /^\/ ?\p{L}+$/u.test(after)) return 'unit';
  return A_UNIT.test(after) && !MANY.test(fold(after)) ? 'unit' : undefined;
}

/** Of two words for a currency around one amount the one that says more; null where they name two: «US$ 1.200 soles». */
function oneOf(before: string, behind: string): string | null {
  if (before === behind) return before;
  const [one, other] = [codesOf(before), codesOf(behind)];
  if (!one.some((code) => other.includes(code))) return null;
  return other.length < one.length ? behind : before;
}

/** Currencies that are written with the sign of the dollar. */
const WITH_THE_SIGN = ['USD', 'COP', 'ARS', 'AUD', 'CAD', 'CLP', 'DOP', 'MXN', 'UYU'];

/** Currencies that people of any country write so. */
function codesOf(word: string): readonly string[] {
  if (word === '$') return WITH_THE_SIGN;
  const { possible } = meaningOfCurrency(word, null);
  return possible.length > 0 ? possible : [word.toUpperCase()];
}

function readFraction(
  [, above = '', below = '']: RegExpExecArray,
  decimalMark: ',' | '.',
  kind: Kind,
  notes: NumberNote[],
): NumberReading | null {
  const numerator = readDigits(above.trim(), decimalMark, kind, notes);
  const denominator = readDigits(below.trim(), decimalMark, kind, notes);
  return numerator === null || denominator === null ? null : { value: numerator, denominator, notes };
}

/** «cinco periodistas», «treinta y dos», «un millón»: numbers up to 99 in words, with or without one noun or so many times more; else null. */
function readWords(text: string): { value: number; unit?: string } | null {
  const words = fold(text).split(' ');
  const [first = ''] = words;
  const withNoun = (value: number, from: number) => {
    const rest = words.slice(from);
    return onlyNoun(rest) ? { value, ...(rest[0] !== undefined && { unit: rest[0] }) } : null;
  };
  const [, times = ''] = words;
  const [many] = words.length === 2 ? MULTIPLIERS.filter(([pattern]) => pattern.test(` ${times}`)) : [];
  const unit = first === 'un' || first === 'una' ? 1 : Math.max(UNITS.indexOf(first), UNITS_EN.indexOf(first));
  // «un millón», «medio millón»
  if (many && (unit > 0 || first === 'medio')) return { value: (first === 'medio' ? 0.5 : unit) * many[1] };
  if (unit >= 0) return withNoun(unit, 1);
  if (first.startsWith('veinti')) {
    const rest = UNITS.indexOf(first.slice('veinti'.length));
    return rest > 0 ? withNoun(20 + rest, 1) : null;
  }
  const ten = TENS.indexOf(first);
  if (ten < 0) return null;
  const rest = words[1] === 'y' ? UNITS.indexOf(words[2] ?? '') : 0;
  return rest >= 0 ? withNoun(30 + ten * 10 + rest, rest > 0 ? 3 : 1) : null;
}

/** At most one word, and none that is a number, multiplies or joins. */
function onlyNoun(words: readonly string[]): boolean {
  const [noun, ...more] = words;
  if (noun === undefined) return true;
  const number = UNITS.includes(noun) || UNITS_EN.includes(noun) || TENS.includes(noun) || MANY.test(noun);
  return more.length === 0 && noun.length > 3 && !number && /^\p{L}+$/u.test(noun);
}
