import type { CellTable } from './cell-table.ts';

/** A workbook as any reader gives it: sheets of cells with their addresses, nothing interpreted. */
export interface Book {
  sheets: readonly BookSheet[];
  /** Serial dates count from 1904. */
  date1904: boolean;
  /** Names of ranges in the workbook, technical ones included. */
  names: readonly DefinedName[];
  /** Brings macros, which are never run. */
  macros: boolean;
}

export interface DefinedName {
  name: string;
  /** As written, e.g. `Empresas!$A$4:$A$503`. */
  refersTo: string;
}

export interface BookSheet {
  name: string;
  state: 'visible' | 'hidden' | 'veryHidden';
  cells: CellTable;
  /** Numbers of hidden rows that hold cells, ascending. */
  hiddenRows: readonly number[];
  /** First and last column, from 1. */
  hiddenColumns: readonly (readonly [number, number])[];
  merged: readonly Range[];
  tables: readonly { name: string; range: Range }[];
}

/** A block of cells, both ends included, rows and columns from 1. */
export interface Range {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

/** `A1:C3` or `B2`; null when it is neither. */
export function parseRange(reference: string): Range | null {
  const match = /^\$?([A-Z]{1,3})\$?(\d{1,7})(?::\$?([A-Z]{1,3})\$?(\d{1,7}))?$/i.exec(reference.trim());
  if (!match) return null;
  const [, left = '', top = '', right = left, bottom = top] = match;
  return { top: Number(top), left: columnNumber(left), bottom: Number(bottom), right: columnNumber(right) };
}

/** 1 for `A`, 28 for `AB`. */
export function columnNumber(letters: string): number {
  let number = 0;
  for (const letter of letters.toUpperCase()) number = number * 26 + letter.charCodeAt(0) - 64;
  return number;
}
