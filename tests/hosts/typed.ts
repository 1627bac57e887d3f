/*
 * What a spreadsheet makes of a text that is typed, or that the API sets as a value: «If the value is a string … it is
 * interpreted as if it were typed» (https://learn.microsoft.com/javascript/api/excel/excel.range#excel-excel-range-values-member), in
 * the locale en-US that the API uses. Formats are those that Excel gives a cell with the format General.
 */

export interface Typed {
  value: string | number | boolean;
  /** Format that the cell gets where it had none. */
  format?: string;
}

const EPOCH = Date.UTC(1899, 11, 30);
const DAY = 86_400_000;
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NUMBER = String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)?(?:\.\d*)?`;

type Reading = (text: string, dayFirst: boolean, thisYear: number) => Typed | null;

const READINGS: readonly Reading[] = [
  (text) => (/^(true|false)$/i.test(text) ? { value: text.toLowerCase() === 'true' } : null),
  (text) => (/^#(N\/A|REF!|VALUE!|DIV\/0!|NAME\?|NUM!|NULL!)$/i.test(text) ? { value: text.toUpperCase() } : null),
  (text) => asNumber(text),
  (text) => {
    const number = text.endsWith('%') ? asNumber(text.slice(0, -1).trim()) : null;
    if (!number) return null;
    return {
      value: Number(((number.value as number) / 100).toPrecision(15)),
      format: text.includes('.') ? '0.00%' : '0%',
    };
  },
  (text) => {
    const [, minus, rest = ''] = /^(-?)\s*\$\s*(.+)$/.exec(text) ?? [];
    const number = asNumber(rest);
    if (!number) return null;
    const value = (minus ? -1 : 1) * (number.value as number);
    return { value, format: rest.includes('.') ? '$#,##0.00' : '$#,##0' };
  },
  (text, dayFirst) => {
    const [, first, second, year] = /^(\d{1,2})[/-](\d{1,2})[/-](\d{4}|\d{2})$/.exec(text) ?? [];
    const [month, day] = (dayFirst ? [second, first] : [first, second]).map(Number);
    return first ? asDay(century(Number(year)), month ?? 0, day ?? 0, dayFirst ? 'd/m/yyyy' : 'm/d/yyyy') : null;
  },
  (text) => {
    const [, year, month, day] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text) ?? [];
    return year ? asDay(Number(year), Number(month), Number(day), 'm/d/yyyy') : null;
  },
  (text, dayFirst, thisYear) => {
    const [, first, second] = /^(\d{1,2})[/-](\d{1,2})$/.exec(text) ?? [];
    const [month, day] = (dayFirst ? [second, first] : [first, second]).map(Number);
    return first ? asDay(thisYear, month ?? 0, day ?? 0, 'd-mmm') : null;
  },
  (text, _, thisYear) => {
    const [, day, name = '', year] = /^(\d{1,2})[ -]([a-z]{3,9})\.?(?:[ -](\d{4}|\d{2}))?$/i.exec(text) ?? [];
    const month = MONTHS.indexOf(name.slice(0, 3).toLowerCase()) + 1;
    return day && month
      ? asDay(year ? century(Number(year)) : thisYear, month, Number(day), year ? 'd-mmm-yy' : 'd-mmm')
      : null;
  },
  (text) => {
    const [, hours, minutes, seconds] = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text) ?? [];
    if (!hours) return null;
    return {
      value: (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds ?? 0)) / 86_400,
      format: seconds ? 'h:mm:ss' : 'h:mm',
    };
  },
  (text) => {
    const [, whole, over, under] = /^(\d+) (\d+)\/(\d+)$/.exec(text) ?? [];
    return whole && Number(under) > 0 ? { value: Number(whole) + Number(over) / Number(under), format: '# ?/?' } : null;
  },
];

/** What becomes of a text in a cell that is not one for texts. */
export function asTyped(text: string, dayFirst = false, thisYear = new Date().getFullYear()): Typed {
  const trimmed = text.trim();
  for (const read of READINGS) {
    const found = trimmed === '' ? null : read(trimmed, dayFirst, thisYear);
    if (found) return found;
  }
  return { value: text };
}

function asNumber(text: string): Typed | null {
  const plain = /^\((.+)\)$/.exec(text) ? `-${text.slice(1, -1)}` : text;
  if (!new RegExp(`^[+-]?${NUMBER}(?:e[+-]?\\d+)?$`, 'i').test(plain) || !/\d/.test(plain) || /^[+-]?e/i.test(plain))
    return null;
  const value = Number(plain.replaceAll(',', ''));
  if (!Number.isFinite(value)) return null;
  return { value, ...(/e/i.test(plain) ? { format: '0.00E+00' } : plain.includes(',') && { format: '#,##0' }) };
}

/** Two digits of a year: 30 to 99 are of the last century. */
const century = (year: number) => (year >= 100 ? year : year < 30 ? 2000 + year : 1900 + year);

function asDay(year: number, month: number, day: number, format: string): Typed | null {
  const moment = new Date(Date.UTC(year, month - 1, day));
  return moment.getUTCMonth() === month - 1 && moment.getUTCDate() === day
    ? { value: (moment.getTime() - EPOCH) / DAY, format }
    : null;
}
