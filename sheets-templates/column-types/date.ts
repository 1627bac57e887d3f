import { dateFormatOf, writingOf } from '../countries/writing.ts';
import type { CellInput, Parsed, Problem } from '../define/cell.ts';
import type { ColumnType, ParseContext } from '../define/column.ts';
import { text as texts } from '../define/text.ts';
import { isFarAhead } from '../functions/days.ts';
import { readPeriod } from '../functions/period.ts';
import { isoToSerial, serialToIso, toDate } from '../functions/to-date.ts';
import { missing, read, textOf, unreadable } from './parsing.ts';

/** The earliest day that any date may have, unless its column says otherwise (R-G-08). */
export const EARLIEST_DATE = '2005-01-01';

/** Numbers between these are years, whatever format the cell has. */
const FIRST_YEAR = 1990;
const LAST_YEAR = 2200;

/** As each language writes a date: day first in Spanish, ISO in English. */
export const dateInWords = (iso: string) => texts(iso.split('-').reverse().join('/'), iso);

/** «6 de mayo de 2026»: which of the figures is the month. */
function dayWithMonth(iso: string) {
  const [year = '', month = '', day = ''] = iso.split('-');
  const name = (lang: 'es' | 'en') =>
    new Intl.DateTimeFormat(lang, { month: 'long', timeZone: 'UTC' }).format(new Date(`${year}-${month}-01T00:00:00Z`));
  return texts(`${Number(day)} de ${name('es')} de ${year}`, `${Number(day)} ${name('en')} ${year}`);
}

/** A serial in a cell that is not shown as a date was lost on the way, and is told. */
function fromSerial(input: CellInput, serial: number, date1904: boolean): Parsed {
  const iso = serialToIso(serial, date1904);
  if (!iso) return unreadable(input);
  return input.dateFormat
    ? read(iso)
    : read(iso, { rule: 'M-24', params: { value: String(serial), date: dateInWords(iso) }, fix: {} });
}

/** How the cells of a column that can be read in one way alone are written. */
type Order = 'day' | 'month' | 'both' | 'unknown';

function orderIn({ columnTexts, country }: ParseContext): Order {
  const texts = columnTexts();
  const known = orders.get(texts);
  if (known !== undefined) return known;
  const readings = [...texts].flatMap((text) => {
    const reading = /^\d{1,2}[^\d.]\d{1,2}\D/.test(text) ? toDate(text, 'start', writingOf(country)) : null;
    // 05/05/2026 tells nothing.
    return reading && 'iso' in reading && reading.first ? [reading.first] : [];
  });
  const [month, day] = [readings.includes('month'), readings.includes('day')];
  const found = month && day ? 'both' : month ? 'month' : day ? 'day' : 'unknown';
  orders.set(texts, found);
  return found;
}

/** By the texts of a column, which are the same set for all its cells. */
const orders = new WeakMap<ReadonlySet<string>, Order>();

const FIRST = { day: texts('día', 'day'), month: texts('mes', 'month') };

/** The same figures with day and month the other way round. */
const swapped = (iso: string) => `${iso.slice(0, 4)}-${iso.slice(8)}-${iso.slice(5, 7)}`;

/** «2025-S2», «II semestre 2025»: the day on which it begins or ends, as the column asks; not after the cut-off. */
function ofPeriod(typed: string, { column, cutoff }: ParseContext): Parsed | null {
  const period = readPeriod(typed, null);
  if (!period) return null;
  const day = column.dateRole === 'end' ? period.to : period.from;
  const isNow = column.planned !== true && cutoff !== null && day > cutoff && period.from <= cutoff;
  const iso = isNow ? cutoff : day;
  return read(iso, { rule: 'M-22', params: { value: typed, date: dateInWords(iso) } });
}

function readDate(input: CellInput, context: ParseContext): Parsed {
  const { raw, dateFormat, date1904 = false } = input;
  const { dateRole = 'start' } = context.column;
  const isYear = typeof raw === 'number' && Number.isInteger(raw) && raw >= FIRST_YEAR && raw <= LAST_YEAR;
  // 20260115
  const isDigits = typeof raw === 'number' && raw > FIRST_YEAR * 10_000 && raw < LAST_YEAR * 10_000;
  if (typeof raw === 'number' && !isYear && !isDigits && (dateFormat || raw > LAST_YEAR))
    return fromSerial(input, raw, date1904);
  // A year typed into a cell with a date format shows as a day of 1905, which nobody meant.
  const typed = isYear || isDigits ? String(raw) : textOf(input);
  if (typed === '') return missing;
  const serial = /^\d{5}$/.test(typed) ? Number(typed) : null;
  if (serial !== null) return fromSerial(input, serial, date1904);
  const writing = writingOf(context.country);
  const reading = toDate(typed, dateRole, writing);
  if (!reading) return ofPeriod(typed, context) ?? unreadable(input);
  if ('noSuchDay' in reading) return read(null, { rule: 'M-25', params: { value: typed } });
  const { iso, partial, until } = reading;
  const taken = (rule: string, day = iso): Problem => ({ rule, params: { value: typed, date: dateInWords(day) } });
  // A span has two dates: the row says whether it has a column for the other.
  if (until) return dateRole === 'start' ? { ...read(iso), also: { typed, until } } : unreadable(input);
  if (partial) {
    // «2026» at the end of a span, told before 2026 is over: until now.
    const { cutoff } = context;
    const mayLieAhead = context.column.planned === true;
    const begins =
      dateRole === 'end' && !mayLieAhead && cutoff !== null && iso > cutoff ? toDate(typed, 'start', writing) : null;
    if (begins && 'iso' in begins && cutoff !== null && begins.iso <= cutoff)
      return read(cutoff, { rule: 'M-22', params: { value: typed, date: dateInWords(cutoff) } });
    return read(iso, taken('M-22'));
  }
  const usual = writing.monthFirst ? 'month' : 'day';
  const inOrder = (day: string): Problem => {
    const { params, ...told } = taken('M-20', day);
    return { ...told, params: { ...params, date: dayWithMonth(day), first: FIRST[usual] } };
  };
  if (reading.first && reading.first !== usual) return read(iso, { ...inOrder(iso), fix: {} });
  if (reading.ambiguous) {
    // Who writes points between them puts the day first.
    const order = usual === 'day' && /^\d{1,2}\.\d{1,2}\./.test(typed) ? 'day' : orderIn(context);
    // All others of the column that tell are the other way round: so is this one.
    if (order !== usual && (order === 'day' || order === 'month'))
      return read(swapped(iso), { ...inOrder(swapped(iso)), fix: {} });
    // Who writes in English may write either, where the country does not say which.
    const isEither = order === 'unknown' && context.lang === 'en' && writing.monthFirst === undefined;
    if (order === 'both' || isEither) return read(iso, inOrder(iso));
  }
  return read(iso);
}

/** A day before the earliest one, or so far ahead that its year is mistyped, is no day that somebody meant. */
function withoutWrongYear(parsed: Parsed, { column, cutoff }: ParseContext): Parsed {
  const { earliest = EARLIEST_DATE } = column;
  const { value } = parsed;
  if (typeof value !== 'string') return parsed;
  const [day, first] = [dateInWords(value), dateInWords(earliest)];
  const what = isFarAhead(value, cutoff)
    ? texts(`${day.es} parece tener mal escrito el año.`, `${day.en} seems to have its year mistyped.`)
    : value < earliest
      ? texts(`${day.es} es anterior a ${first.es}.`, `${day.en} is before ${first.en}.`)
      : null;
  return what ? read(null, { rule: 'R-G-08', params: { what } }) : parsed;
}

/** Dates, stored as ISO; typed day first unless the country says otherwise. */
export const date: ColumnType<'date'> = {
  id: 'date',
  kind: 'dimension',
  label: texts('fecha', 'date'),
  sql: 'DATE',
  schema: { type: 'date' },
  numberFormat: dateFormatOf(null),
  width: 13,
  align: 'center',
  parse: (input, context) => withoutWrongYear(readDate(input, context), context),
  validation: ({ earliest = EARLIEST_DATE }) => ({
    kind: 'date',
    min: String(isoToSerial(earliest)),
    max: String(isoToSerial('2100-12-31')),
  }),
  refusal: () => texts('Escriba una fecha, por ejemplo 31/12/2026.', 'Type a date, for instance 2026-12-31.'),
  toCell(value) {
    const reading = typeof value === 'string' ? toDate(value, 'start') : null;
    // An incomplete date («2013») is written as the source gives it; reading completes it and says so.
    return reading && 'iso' in reading && !reading.partial && !reading.until ? isoToSerial(reading.iso) : value;
  },
};
