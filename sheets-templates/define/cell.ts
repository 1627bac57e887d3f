import type { CurrencyMeaning } from './country.ts';
import type { Params } from './text.ts';

/** A value after reading: share 0–1, date as ISO text, code, several codes joined with `;`. */
export type Value = string | number | null;

export type Row = Readonly<Record<string, Value>>;

/** A cell as the reader gives it. */
export type RawValue = string | number | boolean | CellError | null;

/** An error value, or a formula whose value no program has computed. */
interface CellError {
  /** Excel's name, e.g. `#N/A`; empty for a formula that was not computed. */
  error: string;
  uncomputed?: boolean;
}

export interface CellInput {
  raw: RawValue;
  /** The cell has a date format: a number is a serial date. */
  dateFormat?: boolean;
  /** The cell shows hours and minutes: 2 is 48:00. */
  duration?: boolean;
  /** What its format writes beside the number, which stands as `#`. */
  beside?: string;
  /** The cell has a percent format: 1 shows as 100 %. */
  percentFormat?: boolean;
  date1904?: boolean;
  /** The value is that of a formula, which no repair replaces. */
  formula?: boolean;
  /** The text without its superscript runs, where it has any: they are footnote marks. */
  plain?: string;
  /** An earlier version of the template gave this figure in another unit: times this it is in today's. */
  times?: number;
  /** Currency that the header of the column gives, or the format of the cell. */
  currency?: string;
  currencyOf?: 'format';
  /** Its unit is that of the header of the column. */
  inHeader?: true;
  /** What recovery found wrong with this cell. */
  problems?: readonly Problem[];
}

/** What a column type found wrong or strange while reading a cell; the rule holds the words. */
export interface Problem {
  rule: string;
  params?: Params;
  /** Where the data model softens the rule for this case. */
  severity?: Severity;
  /** There is exactly one sensible repair. */
  fix?: ProblemFix;
  /** A repair that a person may accept: the nearest name of a list. */
  offer?: ProblemFix;
}

/** Columns of the row whose cells are to say what was read, or the value that the cell should have. */
export type ProblemFix = { columns?: readonly string[] } | { value: Value };

export interface Parsed {
  value: Value;
  problems: readonly Problem[];
  /** What the cell says besides its value, by the parts that other columns of the row may have. */
  also?: Also;
}

/** «12 de 20», «más de 300», «US$ 500», «43 %» for a count, «oct-dic 2015»: more than one value in a cell. */
export interface Also {
  /** What stood in the cell, for a finding. */
  typed: string;
  numerator?: number;
  denominator?: number;
  qualifier?: 'MAS' | 'APR' | 'MIN';
  /** What a symbol stands for. */
  currency?: CurrencyMeaning;
  /** Where it is not the cell's own text: the header says it, once for the column, or the format of the cell. */
  of?: 'header' | 'format';
  /** The number of a decimal was written as a percentage. */
  signed?: boolean;
  /** A share 0–1 where a count was expected. */
  share?: number;
  /** Last day of a span of which the value is the first. */
  until?: string;
}

export type Severity = 'fatal' | 'error' | 'warning' | 'note';
