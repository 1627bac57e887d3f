import type { PackedBook, PackedCells } from '../sheets-templates/book/packed-book.ts';
import type { Severity } from '../sheets-templates/define/cell.ts';
import type { CellFix } from '../sheets-templates/define/finding.ts';
import { type Lang, type Text, text } from '../sheets-templates/define/text.ts';
import type { GoogleTemplate } from '../sheets-templates/emit/to-google.ts';

/**
 * What the pane needs of a spreadsheet program. Everything goes as plain data and in blocks, so that a program behind a
 * wire can answer as well. Where something cannot be done, the promise is rejected with a `HostError`.
 */
export interface Host {
  /** Language of the program. */
  readonly lang: Lang;
  /** Country of the person's program, `PE`, where it says one. */
  readonly country: string | null;
  /** Name of the program for people: `Excel`. */
  readonly program: string;
  /** What stands before the name of a function of Quipu's: `QUIPU.`, or nothing. */
  readonly functionPrefix: string;
  /** How it takes a template: as a file, or as requests. */
  readonly takes: TemplateFile['kind'];
  /** Whether it tells of every change; where it does not, the workbook is read before anything is written. */
  readonly hearsAll: boolean;
  /** What this version of the program lacks; nothing that needs it is offered. */
  readonly missing: ReadonlySet<Ability>;
  /** Name of the file, where it has one. */
  fileName(): Promise<string>;
  /** All cells of the workbook. */
  read(watch?: Watch): Promise<PackedBook>;
  /** Rows of one sheet, from 1, both included; null where the sheet is gone. */
  readRows(sheet: string, from: number, to: number, texts: string[]): Promise<PackedCells | null>;
  /**
   * Writes values, and says what stood there. Where a sheet is gone or protected nothing is written; where the program stops
   * half-way, what was written comes back with the reason.
   */
  write(cells: readonly CellWrite[]): Promise<{ written: readonly Written[]; problem: HostError | null }>;
  /** Puts back what stood there, where nobody has changed it since. @returns how many cells were left */
  restore(written: readonly Written[]): Promise<number>;
  /** Adds an empty sheet behind the others; no sheet of that name is there. */
  addSheet(sheet: NewSheet): Promise<void>;
  /** Shows a cell; the sheet where there is none. */
  select(sheet: string, cell: string | null): Promise<void>;
  /** Colours cells without touching their own formats; earlier marks go. */
  mark(marks: readonly Mark[]): Promise<void>;
  unmark(): Promise<void>;
  /** Brings a template's sheets into the open workbook. */
  insert(template: TemplateFile): Promise<void>;
  /** Gives a template that came from another program the lists and helps that were lost on the way. */
  mend(template: TemplateFile): Promise<void>;
  /** Opens a template as a workbook of its own. @returns its address, where the program does not show it by itself */
  open(template: TemplateFile): Promise<string | null>;
  /** Tells of changes and of where the person is, until it is called off. */
  observe(observer: Observer): Promise<() => Promise<void>>;
  /** The workbook as a file, .xlsx. */
  file(watch?: Watch): Promise<Uint8Array>;
  /** Kept in the workbook, for whoever opens it. */
  kept(key: string): Promise<string | null>;
  keep(key: string, value: string): Promise<void>;
  /** Kept on this computer for this person. */
  recall(key: string): Promise<string | null>;
  remember(key: string, value: string | null): Promise<void>;
}

/** A sheet to be added. */
export interface NewSheet {
  name: string;
  /** From the first on; widths in characters. */
  columns: readonly { width: number; hidden: boolean }[];
}

/** What not every version of a program can do. */
export type Ability = 'insert' | 'open' | 'observe' | 'mark' | 'file' | 'mend';

export interface Watch {
  /** From 0 to 1. */
  progress?: (done: number) => void;
  signal?: AbortSignal;
}

export type CellWrite = CellFix;

/** A cell that was written, with what to put back. */
export interface Written {
  sheet: string;
  cell: string;
  /** What to enter so that it stands there again: a formula, a number, a text behind an apostrophe. */
  before: string | number | boolean;
  formatBefore: string;
  /** What stands there now. */
  after: string | number | boolean;
  /** What stands beside it, where the program does not tell of rows that are sorted. */
  beside?: string;
}

export interface Mark {
  sheet: string;
  cell: string;
  severity: Severity;
}

/** A template as a spreadsheet program takes it. */
export type TemplateFile = WorkbookFile | ({ kind: 'requests' } & GoogleTemplate);

export interface WorkbookFile {
  kind: 'xlsx';
  bytes: Uint8Array;
  /** Names of its sheets that people see, the cover first behind the instructions. */
  sheets: readonly string[];
  /** Named ranges that its lists need. */
  names: readonly { name: string; refersTo: string }[];
}

export interface Observer {
  /** Rows from 1, both included. */
  changed: (sheet: string, from: number, to: number) => void;
  selected: (sheet: string, cell: string) => void;
  /** Rows or columns of a sheet came, went or were sorted: nothing stands where it stood. */
  moved: (sheet: string) => void;
}

export const sheetGone = (sheet: string) =>
  new HostError(
    text(`La hoja «${sheet}» ya no está. Pulse Revisar otra vez.`, `The sheet «${sheet}» is gone. Press Review again.`),
  );

/** Why a spreadsheet did not do something, in a sentence for the person. */
export class HostError extends Error {
  constructor(
    readonly text: Text,
    readonly detail = '',
  ) {
    super(`${text.en}${detail && ` (${detail})`}`);
  }
}
