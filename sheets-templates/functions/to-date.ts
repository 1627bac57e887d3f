import type { Writing } from '../define/country.ts';
import { fold } from '../text-matching.ts';

export interface DateReading {
  /** ISO date, e.g. 2015-12-31. */
  iso: string;
  /** The text named only a year or a month; the missing part comes from the column's role. */
  partial: boolean;
  /** Which stood first, where it cannot be the other: the month in `12/31/2015`. */
  first?: 'day' | 'month';
  /** Day and month could be exchanged: `03/04/2015`. */
  ambiguous?: boolean;
  /** Last day of a span of months. */
  until?: string;
}

/** A date by its form, of a day that no calendar has. */
export interface NoSuchDay {
  noSuchDay: true;
}

const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'set', 'oct', 'nov', 'dic'];
const OTHER_MONTHS: Readonly<Record<string, number>> = { jan: 1, apr: 4, aug: 8, sep: 9, dec: 12 };
const MONTH_NAMES =
  'enero febrero marzo abril mayo junio julio agosto setiembre septiembre octubre noviembre diciembre january february march april june july august september october november december'.split(
    ' ',
  );
const MS_PER_DAY = 86_400_000;
/** Serial 60 of the 1900 system is the 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
/** Programs that compute midnight may miss it by a hair; others round to the millisecond as well. */
const HALF_A_MILLISECOND = 0.0005 / 86_400;
/** Days between the two systems of serial dates. */
export const DAYS_1904 = 1462;

/**
 * ISO date of a spreadsheet serial; null outside 1905–2199.
 * @example serialToIso(42369, false) // '2015-12-31'
 */
export function serialToIso(serial: number, date1904: boolean): string | null {
  const days = Math.floor(serial + HALF_A_MILLISECOND) + (date1904 ? DAYS_1904 : 0);
  // What is no number lies outside as well.
  if (!(days >= 1_827 && days <= 109_574)) return null;
  const known = isoByDay.get(days);
  if (known !== undefined) return known;
  const iso = new Date(EPOCH_1900 + days * MS_PER_DAY).toISOString().slice(0, 10);
  isoByDay.set(days, iso);
  return iso;
}

/** Workbooks hold the same few hundred days; there are no more than the limits above allow. */
const isoByDay = new Map<number, string>();

/** Serial in the 1900 system of an ISO date. */
export function isoToSerial(iso: string): number {
  return Math.round((Date.parse(`${iso}T00:00:00Z`) - EPOCH_1900) / MS_PER_DAY);
}

type Reading = DateReading | NoSuchDay | null;

const MONTH = '(\\p{L}{3,})\\.?';
const SPAN = '\\s*(?:-|–|a|al|y|to)\\s*';
const WEEKDAY =
  /^(?!mar\.? \d{1,2},? \d{4}$)(lun(es)?|mar(tes)?|mie(rcoles)?|jue(ves)?|vie(rnes)?|sab(ado)?|dom(ingo)?|(mon|tues|wednes|thurs|fri|satur|sun)day|mon|tue|wed|thu|fri|sat|sun)\.?,?\s+(?=\d{1,2}(?!\d)|[a-z]{3,} \d{1,2},? \d{4}$)/;

/** Ways of writing a date, the first that fits is taken. */
const FORMS: readonly [RegExp, (match: RegExpExecArray, role: 'start' | 'end', writing: Writing) => Reading][] = [
  [
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[t ]\d{1,2}:\d\d.*)?$/,
    (m) => full(Number(m[1]), Number(m[2]), Number(m[3])),
  ],
  [
    /^(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4}|\d{2})(?:\s+\d{1,2}:\d\d.*)?$/,
    (m, _, { monthFirst }) => numeric(Number(m[1]), Number(m[2]), m[3] ?? '', monthFirst === true),
  ],
  [
    new RegExp(`^(\\d{1,2})[ /.-]*${MONTH}[ /.,-]*(\\d{4}|\\d{2})$`, 'u'),
    (m, _, { months }) => full(fullYear(m[3] ?? ''), monthNumber(m[2], months), Number(m[1])),
  ],
  [
    new RegExp(`^${MONTH} (\\d{1,2}),? (\\d{4})$`, 'u'),
    (m, _, { months }) => full(Number(m[3]), monthNumber(m[1], months), Number(m[2])),
  ],
  [
    /^(?:(?:a )?(?:fin|fines|final|finales)(?: de(?:l ano)?)?|(?:the )?end of|by the end of) (\d{4})$/,
    (m) => partial(Number(m[1]), 12, 'end'),
  ],
  [/^(?:ano |year )?(\d{4})$/, (m, role) => partial(Number(m[1]), role === 'start' ? 1 : 12, role)],
  [
    new RegExp(`^(\\d{4})${SPAN}(\\d{4})$`),
    (m, role) => partial(Number(m[role === 'start' ? 1 : 2]), role === 'start' ? 1 : 12, role),
  ],
  [
    new RegExp(`^${MONTH}[ /.-]*(\\d{4}|\\d{2})$`, 'u'),
    (m, role, { months }) => partial(fullYear(m[2] ?? ''), monthNumber(m[1], months), role),
  ],
  [/^(\d{4})-(\d{1,2})$/, (m, role) => partial(Number(m[1]), Number(m[2]), role)],
  [/^(\d{1,2})[/-](\d{4})$/, (m, role) => partial(Number(m[2]), Number(m[1]), role)],
  [
    new RegExp(`^${MONTH}${SPAN}${MONTH},? (\\d{4})$`, 'u'),
    (m, _, { months }) => span(Number(m[3]), monthNumber(m[1], months), monthNumber(m[2], months)),
  ],
];

/**
 * Reads a date as officials write it, day first; a year or month alone stands for the end that `role` names.
 * @param writing how people of the country write, where that is otherwise
 * @returns null when the text is no date
 * @example toDate('31-dic-15', 'end') // { iso: '2015-12-31', partial: false }
 */
export function toDate(text: string, role: 'start' | 'end', writing: Writing = {}): Reading {
  if (text.length > LONGEST) return null;
  const value = fold(text)
    .replace(/^(desde|hasta|el|al|del)\s+(el\s+)?(?=\d{1,2}[/.,\\ -])/, '')
    .replace(/\s*\*+$/, '')
    // «15/09/2025 (virtual);»
    .replace(/[;,]+$/, '')
    .replace(REMARK, '')
    // «15 al 20 de enero de 2026»: of one month.
    .replace(/^(\d{1,2})\s*(?:al|a|-|–|y)\s*(\d{1,2})\s+de\s+([a-z]+\.?\s+(?:del?\s+)?\d{4})$/, '$1 de $3 al $2 de $3')
    .replace(/(?<=\d)o(?=\d)/g, '0')
    .replace(/^(\d{1,2})[,\\](\d{1,2})[,\\](\d{4})(?!\d)/, '$1/$2/$3')
    .replace(/^(\d{4})(\d\d)(\d\d)$/, dashed)
    .replace(
      /^(\d{1,2})[-/](i{1,3}|iv|vi{0,3}|ix|xi{0,2})[-/](\d{4})$/,
      (_, day, month, year) => `${year}-${ROMAN.indexOf(month)}-${day}`,
    )
    .replace(/\bmarso\b/, 'marzo')
    .replace(/\s+\d{1,2}h(\d\d)?$/, '')
    .replace(WEEKDAY, '')
    .replace(/[º°]/g, '')
    .replace(/^1(ro|er|ero)\b/, '1')
    .replace(/\b(\d{1,2})(st|nd|rd|th)\b/, '$1')
    .replace(/\s+of\s+/g, ' ')
    .replace(/\s+de(l)?(\s+ano)?\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  for (const [form, read] of FORMS) {
    const match = form.exec(value);
    const reading = match && read(match, role, writing);
    if (reading) return reading;
  }
  return null;
}

/** «(virtual)» behind a whole date; not what takes it back or names another. */
const REMARK =
  /(?<=\d[/.-]\d{1,2}[/.-]\d{4})\s?\((?!o\b|u\b|cancel|repro|poster|suspend|tentativ|por conf|no\b)[^()\d]{1,30}\)$/;

/** No date is longer. */
const LONGEST = 100;

const ROMAN = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x', 'xi', 'xii'];

/** «20260306»; other eight digits may be any number. */
const dashed = (whole: string, year: string, month: string, day: string) =>
  /^20[0-4]\d$/.test(year) && Number(month) >= 1 && Number(month) <= 12 ? `${year}-${month}-${day}` : whole;

function numeric(one: number, two: number, yearText: string, monthFirst: boolean): Reading {
  const year = fullYear(yearText);
  const isDay = (number: number) => number > 12 && number <= 31;
  const first = one <= 12 && isDay(two) ? 'month' : two <= 12 && isDay(one) ? 'day' : null;
  const reading = (first ?? (monthFirst ? 'month' : 'day')) === 'month' ? full(year, one, two) : full(year, two, one);
  if (!reading || !('iso' in reading)) return reading;
  if (first) return { ...reading, first };
  return one === two ? reading : { ...reading, ambiguous: true };
}

function full(year: number, month: number, day: number): Reading {
  if (month === 0 || year < 1900 || year >= 2200) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists ? { iso: date.toISOString().slice(0, 10), partial: false } : { noSuchDay: true };
}

const lastDay = (year: number, month: number) => new Date(Date.UTC(year, month, 0)).getUTCDate();

function partial(year: number, month: number, role: 'start' | 'end'): Reading {
  if (month < 1 || month > 12) return null;
  const reading = full(year, month, role === 'start' ? 1 : lastDay(year, month));
  return reading && 'iso' in reading ? { ...reading, partial: true } : reading;
}

function span(year: number, from: number, to: number): Reading {
  const first = partial(year, from, 'start');
  const last = partial(year, to, 'end');
  if (!first || !last || !('iso' in first) || !('iso' in last) || first.iso > last.iso) return null;
  return { ...first, until: last.iso };
}

function monthNumber(name = '', months: Writing['months'] = []): number {
  const own = months.findIndex((names) => names.includes(name));
  if (own >= 0) return own + 1;
  const short = name.slice(0, 3);
  const spanish = MONTHS.indexOf(short);
  const number = spanish >= 0 ? spanish + 1 : (OTHER_MONTHS[short] ?? 0);
  // «junta 2015» is no June: the whole name, or at most four letters of it.
  return name.length <= 4 || MONTH_NAMES.includes(name) ? number : 0;
}

function fullYear(text: string): number {
  const year = Number(text);
  return text.length > 2 ? year : year + (year < 70 ? 2000 : 1900);
}
