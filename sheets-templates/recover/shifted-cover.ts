import type { BookSheet } from '../book/book.ts';
import { parseCell } from '../column-types/parsing.ts';
import type { Column, ParseContext } from '../define/column.ts';

/** Where the value of a column of the cover stands. */
interface Line {
  column: Column;
  row: number;
  at: number;
}

/** Lines that are needed to say so. */
const LEAST_LINES = 4;

/**
 * The first row from which the values of a cover stand one row below their labels: those of lists, days and numbers are not of
 * their own kind, and the ones below are. Null where they stand in their rows.
 */
export function loweredFrom(
  { cells }: BookSheet,
  lines: readonly Line[],
  context: Omit<ParseContext, 'column'>,
): number | null {
  const readAs = ({ column, at }: Line, row: number) => {
    const cell = cells.at(row, at);
    if (cell?.value === undefined || cell.value === null || cell.value === '') return null;
    const parsed = parseCell({ raw: cell.value, dateFormat: cell.shows === 'date' }, { ...context, column });
    return parsed.value === null ? null : parsed.problems;
  };
  // Of a code nearly anything can be made.
  const telling = lines.filter(
    ({ column: { type, required } }) => type.kind !== 'text' && type.id !== 'id' && required.kind === 'always',
  );
  const wrong = telling.filter((line) => readAs(line, line.row)?.length !== 0);
  const below = wrong.filter((line) => readAs(line, line.row + 1)?.every(({ severity }) => severity !== 'error'));
  const [first] = wrong;
  if (!first || wrong.length < LEAST_LINES || below.length < wrong.length) return null;
  // A line between them that reads as it stands denies it.
  return telling.every((line) => line.row < first.row || wrong.includes(line)) ? first.row : null;
}
