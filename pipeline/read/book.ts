import type { RawValue } from '../../sheets-templates/define.ts';

/** A workbook as any reader gives it: sheets of cells with their addresses, nothing interpreted. */
export interface Book {
  sheets: readonly BookSheet[];
  date1904: boolean;
}

export interface BookSheet {
  name: string;
  hidden: boolean;
  /** Sparse: `rows[row][column]`, both counted from 0. */
  rows: readonly (readonly (BookCell | undefined)[] | undefined)[];
}

export interface BookCell {
  /** For a formula, the value that the last program computed. */
  value: RawValue;
  /** The number format shows a date. */
  dateFormat: boolean;
}

/** Why a file could not be read, in words for its sender; data, not an exception. */
export interface Unreadable {
  problem: { es: string; en: string };
}

export type ReadResult = { book: Book } | Unreadable;
