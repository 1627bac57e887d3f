import type { Row, Value } from './cell.ts';
import type { Column, Condition } from './column.ts';
import type { Text } from './text.ts';

/*
 * The vocabulary of Quipu lies in this folder: what a text, a cell, a column, a sheet, a template, a country, an indicator
 * and a finding are. Everything else in `sheets-templates/` is an item made of these types; the Excel pane, the Google
 * sidebar, the pipeline, SQL and documentation are derived from the items.
 */

export interface Sheet {
  id: string;
  /** Name of the SQL table: lower case, no accents. */
  table: string;
  label: Text;
  /** One line under the title of the sheet. */
  help: Text;
  grain: Text;
  key: readonly string[];
  /** Each row is a person: the sheet stays in the office's database. */
  persons?: boolean;
  /** Rows in which this column has one of these codes are compared among themselves only: targets, not results. */
  apart?: { column: string; codes: readonly string[] };
  /** Column that names a row for people, shown after the code in references. */
  nameColumn?: string;
  /** Vertical key–value sheet. */
  cover?: boolean;
  /** The short form that adds a row. */
  shortForm?: ShortForm;
  /** What may happen to one of its rows, each a short form. */
  changes?: readonly RowChange[];
  /** Its rows go on from one period to the next, but for those of which this holds. */
  goesOn?: { unless?: Condition };
  columns: readonly Column[];
  /** One worked example for Instrucciones and the tests: values as codes and ISO dates. */
  example: Readonly<Record<string, Value>>;
  /** What of the example is words, in English. */
  exampleInEnglish?: Readonly<Record<string, string>>;
}

/** A form that asks only what a new row needs. */
export interface ShortForm {
  columns: readonly string[];
  /** Choices from other sheets are those of the same: the Mesa of a session, of the problem of a solution. */
  within?: string;
  defaults?: Row;
  /** A running number among the rows that agree in these columns. */
  counts?: { column: string; within: readonly string[] };
  /** The new row takes the place of another one, which this column names, and which gets these values. */
  supersedes?: { via: string; sets: Row };
}

/** Something that happens to a row: a form of the columns that it changes. */
export interface RowChange {
  id: string;
  /** On its button. */
  label: Text;
  columns: readonly string[];
  /** What the row says from then on, besides what is asked. */
  sets?: Row;
}

export interface Template extends Text {
  code: string;
  /** Name on the command line and of the file: score, roadmap… */
  slug: string;
  version: string;
  /** Earlier versions that are still read; their columns say what they were (`formerly`, `since`). */
  formerVersions?: readonly string[];
  purpose: Text;
  cover: Sheet;
  sheets: readonly Sheet[];
  /** Cover columns that make up the identity of a workbook, without the submission number. */
  identity: readonly string[];
  /** Cover column whose value names the sender: programme or team. */
  sender: string;
  /** Cover column that gives ids their series. */
  seriesFrom: string;
  /** What the cover says from the start. */
  coverDefaults: Row;
  /** Which sheet the worked example shows. */
  exampleSheet: string;
  /** Sheets that earlier versions had not: the first version that has each. */
  sheetsSince?: Readonly<Record<string, string>>;
  /** Cells of the shared sheets that do not apply here. */
  hiddenColumns?: Readonly<Record<string, readonly string[]>>;
}

export function columnOf(sheet: Sheet, key: string): Column {
  const column = sheet.columns.find((candidate) => candidate.key === key);
  if (!column) throw new Error(`no column ${key} in the sheet ${sheet.id}`);
  return column;
}
