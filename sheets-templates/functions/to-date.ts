import { fold } from '../words.ts';

export interface DateReading {
  /** ISO date, e.g. 2015-12-31. */
  iso: string;
  /** The text named only a year or a month; the missing part comes from the column's role. */
  partial: boolean;
}

const MONTHS = ['ene', 'feb', 'mar', 'abr', 'may', 'jun', 'jul', 'ago', 'set', 'oct', 'nov', 'dic'];
const ENGLISH_MONTHS: Readonly<Record<string, number>> = { jan: 1, apr: 4, aug: 8, sep: 9, dec: 12 };
const MS_PER_DAY = 86_400_000;
/** Serial 60 of the 1900 system is the 29 February 1900 that never was. */
const EPOCH_1900 = Date.UTC(1899, 11, 30);
const DAYS_1904 = 1462;

/**
 * ISO date of a spreadsheet serial; null outside 1905–2199.
 * @example serialToIso(42369, false) // '2015-12-31'
 */
export function serialToIso(serial: number, date1904: boolean): string | null {
  const days = Math.floor(serial) + (date1904 ? DAYS_1904 : 0);
  if (days < 1_827 || days > 109_574) return null;
  return new Date(EPOCH_1900 + days * MS_PER_DAY).toISOString().slice(0, 10);
}

/** Serial in the 1900 system of an ISO date. */
export function isoToSerial(iso: string): number {
  return Math.round((Date.parse(`${iso}T00:00:00Z`) - EPOCH_1900) / MS_PER_DAY);
}

/**
 * Reads a date as officials write it, day first; a year or month alone stands for the end that `role` names.
 * @returns null when the text is no date or the day does not exist
 */
export function toDate(text: string, role: 'start' | 'end'): DateReading | null {
  const value = fold(text)
    .replace(/\s+de(l)?\s+/g, ' ')
    .replace(/[.\s]+$/, '');
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[t ].*)?$/.exec(value);
  if (iso) return full(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(value);
  if (numeric) return full(fullYear(Number(numeric[3])), Number(numeric[2]), Number(numeric[1]));
  const named = /^(\d{1,2})[ /-]([a-z]{3,})\.?[ /-](\d{4}|\d{2})$/.exec(value);
  if (named) return full(fullYear(Number(named[3])), monthNumber(named[2] ?? ''), Number(named[1]));
  const year = /^(\d{4})$/.exec(value);
  if (year) return partial(Number(year[1]), role === 'start' ? 1 : 12, role);
  const month = /^([a-z]{3,})\.?[ /-](\d{4})$/.exec(value) ?? null;
  if (month) return partial(Number(month[2]), monthNumber(month[1] ?? ''), role);
  const isoMonth = /^(\d{4})-(\d{1,2})$/.exec(value);
  return isoMonth ? partial(Number(isoMonth[1]), Number(isoMonth[2]), role) : null;
}

function full(year: number, month: number, day: number): DateReading | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  const exists = date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
  return exists && year >= 1900 && year < 2200 ? { iso: date.toISOString().slice(0, 10), partial: false } : null;
}

function partial(year: number, month: number, role: 'start' | 'end'): DateReading | null {
  if (month < 1 || month > 12) return null;
  const day = role === 'start' ? 1 : new Date(Date.UTC(year, month, 0)).getUTCDate();
  const reading = full(year, month, day);
  return reading && { ...reading, partial: true };
}

function monthNumber(name: string): number {
  const short = name.slice(0, 3);
  const spanish = MONTHS.indexOf(short);
  return spanish >= 0 ? spanish + 1 : (ENGLISH_MONTHS[short] ?? 0);
}

const fullYear = (year: number) => (year >= 100 ? year : year + (year < 70 ? 2000 : 1900));
