import { meaningOfCurrency, withCode } from '../countries/currencies.ts';
import { countryByCode } from '../countries/index.ts';
import type { Also, CellInput, Parsed, Problem, Value } from '../define/cell.ts';
import type { Column, ParseContext } from '../define/column.ts';
import { text as texts } from '../define/text.ts';
import { serialToIso } from '../functions/to-date.ts';
import { type NumberNote, type NumberReading, saysCurrency, toNumber } from '../functions/to-number.ts';
import { toOrdinal } from '../functions/to-ordinal.ts';
import { factorOf, spanIn, spanOf } from '../functions/units.ts';

import { fold, inert, isMissingMark, tidy } from '../text-matching.ts';
import { multipliersFor } from './multipliers.ts';
import { NOTE_RULES, shownAs } from './number-notes.ts';
import { AMOUNTS, otherUnit, unitText } from './other-unit.ts';
import { FIRST_LIKELY_DATE, yearIn } from './year.ts';

export const missing: Parsed = { value: null, problems: [] };

export const read = (value: Value, ...problems: readonly Problem[]): Parsed => ({ value, problems });

/** The cell's text as typed, tidy; empty when there is nothing or only a mark of «sin dato». */
export function textOf(input: CellInput): string {
  const { raw } = input;
  if (raw === null || typeof raw === 'object') return '';
  // Where a text is expected, a date says what it shows.
  if (typeof raw === 'number' && input.dateFormat) return shown(input);
  const value = tidy(String(raw));
  return isMissingMark(value) ? '' : value;
}

export function unreadable(input: CellInput): Parsed {
  const { raw } = input;
  const error = raw !== null && typeof raw === 'object' ? raw : null;
  const rule = error ? (error.uncomputed ? 'M-16' : 'M-15') : 'R-G-15';
  return read(null, { rule, params: { value: shown(input) } });
}

/** The text of a cell that may hold several values: a line break separates them like a semicolon. */
export function linesOf(input: CellInput): string {
  const { raw } = input;
  return typeof raw === 'string' && raw.includes('\n')
    ? textOf({
        ...input,
        raw: raw
          .split('\n')
          .filter((line) => line.trim() !== '')
          .join('; '),
      })
    : textOf(input);
}

/** What a message may quote of a cell. */
export function shown(input: CellInput): string {
  const { raw } = input;
  if (raw === null) return '';
  const value = typeof raw === 'object' ? raw.error : typeof raw === 'number' ? shownNumber(raw, input) : String(raw);
  const said = inert(value);
  return said.length > 60 ? `${said.slice(0, 57)}…` : said;
}

function shownNumber(raw: number, { dateFormat, duration, date1904 = false }: CellInput): string {
  if (duration && raw < FIRST_LIKELY_DATE) return timeOf(raw);
  const date = dateFormat ? serialToIso(raw, date1904) : null;
  return date ? date.split('-').reverse().join('/') : String(raw);
}

/** 2 days as «48:00». */
function timeOf(days: number): string {
  const minutes = Math.round(days * 24 * 60);
  return `${Math.floor(minutes / 60)}:${String(minutes % 60).padStart(2, '0')}`;
}

/** An error value typed or pasted as text, in Excel's Spanish or English. */
const ERROR_TEXT =
  /^#(N\/[AD]|¡?(REF|VALOR|VALUE|DIV\/0|NUM|NULO|NULL|DESBORDAMIENTO|SPILL|CALC)!|¿?(NOMBRE|NAME)\?)$/i;
/** UTF-8 read as Windows-1252, or a character that some program could not read. */
const DAMAGED_TEXT = /Ã[\u0080-\u00BF\u0152-\u0178\u2013-\u203A\u20AC\u2122]|â€|\uFFFD/;

/** Nothing longer is a number, a date or a period. */
const LONGEST = 200;

/** Several codes or names in one cell. */
const LONGEST_LIST = 4_000;

const longestIn = ({ column: { type } }: ParseContext) =>
  !type.long ? LONGEST : type.kind === 'text' ? Number.POSITIVE_INFINITY : LONGEST_LIST;

/** Reads a cell: what no type can read first, then the column's own way. */
export function parseCell(input: CellInput, context: ParseContext): Parsed {
  const { raw, problems = [] } = input;
  if (problems.length > 0) return read(null, ...problems);
  if (raw !== null && typeof raw === 'object') return unreadable(input);
  if (typeof raw === 'string') {
    const typed = raw.trim();
    if (typed.startsWith('#') && ERROR_TEXT.test(typed)) return read(null, { rule: 'M-15', params: { value: typed } });
    if (typed.length > longestIn(context)) return unreadable(input);
    if (DAMAGED_TEXT.test(typed)) return damaged(input, raw);
  }
  return context.column.type.parse(input, context);
}

/** Text that was UTF-8 and was read as Windows-1252; its bytes say what it was, unless some of them were lost. */
function damaged(input: CellInput, raw: string): Parsed {
  const bytes = [...raw].map(
    (sign) => WINDOWS_1252.get(sign) ?? (sign.charCodeAt(0) < 0x100 ? sign.charCodeAt(0) : -1),
  );
  const whole = bytes.every((byte) => byte >= 0);
  const mended = whole ? new TextDecoder().decode(Uint8Array.from(bytes)) : '\uFFFD';
  const fix = mended.includes('\uFFFD') || DAMAGED_TEXT.test(mended) ? {} : { fix: { value: mended } };
  return read(null, { rule: 'M-58', params: { value: shown(input) }, ...fix });
}

/** Signs that Windows-1252 has where Latin-1 has none, by their byte. */
const WINDOWS_1252: ReadonlyMap<string, number> = new Map(
  [...'€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'].map((sign, at) => [sign, 0x80 + at]),
);

/** Rules about a value that could not be read at all: in an optional column the cell counts as missing. */
export const UNREADABLE_RULES: ReadonlySet<string> = new Set([
  'R-G-15',
  'M-10',
  'M-15',
  'M-16',
  'M-25',
  'M-58',
  'Q-37',
]);

/** Numbers in words up to this one are taken, with a finding (case 10). */
const WORDS_UP_TO = 10;

export interface NumberInCell {
  value: number;
  percent: boolean;
  problems: readonly Problem[];
  also?: Also;
}

/**
 * Reads the number of a cell; `null` for an empty cell, `undefined` when there is something that is no number, and
 * the finding where it is known what is wrong.
 */
export function numberIn(
  input: CellInput,
  context: ParseContext,
  whole: boolean,
): NumberInCell | Parsed | null | undefined {
  const { raw, times = 1 } = input;
  const year = context.column.year ? yearIn(input) : null;
  if (year !== null) return { value: year, percent: false, problems: [] };
  if (typeof raw === 'number') {
    if (input.duration) return hoursIn(raw, context.column);
    if (input.dateFormat && raw > FIRST_LIKELY_DATE) return undefined;
    // 20.0000000001 is what computing leaves of 20.
    const value = times === 1 ? raw : Number((raw * times).toPrecision(12));
    const near = Math.round(value);
    const noise = value !== near && Math.abs(value - near) < 1e-8;
    return { value: noise ? near : value, percent: input.percentFormat ?? false, problems: [] };
  }
  const typed = textOf(input);
  if (typed === '') return null;
  const place = context.column.ordinal ? toOrdinal(typed) : null;
  if (place !== null) return { value: place, percent: false, problems: [] };
  // Who writes in English writes numbers so, whatever the country, unless the others of the column say otherwise.
  const usual = context.lang === 'en' ? '.' : (countryByCode.get(context.country ?? '')?.decimal ?? ',');
  const mark = (EITHER.test(typed) ? decimalMarkIn(context.columnTexts()) : null) ?? usual;
  // A superscript digit is a footnote mark, not a part of the number.
  const plain = input.plain?.trim();
  const isAmount = context.column.type.id === 'money';
  const said = withCode(plain || typed, context.country);
  const many = multipliersFor(context, isAmount || saysCurrency(said));
  const reading = toNumber(said, mark, whole, isAmount, many);
  // A unit behind an amount is a currency that nobody here knows.
  // «6 meses» is no year.
  if (!reading || (context.column.year && reading.notes.includes('unit'))) return undefined;
  const { unit, per } = context.column;
  if (isAmount && reading.unit !== undefined) {
    const span = spanOf(reading.unit);
    if (span === null || per === undefined) return undefined;
    if (span !== per) return read(null, otherUnit(input, typed, AMOUNTS[per]));
  }
  const factor =
    reading.unit === undefined || isAmount ? 1 : factorOf(withoutOwnSpan(reading.unit, context.column), unit);
  // Money is no kilowatt-hour.
  const isMoney = reading.symbol !== undefined && unit !== undefined && unit !== 'moneda' && !context.column.unitByRow;
  if (factor === null || isMoney) return read(null, otherUnit(input, typed, unitText(unit ?? '')));
  // The currency in the words would be lost with them.
  if (reading.notes.includes('words') && reading.value > WORDS_UP_TO)
    return reading.symbol === undefined ? inWords(typed, reading.value * factor) : undefined;
  const notes = plain ? [...reading.notes, 'footnote' as const] : reading.notes;
  const exact = reading.value * times * factor;
  const value = factor === 1 ? exact : Number(exact.toPrecision(9));
  // What nobody can tell from the separator comes before what was left out; the same is told once.
  const telling = notes.includes('ambiguous') ? notes.filter((note) => NOTE_RULES[note] !== NOTE_RULES.unit) : notes;
  const problems = telling
    .filter((note, at) => NOTE_RULES[note] && telling.findIndex((one) => NOTE_RULES[one] === NOTE_RULES[note]) === at)
    .map((note): Problem => {
      const params = {
        value: typed,
        number: shownAs(value, notes),
        ...(note === 'qualifier' && { todo: FIGURE_ALONE }),
      };
      const told = wordsTaken(note, { rule: NOTE_RULES[note], params });
      return notes.includes('ambiguous') ? told : { ...told, fix: {} };
    });
  return { value, percent: notes.includes('percent'), problems, ...alsoOf(reading, typed, context) };
}

/** Hours that were typed as a time, 48:00: to a program, two days. No other count is a time. */
function hoursIn(days: number, { unit }: Column): NumberInCell | undefined {
  if (unit === undefined || fold(unit) !== 'horas') return undefined;
  return { value: Number((days * 24).toPrecision(9)), percent: false, problems: [] };
}

/** «41.500»: thousands or decimals. */
const EITHER = /^\D*\d{1,3}[.,]\d{3}\D*$/;

/** The decimal mark that the figures of a column have which can be read in one way alone; null where they have none, or two. */
function decimalMarkIn(texts: ReadonlySet<string>): '.' | ',' | null {
  const known = marks.get(texts);
  if (known !== undefined) return known;
  const found = new Set<string>();
  for (const text of texts) {
    // «41.500,5», «12,5», «0.75»: not three digits behind the last one, and groups of three before it.
    const [, mark] =
      /^\d{1,3}(?:[.,' ]\d{3})*([.,])(?:\d{1,2}|\d{4,})$|^\d+([.,])(?:\d{1,2}|\d{4,})$/
        .exec(text)
        ?.filter((one) => one !== undefined) ?? [];
    if (mark !== undefined) found.add(mark);
  }
  const [one] = found;
  const mark = found.size === 1 && (one === '.' || one === ',') ? one : null;
  marks.set(texts, mark);
  return mark;
}

const marks = new WeakMap<ReadonlySet<string>, '.' | ',' | null>();

/** «meses al año» of a column that counts months of a year: «meses». */
function withoutOwnSpan(unit: string, { label }: Column): string {
  const own = spanIn(label.es);
  return own !== null && spanIn(unit) === own ? (unit.split(/\s+(?:al|por|x|cada)\s+|\//)[0] ?? unit) : unit;
}

const FIGURE_ALONE = texts('Escriba solo la cifra.', 'Write the figure alone.');

const inWords = (typed: string, value: number): Parsed =>
  read(null, { rule: 'M-10', params: { value: typed, number: value, counted: texts('', '') }, fix: { value } });

const wordsTaken = (note: NumberNote, problem: Problem): Problem =>
  note === 'words'
    ? { ...problem, severity: 'warning', params: { ...problem.params, counted: countedAs(problem.params?.number) } }
    : problem;

const countedAs = (number: unknown) => texts(`; se contó ${number}`, `; ${number} was counted`);

function alsoOf(reading: NumberReading, typed: string, context: ParseContext): { also?: Also } {
  const { denominator, qualifier, symbol } = reading;
  if (denominator === undefined && !qualifier && !symbol) return {};
  return {
    also: {
      typed,
      ...(denominator !== undefined && { numerator: reading.value, denominator }),
      ...(qualifier && { qualifier }),
      ...(symbol && { currency: meaningOfCurrency(symbol, context.country) }),
    },
  };
}

const LOW = texts('bajo', 'low');
const HIGH = texts('alto', 'high');

/** Values outside the column's own limits or its plausible range are flagged, not refused (R-G-13). */
export function rangeProblems(value: number, context: ParseContext): Problem[] {
  const { min, max, aboveMin, plausible } = context.column;
  const low = Math.max(min ?? -Infinity, plausible?.min ?? -Infinity);
  const high = Math.min(max ?? Infinity, plausible?.max ?? Infinity);
  if (value < low || (aboveMin && value === low)) return [{ rule: 'R-G-13', params: { value, direction: LOW } }];
  return value > high ? [{ rule: 'R-G-13', params: { value, direction: HIGH } }] : [];
}
