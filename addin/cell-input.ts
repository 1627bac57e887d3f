import { DAYS_1904, isoToSerial } from '../sheets-templates/functions/to-date.ts';
import type { CellWrite } from './host.ts';

/** What is typed into a cell: days as spreadsheets count them; texts as texts, never as formulas, dates or numbers. */
export function cellInput({ value, numberFormat }: CellWrite, date1904 = false): string | number {
  if (value === null) return '';
  if (typeof value === 'number') return value;
  const serial = numberFormat && /^\d{4}-\d{2}-\d{2}$/.test(value) ? isoToSerial(value) : null;
  return serial === null ? `'${value}` : serial - (date1904 ? DAYS_1904 : 0);
}
