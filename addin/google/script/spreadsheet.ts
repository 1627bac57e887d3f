/// <reference types="google-apps-script" />
import { codeShows, isDateCode, SHOWS } from '../../../sheets-templates/book/number-format.ts';
import type { CellValue } from '../protocol.ts';

export type Spreadsheet = GoogleAppsScript.Spreadsheet.Spreadsheet;
export type Sheet = GoogleAppsScript.Spreadsheet.Sheet;
export type Range = GoogleAppsScript.Spreadsheet.Range;

/** The open spreadsheet: the only one that the script may see. */
export const current = (): Spreadsheet => SpreadsheetApp.getActiveSpreadsheet();

/** A range of cells as plain data; days as spreadsheets count them. */
export interface Cells {
  values: CellValue[][];
  formulas: string[][];
  /** As they are set. */
  formats: string[][];
  /** Which values are days. */
  days: boolean[][];
}

const DAY = 86_400_000;
const FIRST_DAY = Date.UTC(1899, 11, 30);

export function cellsIn(range: Range): Cells {
  const count = dayCounter(current().getSpreadsheetTimeZone());
  const values = range.getValues();
  const formats = range.getNumberFormats();
  // Of a time without a day the runtime makes one of 1899, when clocks were set by the sun: what is shown is meant.
  const isTime = (value: unknown, down: number, right: number) =>
    isDate(value) && codeShows(formats[down]?.[right] ?? '') === SHOWS.duration;
  const shown = values.some((row, down) => row.some((value, right) => isTime(value, down, right)))
    ? range.getDisplayValues()
    : [];
  const read = (value: unknown, down: number, right: number) =>
    (isTime(value, down, right) ? daysIn(shown[down]?.[right] ?? '') : null) ?? plain(value, count);
  return {
    days: values.map((row) => row.map(isDate)),
    values: values.map((row, down) => row.map((value, right) => read(value, down, right))),
    formulas: range.getFormulas(),
    formats,
  };
}

/** «48:00», «8:30 p. m.» as days; null where it is no time. */
function daysIn(text: string): number | null {
  const [, hours, minutes, seconds = 0, half = ''] =
    /^(\d+):(\d{2})(?::(\d{2}))?\s*([ap])?\D*$/i.exec(text.trim()) ?? [];
  if (hours === undefined) return null;
  const noon = half === '' ? 0 : (/p/i.test(half) ? 12 : 0) - (hours === '12' ? 12 : 0);
  return ((Number(hours) + noon) * 3600 + Number(minutes) * 60 + Number(seconds)) / 86_400;
}

/** A day without a format of its own is one all the same. */
export const shownAs = (format: string, isDay: boolean) => (isDay && !isDateCode(format) ? 'dd/mm/yyyy' : format);

// A date of the runtime is of its own kind there, not of this file's.
const isDate = (value: unknown): value is Date => Object.prototype.toString.call(value) === '[object Date]';

function plain(value: unknown, count: (day: Date) => number): CellValue {
  if (isDate(value)) return count(value);
  return typeof value === 'number' || typeof value === 'boolean' ? value : String(value ?? '');
}

/** Days as numbers: the clock is that of the spreadsheet, not of the script; the same few days come again and again. */
function dayCounter(timeZone: string): (day: Date) => number {
  const known = new Map<number, number>();
  return (day) => {
    const time = day.getTime();
    const before = known.get(time);
    if (before !== undefined) return before;
    const [date = '', clock = ''] = Utilities.formatDate(day, timeZone, "yyyy-MM-dd' 'HH:mm:ss").split(' ');
    const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number);
    const serial =
      (Date.parse(`${date}T00:00:00Z`) - FIRST_DAY) / DAY + (hours * 3600 + minutes * 60 + seconds) / 86_400;
    known.set(time, serial);
    return serial;
  };
}

/** Makes room: a sheet of Google has so many rows and columns and no more. */
export function grow(sheet: Sheet, rows: number, columns: number): void {
  const [tall, wide] = [sheet.getMaxRows(), sheet.getMaxColumns()];
  if (tall < rows) sheet.insertRowsAfter(tall, rows - tall);
  if (wide < columns) sheet.insertColumnsAfter(wide, columns - wide);
}

/** Whether this person may not write into a sheet. */
export function isShut(sheet: Sheet): boolean {
  return sheet
    .getProtections(SpreadsheetApp.ProtectionType.SHEET)
    .some((protection) => !protection.isWarningOnly() && !protection.canEdit());
}

/** The formula of a conditional format; empty where it has none. */
export const formulaOf = (rule: GoogleAppsScript.Spreadsheet.ConditionalFormatRule) =>
  String(rule.getBooleanCondition()?.getCriteriaValues()[0] ?? '');
