import type { Severity } from './cell.ts';
import type { Text } from './text.ts';

/** A finding: where, what is wrong, what to do. A value, never an exception. */
export interface Issue {
  code: string;
  severity: Severity;
  /** Sheet name as the workbook has it; empty for the whole file. */
  sheet: string;
  /** Sheet definition it belongs to, where known. */
  sheetId: string | null;
  row: number | null;
  column: string | null;
  /** Address like `F14`. */
  cell: string | null;
  value: string | null;
  message: Text;
  hint: Text;
  /** The same for the same thing in every submission: rule, key of the row, column. */
  identity: string;
  /** The repair, where exactly one is sensible. */
  fix: Fix | null;
  /** A repair that only a person may accept: «¿Quiso decir Cusco?». */
  offer?: Fix;
  /** The rule is on trial: it is told and has no effect. */
  beta?: true;
  /** What does not count because of it. */
  cost?: 'row' | 'cell';
  /** The sender, or the office, says that the figure is right. */
  confirmed?: Confirmation;
}

/** What to write where. A person, or `repair`, decides whether to. */
export interface Fix extends CellFix {
  /** Cells of the same repair besides the first. */
  also?: readonly CellFix[];
}

export interface CellFix {
  /** Sheet name as the workbook has it. */
  sheet: string;
  cell: string;
  /** As an official types it; dates as ISO text; null empties the cell. */
  value: string | number | null;
  /** Excel format without which the value would mislead: dates and shares. */
  numberFormat?: string;
}

/** That a figure is right although a rule of plausibility warns. */
export interface Confirmation {
  why: string;
  who: string;
  /** ISO date. */
  when: string;
  /** Last day on which it holds, ISO. */
  until: string;
}

export interface Rule {
  id: string;
  severity: Severity;
  scope: 'file' | 'cell' | 'row' | 'sheet' | 'workbook' | 'merge';
  /** Tells what was read differently from what was typed. */
  readsAs?: true;
  /** Judges whether something is likely, not whether it is right: who knows better can confirm it. */
  plausibility?: true;
  /** What an error of this rule costs, where that is not the cell that it names: its row, or nothing. */
  costs?: 'row' | 'nothing';
  /** On trial: told, without effect. */
  beta?: true;
  /** First cut-off date, ISO, for which the rule has effect; before it is on trial. */
  from?: string;
  /** What the rule asks, for the documentation. */
  about: Text;
  /** With `{param}` placeholders. */
  message: Text;
  hint: Text;
  source?: string;
}
