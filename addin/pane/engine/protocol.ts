import type { PackedBook, PackedCells } from '../../../sheets-templates/book/packed-book.ts';
import type { ColumnHelp } from '../../../sheets-templates/column-help.ts';
import type { Row, Severity } from '../../../sheets-templates/define/cell.ts';
import type { Issue } from '../../../sheets-templates/define/finding.ts';
import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import type { IssueGroup } from '../../../sheets-templates/group.ts';
import type { LeftOut } from '../../../sheets-templates/issues.ts';
import type { MesaSummary } from '../../../sheets-templates/roadmap-summary.ts';
import type { CellWrite, NewSheet, TemplateFile } from '../../host.ts';

/** What the pane asks of the rules; answered in a thread of its own, so that the pane never waits. */
export interface Engine {
  /** Checks the whole workbook and keeps it for later questions. */
  review(book: PackedBook): Promise<Reviewed>;
  /** Cells of some rows changed: takes them over and says what is wrong with these rows, at once. */
  changed(sheet: string, from: number, to: number, cells: PackedCells, texts: readonly string[]): Promise<RowsChecked>;
  /** Checks again what it keeps, changes included. */
  again(): Promise<Reviewed>;
  /** The data dictionary for a cell; null where it belongs to no column. */
  help(sheet: string, cell: string): Promise<ColumnHelp | null>;
  /** Fields of a short form. */
  form(asked: FormAsked): Promise<Form>;
  /** What to write for a filled-in form, and what is wrong with it. */
  draft(asked: FormAsked, values: Readonly<Record<string, string>>): Promise<Draft>;
  /** What to write into the cover. */
  cover(values: Row): Promise<CellWrite[]>;
  /** What to write so that a figure is confirmed; null where the finding is not there any more. */
  confirm(said: Confirmed): Promise<ConfirmWrites | null>;
  /** A template with its cover begun. */
  build(wanted: WantedTemplate, as: TemplateFile['kind']): Promise<TemplateFile>;
  /** The workbook of the next period, and how many cells of this one could not be read for it. */
  nextPeriod(as: TemplateFile['kind']): Promise<{ template: TemplateFile; unreadable: number }>;
}

/** A figure that the person says is right, and why. */
export interface Confirmed {
  /** Of the finding. */
  identity: string;
  /** What the cell said then. */
  value: string | null;
  why: string;
  /** Empty where the person left it open: then it is the sender. */
  who: string;
  /** Day, ISO. */
  when: string;
}

export interface ConfirmWrites {
  /** The sheet that is to be added first, with what stands above its lines. */
  add: { sheet: NewSheet; cells: readonly CellWrite[] } | null;
  cells: readonly CellWrite[];
}

export interface WantedTemplate {
  slug: string;
  lang: Lang;
  country: string | null;
  cover: Row;
}

export interface Reviewed {
  /** Null when the workbook is none of the templates. */
  template: { code: string; slug: string; label: Text } | null;
  /** Language of the workbook. */
  lang: Lang;
  fatal: boolean;
  counts: Readonly<Record<Severity, number>>;
  /** Worst first. */
  groups: readonly IssueGroup[];
  /** Cells to colour. */
  marked: readonly Pick<Issue, 'sheet' | 'cell' | 'severity'>[];
  leftOut: LeftOut;
  /** Sheets that hold data, with their rows, by the names that they have in this workbook; and what may happen to a row. */
  sheets: readonly { id: string; name: string; rows: number; changes: readonly { id: string; label: Text }[] }[];
  /** Facts of the cover as people read them: label, value. */
  cover: readonly { key: string; label: Text; value: string; missing: boolean }[];
  country: string | null;
  period: string | null;
  number: number | null;
  roadmap: readonly MesaSummary[] | null;
  /** Nobody has filled in a row yet. */
  empty: boolean;
  /** Milliseconds that it took. */
  took: number;
}

export interface RowsChecked {
  /** Findings in these rows. */
  issues: readonly Issue[];
  /** Findings of the workbook as it stands now, as far as rows can be judged alone. */
  counts: Readonly<Record<Severity, number>>;
  took: number;
}

/** Which short form: for a new row of a sheet, or for what happens to one of its rows. */
export interface FormAsked {
  sheet: string;
  /** Key of the row that the new one replaces or is about, or of the row that changes. */
  about: string | null;
  /** What happens to the row; null for a new row. */
  change: string | null;
}

export interface Form {
  title: Text;
  fields: readonly FormField[];
}

export interface FormField {
  key: string;
  label: Text;
  help: Text;
  required: boolean;
  kind: 'text' | 'long' | 'number' | 'date' | 'choice' | 'choices';
  choices: readonly { value: string; label: Text }[];
  value: string;
}

export interface Draft {
  cells: readonly CellWrite[];
  issues: readonly Issue[];
  /** Where the row goes. */
  sheet: string;
  row: number;
}
