import type { Lang, Text } from '../../define/text.ts';

/** What a cell gives: empty is null. */
export type Value = string | number | boolean | null;

/** A cell or a range; a range is rows of cells. What is left out is undefined. */
export type Argument = Value | readonly (readonly Value[])[] | undefined;

/** Errors of a spreadsheet: missing data, argument of the wrong kind, division by zero, out of range. */
export type ErrorCode = '#N/A' | '#VALUE!' | '#DIV/0!' | '#NUM!';

/** Ends a function with an error of the spreadsheet and a sentence for the person. */
export class FunctionError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly text: Text,
  ) {
    super(`${code} ${text.es}`);
  }
}

export interface Parameter {
  name: Text;
  help: Text;
  optional?: true;
  /** Takes a range, not only a cell. */
  range?: true;
}

export interface Example {
  args: readonly Argument[];
  /** A text in both languages where the function speaks that of the caller. */
  result: Value | ErrorCode | Text;
  /** What it shows. */
  about?: Text;
}

/** A custom function of Excel and Google Sheets, defined once. */
export interface CustomFunction {
  /** Stays the same in every language and version. */
  id: string;
  name: Text;
  about: Text;
  parameters: readonly Parameter[];
  result: 'number' | 'text' | 'boolean' | 'any';
  /** Where the definition comes from; assumptions say so. */
  source: string;
  /** Worked, with what they give; the tests compute them. */
  examples: readonly Example[];
  /** @throws FunctionError */
  compute: (args: readonly Argument[], context: Context) => Value;
}

export interface Context {
  /** Today, ISO. */
  today: string;
  /** Language of the caller, in which labels are given. */
  lang: Lang;
}
