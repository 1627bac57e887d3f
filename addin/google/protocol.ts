import type { GoogleTemplate } from '../../sheets-templates/emit/to-google.ts';
import type { Mark, NewSheet } from '../host.ts';

/**
 * What the sidebar asks of the script behind the spreadsheet. Questions and answers go as JSON: `google.script.run` takes no
 * dates and loses what is undefined.
 */
export interface Script {
  /** Who uses it and what is open. */
  about: () => About;
  /** Sheets, names, and as many cells as one call may carry; goes on where it stopped. */
  book: (from: Position) => BookPart;
  /** Rows of one sheet; null where the sheet is gone. */
  rows: (sheet: string, from: number, to: number) => Block | null;
  /** Writes where all sheets are there and open to this person. */
  write: (cells: readonly Entry[]) => WriteAnswer;
  /** Puts back what stood there in cells that still say what was written. @returns how many were left */
  restore: (cells: readonly Restored[]) => { left: number } | Refusal;
  /** Adds an empty sheet behind the others. */
  addSheet: (sheet: NewSheet) => Refusal | null;
  select: (sheet: string, cell: string | null) => Refusal | null;
  mark: (marks: readonly MarkedBlock[]) => null;
  /** Adds the sheets of a template, all or none. */
  insert: (template: GoogleTemplate) => Refusal | null;
  /** Gives a template that came from Excel its lists and helps again. */
  mend: (template: GoogleTemplate) => Refusal | null;
  /** A new spreadsheet in the person's Drive. @returns its address */
  create: (template: GoogleTemplate) => string;
  /** What happened since an edit was last heard of, and where the person is. */
  happened: (since: number) => Happened;
  kept: (key: string) => string | null;
  keep: (key: string, value: string) => null;
  recall: (key: string) => string | null;
  remember: (key: string, value: string | null) => null;
}

export interface About {
  /** `es`, `en`: language of the person's account. */
  language: string;
  /** `es_PE`: of the spreadsheet. */
  locale: string;
  name: string;
}

/** Sheet by its place, and the row from which cells are wanted. */
export interface Position {
  sheet: number;
  row: number;
}

export interface BookPart {
  /** In the first part alone. */
  sheets: readonly SheetFacts[] | null;
  names: readonly { name: string; refersTo: string }[];
  blocks: readonly (Block & { sheet: number })[];
  /** Changes when anything is typed, or sheets, rows or columns come or go: parts of two states make no book. */
  state: string;
  /** Null when everything has been told. */
  next: Position | null;
}

export interface SheetFacts {
  name: string;
  hidden: boolean;
  /** Rows that hold something; the block of cells begins at A1. */
  rows: number;
  columns: number;
  hiddenRows: readonly number[];
  hiddenColumns: readonly [number, number][];
  /** Addresses of merged blocks: `A1:B2`. */
  merged: readonly string[];
}

export type CellValue = string | number | boolean;

/** A block of cells. Days come as the numbers by which spreadsheets count them, with a format that says so. */
export interface Block {
  top: number;
  left: number;
  values: readonly (readonly CellValue[])[];
  /** Formulas; an empty text where there is none. */
  formulas: readonly (readonly string[])[];
  formats: readonly (readonly string[])[];
  /** Cells that are crossed out, by their places in the block: row, column. */
  struck: readonly (readonly [number, number])[];
}

/** What is typed into a cell: `=A1` is a formula, a text stands behind an apostrophe. */
export interface Entry {
  sheet: string;
  cell: string;
  enter: CellValue;
  /** Number format; null leaves the one that is there. */
  format: string | null;
  /** Where the format that is there would make something else of a number, this one. */
  otherwise: string | null;
  /** What was read there before; where it says something else now, nothing is written. Null where nobody has looked. */
  says: CellValue | null;
}

export interface Restored {
  sheet: string;
  cell: string;
  enter: CellValue;
  format: string;
  /** What it must still say. */
  says: CellValue;
  /** What must still stand beside it. */
  beside: string;
}

export interface WrittenCell {
  /** Its place among what was asked for. */
  index: number;
  /** What stood there, and what stands there now. */
  value: CellValue;
  formula: string;
  format: string;
  now: CellValue;
  /** The rest of its row, as far as nothing computes it: after a sort another row may stand there. */
  beside: string;
}

/** Why nothing was done; the sidebar has the sentences. */
export interface Refusal {
  refused: 'gone' | 'protected' | 'already' | 'moved' | 'changed';
  sheet: string;
}

/** One for each cell that was written; `failed` where the program stopped on the way. */
export type WriteAnswer = { written: readonly WrittenCell[]; failed: string | null } | Refusal;

export interface MarkedBlock extends Pick<Mark, 'sheet'> {
  /** `B4:B9` */
  ranges: readonly string[];
  fill: string;
  ink: string;
}

export interface Happened {
  /** Number of the last edit. */
  last: number;
  edits: readonly { sheet: string; from: number; to: number }[];
  /** Edits were missed, or too many. */
  missed: boolean;
  /** Changes when sheets, rows or columns come or go. */
  shape: string;
  sheet: string;
  cell: string;
}
