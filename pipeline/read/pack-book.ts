import type { Book } from '../../sheets-templates/book/book.ts';
import { type CellTable, namesText } from '../../sheets-templates/book/cell-table.ts';
import type { PackedBook } from '../../sheets-templates/book/packed-book.ts';

/** A workbook that was read as plain data, fit to be sent to another process. */
export function pack({ sheets, date1904, names, macros }: Book): PackedBook {
  const pools = sheets.map(({ cells }) => cells.pool);
  const [pool] = pools;
  const most = sheets.reduce((max, { cells }) => Math.max(max, lastText(cells)), -1);
  return {
    sheets: sheets.map(({ cells: { row, column, kind, number }, ...sheet }) => ({
      ...sheet,
      cells: { row, column, kind, number },
    })),
    texts: Array.from({ length: most + 1 }, (_, at) => pool?.at(at) ?? ''),
    date1904,
    names: [...names],
    macros,
    ...(pool && pool.plain.size > 0 && { plain: new Map(pool.plain) }),
    ...(pool && pool.struck.size > 0 && { struck: new Map(pool.struck) }),
  };
}

/** All sheets of a book share their texts. @returns the highest index that a cell names; -1 where none does */
function lastText({ count, kind, number }: CellTable): number {
  let most = -1;
  for (let at = 0; at < count; at += 1) if (namesText(kind[at] as number)) most = Math.max(most, number[at] as number);
  return most;
}
