import type { BookSheet } from '../book/book.ts';
import { bareHeader } from '../header-names.ts';

/** Headers are looked for in this many rows with content, and this many cells of each. */
const HEAD_ROWS = 40;
const HEAD_CELLS = 200;

export interface HeadCell {
  /** From 1. */
  column: number;
  text: string;
  /** As headers are compared. */
  bare: string;
}

export interface HeadRow {
  /** From 1. */
  number: number;
  texts: readonly HeadCell[];
  /** Cells with anything in them. */
  filled: number;
}

/** The first rows of a sheet with their texts: where keys, headers and the labels of a cover may stand. */
export function headRows(sheet: BookSheet, most = HEAD_ROWS): readonly HeadRow[] {
  const known = seen.get(sheet);
  if (known && known.most >= most) return known.rows.slice(0, most);
  const rows = readHead(sheet, most);
  seen.set(sheet, { most, rows });
  return rows;
}

/** Asked of each sheet by every definition. */
const seen = new WeakMap<BookSheet, { most: number; rows: readonly HeadRow[] }>();

function readHead({ cells }: BookSheet, most: number): HeadRow[] {
  return Array.from(cells.rows.subarray(0, most), (number, place): HeadRow => {
    const [from, to] = cells.span(place);
    const texts: HeadCell[] = [];
    for (let index = from; index < Math.min(to, from + HEAD_CELLS); index += 1) {
      const text = cells.text(index).trim();
      if (text) texts.push({ column: cells.column[index] as number, text, bare: bareHeader(text) });
    }
    return { number, texts, filled: to - from };
  });
}
