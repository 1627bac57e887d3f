import type { CellInput } from '../define/cell.ts';
import { serialToIso } from '../functions/to-date.ts';
import { fold } from '../text-matching.ts';

/** A serial later than 1954: below, the number in a cell with a date format is a number all the same. */
export const FIRST_LIKELY_DATE = 20_000;

/** «gestión 2025», a day of it: the year that a cell for one says besides what it may say. */
export function yearIn({ raw, dateFormat, date1904 = false }: CellInput): number | null {
  if (typeof raw === 'number') {
    const day = dateFormat && raw > FIRST_LIKELY_DATE ? serialToIso(raw, date1904) : null;
    return day === null ? null : Number(day.slice(0, 4));
  }
  const said = /^(?:gestion|ano|ejercicio|periodo|year|fiscal year|fy)?[ .:]*((?:19|20)\d\d)$/.exec(
    fold(String(raw ?? '')),
  );
  return said ? Number(said[1]) : null;
}
