/** Columns that a printed page holds at most, those that name the row included. */
const MOST_COLUMNS = 9;
/** Per cent of its size at which a sheet is printed on several pages: small, and read without a glass. */
export const PRINT_SCALE = 75;
/** Pixels across an A4 page in landscape between its margins, at that scale; programs measure columns a little differently. */
const PAGE = (10.9 * 96 * 100 * 0.97) / PRINT_SCALE;

/** Pixels of a column of so many characters in Calibri 11. */
const pixels = (width: number) => 7 * width + 5;

/**
 * Where a sheet that is too wide for one page goes on: each page begins with the columns that name the row.
 * @param widths of the columns, in characters
 * @param named how many columns name the row
 * @returns places of the columns that begin another page; empty where one page will do
 */
export function pageBreaks(widths: readonly number[], named: number): number[] {
  const head = widths.slice(0, named).reduce((sum, width) => sum + pixels(width), 0);
  const breaks: number[] = [];
  let columns = named;
  let used = head;
  for (let at = named; at < widths.length; at += 1) {
    const own = pixels(widths[at] ?? 0);
    if (columns > named && (columns === MOST_COLUMNS || used + own > PAGE)) {
      breaks.push(at);
      columns = named;
      used = head;
    }
    columns += 1;
    used += own;
  }
  return breaks;
}
