import type { CellInput, Problem, Row, Severity, Value } from './define/cell.ts';
import type { Lookups } from './define/column.ts';
import type { Rule } from './define/finding.ts';
import type { RowContext } from './define/row-context.ts';
import type { Sheet, Template } from './define/template.ts';
import type { Lang, Params } from './define/text.ts';
import { isMissingMark } from './text-matching.ts';

/** A workbook whose sheets and columns are known, with cells as they were read. */
export interface RawWorkbook {
  template: Template;
  lang: Lang;
  cover: RawSheet;
  sheets: readonly RawSheet[];
  /** What is looked up in this workbook; the check sees to it. */
  lookups?: Lookups;
}

export interface RawSheet {
  sheet: Sheet;
  /** Name in the sender's file. */
  name: string;
  rows: readonly RawRow[];
  /** Other rows of the sheet, typed before; they are there to be referred to. */
  known?: readonly CheckedRow[];
  /** Letters of the column that each key was read from. */
  letters?: Readonly<Record<string, string>>;
  /** The sheet was not read, or not all of it, for a reason that is told; what refers to it is not judged. */
  unread?: true;
  /** Numbers of rows that were not read, for a reason that is told. */
  leftOut?: readonly number[];
  /** It is not in the workbook. */
  absent?: true;
}

export interface RawRow {
  /** Row number in the sender's file, from 1. */
  number: number;
  cells: Readonly<Record<string, RawCell>>;
}

export interface RawCell extends CellInput {
  /** Address like `F14`. */
  address: string;
  /** What stands in the cell, where something else was read in its place. */
  typedAs?: string;
  /** All of it is crossed out. */
  struck?: true;
  /** What is told of the cell besides what reading it finds. */
  told?: readonly Problem[];
}

/** Nothing, or only a mark of «sin dato». */
export const isEmpty = ({ raw }: RawCell) => raw === null || (typeof raw === 'string' && isMissingMark(raw));

/** What a check sees of a workbook. */
export interface CheckedWorkbook {
  template: Template;
  lang: Lang;
  context: RowContext;
  /** Name of the cover in the sender's file. */
  coverName: string;
  cover: CheckedRow;
  sheets: readonly CheckedSheet[];
}

export interface CheckedSheet {
  sheet: Sheet;
  /** Name in the sender's file. */
  name: string;
  rows: readonly CheckedRow[];
  letters?: Readonly<Record<string, string>>;
  unread?: true;
  /** It is not in the workbook. */
  absent?: true;
}

export interface CheckedRow {
  /** Row number in the sender's file, from 1. */
  number: number;
  values: Row;
  /** Text of each cell as typed, for messages. */
  typed: Readonly<Record<string, string>>;
  /** Addresses like `F14` of the cells that exist. */
  cells: Readonly<Record<string, string>>;
  /** The code under which the row is known, where its cell says another or none. */
  calledAs?: string;
  /** What computed columns say in the file, which is only compared. */
  entered: Readonly<Record<string, Value>>;
}

export interface Finding {
  rule: string;
  sheet: CheckedSheet | null;
  row: CheckedRow | null;
  column: string | null;
  params?: Params;
  /** Overrides the severity of the rule, where the data model says so. */
  severity?: Severity;
  /** What counts instead of what cells of the row say, where that is more than the cell named; or the whole row does not. */
  instead?: Row | 'row';
  /** Values by column that would mend it, where exactly one repair is sensible; of the row itself or of another. */
  fix?: { values: Readonly<Record<string, Value>>; row?: CheckedRow };
  /** Tells two findings of one rule about one cell apart: a code or a date, the same in every submission. */
  about?: string;
}

/** A rule with the code that finds its violations. */
export interface Check extends Rule {
  run: (workbook: CheckedWorkbook) => Iterable<Finding>;
}

/** The cover as a sheet with one row, for what a check finds in it. */
export const coverSheetOf = ({ template, context, cover }: CheckedWorkbook): CheckedSheet => ({
  sheet: template.cover,
  name: template.cover.label[context.lang],
  rows: [cover],
});

/** Rows by what a column of theirs says. */
export function rowsByValue(rows: readonly CheckedRow[], key: string): ReadonlyMap<Value, readonly CheckedRow[]> {
  const found = new Map<Value, CheckedRow[]>();
  for (const row of rows) {
    const value = row.values[key] ?? null;
    const same = found.get(value);
    if (same) same.push(row);
    else found.set(value, [row]);
  }
  return found;
}

/** Address of a cell of a row, also of one that does not exist yet; null where its column is not known. */
export function addressIn({ letters }: Pick<CheckedSheet, 'letters'>, row: CheckedRow, key: string): string | null {
  const letter = letters?.[key];
  return row.cells[key] ?? (letter ? `${letter}${row.number}` : null);
}

/** Rows with data validation that a template prepares, and where they begin. */
export const FIRST_DATA_ROW = 4;

export const PREPARED_ROWS = 500;

/** Cover column that counts the submissions of one workbook. */
export const SUBMISSION_NUMBER = 'envio_n';
