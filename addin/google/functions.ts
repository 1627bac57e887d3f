import type { Lang } from '../../sheets-templates/define/text.ts';
import {
  type Argument,
  type CustomFunction,
  FunctionError,
  type Value,
} from '../../sheets-templates/functions/custom/define.ts';
import { customFunctions } from '../../sheets-templates/functions/custom/index.ts';

type Cell = Value | Date;
type Given = Cell | readonly (readonly Cell[])[] | undefined;

const byId = new Map(customFunctions.map((one) => [one.id, one]));

/**
 * Computes a custom function for Google Sheets. A range where a single cell is meant gives as many results, so that one
 * call does for a whole column.
 * @throws Error with the sentence for the person: Sheets shows it on the cell, as #ERROR!
 */
export function compute(id: string, lang: Lang, given: readonly Given[]): Value | Value[][] {
  const one = byId.get(id);
  if (!one) throw new Error(id);
  const args = given.slice(0, one.parameters.length).map(asArgument);
  const ranges = args.filter((arg, at): arg is Value[][] => Array.isArray(arg) && !one.parameters[at]?.range);
  const [first] = ranges;
  if (!first) return call(one, args, lang);
  return first.map((row, down) =>
    row.map((_, right) =>
      call(
        one,
        args.map((arg, at) => cellOf(arg, one, at, down, right)),
        lang,
      ),
    ),
  );
}

/** The cell of a range that stands where the result will stand; a single row or column serves all. */
function cellOf(arg: Argument, one: CustomFunction, at: number, down: number, right: number): Argument {
  if (!Array.isArray(arg) || one.parameters[at]?.range) return arg;
  const rows = arg as Value[][];
  const row = rows[rows.length === 1 ? 0 : down] ?? [];
  return row[row.length === 1 ? 0 : right] ?? null;
}

function call(one: CustomFunction, args: readonly Argument[], lang: Lang): Value {
  try {
    return one.compute(args, { today: day(new Date()), lang });
  } catch (error) {
    throw error instanceof FunctionError ? new Error(error.text[lang]) : error;
  }
}

/** Sheets gives days as dates, and an empty cell as an empty text. */
function asArgument(given: Given): Argument {
  if (Array.isArray(given)) return given.map((row: readonly Cell[]) => row.map(asValue));
  return given === undefined ? undefined : asValue(given as Cell);
}

function asValue(cell: Cell): Value {
  // A date of the runtime is of its own kind there, not of this file's.
  if (Object.prototype.toString.call(cell) === '[object Date]') return day(cell as Date);
  return cell === '' ? null : (cell as Value);
}

const two = (value: number) => String(value).padStart(2, '0');
const day = (date: Date) => `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
