import type { BookSheet } from '../book/book.ts';
import type { Column } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import { bareHeader, type HeaderName, headerNames } from '../header-names.ts';
import { isSlip } from '../text-matching.ts';
import type { HeadRow } from './head.ts';

/** Where the keys and the headers of a sheet stand. */
export interface Header {
  /** Row of the hidden machine keys; null when it was deleted. */
  keyRow: number | null;
  /** First and last row of the headers; null when there are none. */
  rows: readonly [number, number] | null;
  /** Keys and headers by column, from 1. */
  keys: ReadonlyMap<number, string>;
  titles: ReadonlyMap<number, string>;
  /** Columns of the definition that a key or a known name points to. */
  known: ReadonlySet<Column>;
}

/** At least this share of a row's texts must be keys for it to be the row of keys. */
const MOSTLY = 0.5;

/** Headers over two rows are believed when together they name so many columns more than one row does. */
const SPLIT_NAMES_MORE = 2;

/**
 * Finds keys and headers of a definition among the first rows of a sheet.
 * @param settled the sheet is plainly one of another definition: slips of the pen and split headers are not looked for
 */
export function findHeader(sheet: BookSheet, head: readonly HeadRow[], definition: Sheet, settled = false): Header {
  const keyRow = bestRow(
    head,
    (row) => {
      const found = columnsIn(row, definition, (name, text) => name.kind === 'key' && name.column.key === text);
      return found.size >= row.texts.length * MOSTLY ? found.size : 0;
    },
    2,
  );
  const others = head.filter((row) => row !== keyRow && (!keyRow || row.number > keyRow.number));
  const exact = bestRow(others, (row) => namesIn(row.texts, definition).size, 1);
  const few = !settled && !keyRow && (exact ? namesIn(exact.texts, definition).size : 0) < LEAST_NAMED;
  // Where next to nothing is spelled as it should be, slips of the pen show which row it is.
  const single = (few && bestRow(others, (row) => nearlyIn(row.texts, definition).size, LEAST_NAMED)) || exact;
  const named = single ? namesIn(single.texts, definition).size : 0;
  const complete = named > definition.columns.length - SPLIT_NAMES_MORE;
  const pair = settled || complete ? null : bestPair(others, definition);
  const split = pair && pair.named >= named + SPLIT_NAMES_MORE;
  const top = split ? pair.top : (single ?? (keyRow ? headerBelow(sheet, others, keyRow) : null));
  const titles = new Map<number, string>();
  for (const { column, text } of split ? pair.texts : (top?.texts ?? [])) titles.set(column, text);
  const keys = new Map((keyRow?.texts ?? []).map(({ column, text }) => [column, text]));
  const bottom = split ? pair.bottom : top;
  const known = new Set<Column>([
    ...(keyRow ? columnsIn(keyRow, definition, ({ kind }) => kind === 'key') : []),
    ...namesIn(split ? pair.texts : (top?.texts ?? []), definition),
    ...(few && top ? nearlyIn(top.texts, definition) : []),
  ]);
  return {
    keyRow: keyRow?.number ?? null,
    rows: top && bottom ? [top.number, bottom.number] : null,
    keys,
    titles,
    known,
  };
}

/** This share of a definition's keys in one row leaves no doubt. */
const PLAINLY = 0.8;

/** One row of the sheet holds the machine keys of a definition. */
export function hasKeysOf(head: readonly HeadRow[], definition: Sheet): boolean {
  const isKey: Test = (name, text) => name.kind === 'key' && name.column.key === text;
  const needed = definition.columns.length * PLAINLY;
  return head.some((row) => row.texts.length >= needed && columnsIn(row, definition, isKey).size >= needed);
}

function bestRow(rows: readonly HeadRow[], score: (row: HeadRow) => number, least: number): HeadRow | null {
  let best: HeadRow | null = null;
  let most = least - 1;
  for (const row of rows) {
    const value = score(row);
    if (value > most) [best, most] = [row, value];
  }
  return best;
}

type Test = (name: HeaderName, text: string) => boolean;

function columnsIn({ texts }: Pick<HeadRow, 'texts'>, definition: Sheet, test: Test): Set<Column> {
  const names = headerNames(definition);
  const found = new Set<Column>();
  for (const { bare, text } of texts)
    for (const name of names.get(bare) ?? []) if (test(name, text)) found.add(name.column);
  return found;
}

/** Columns that known names in a row point to. A machine key as a visible header counts as a name. */
function namesIn(texts: HeadRow['texts'], definition: Sheet): Set<Column> {
  return columnsIn({ texts }, definition, () => true);
}

/** Fewer names than this make no header row by themselves. */
const LEAST_NAMED = 3;

const MOST_HEADERS = 80;

/** Labels of a definition by their length. */
function labelsOf(definition: Sheet): ReadonlyMap<number, readonly (readonly [string, Column])[]> {
  const known = byLength.get(definition);
  if (known) return known;
  const found = new Map<number, (readonly [string, Column])[]>();
  for (const column of definition.columns)
    for (const label of new Set([bareHeader(column.label.es), bareHeader(column.label.en)]))
      found.set(label.length, [...(found.get(label.length) ?? []), [label, column]]);
  byLength.set(definition, found);
  return found;
}

const byLength = new WeakMap<Sheet, ReadonlyMap<number, readonly (readonly [string, Column])[]>>();

/** Columns that a text nearly names. */
function nearlyIn(texts: HeadRow['texts'], definition: Sheet): Set<Column> {
  // A row of hundreds of texts is no row of headers.
  if (texts.length > MOST_HEADERS) return new Set();
  const labels = labelsOf(definition);
  return new Set(
    texts.flatMap(({ bare }) =>
      // A slip changes the length by two letters at most.
      [-2, -1, 0, 1, 2].flatMap((more) =>
        (labels.get(bare.length + more) ?? []).flatMap(([label, column]) => (isSlip(label, bare) ? [column] : [])),
      ),
    ),
  );
}

interface Pair {
  top: HeadRow;
  bottom: HeadRow;
  texts: HeadRow['texts'];
  named: number;
}

/** Headers over two rows: «Trabajadores» above «Mujeres» and «Hombres», or a long label cut in two. */
function bestPair(rows: readonly HeadRow[], definition: Sheet): Pair | null {
  const names = headerNames(definition);
  let best: Pair | null = null;
  for (const [index, top] of rows.entries()) {
    const bottom = rows[index + 1];
    if (!bottom || bottom.number !== top.number + 1 || top.texts.length + bottom.texts.length < 3) continue;
    if (bottom.filled > bottom.texts.length || top.texts.length + bottom.texts.length > MOST_HEADERS) continue;
    const texts = joined(top, bottom, names);
    const named = namesIn(texts, definition).size;
    if (!best || named > best.named) best = { top, bottom, texts, named };
  }
  return best;
}

/** For each column the known one of: above and below together, below alone, above alone. */
function joined(top: HeadRow, bottom: HeadRow, names: ReadonlyMap<string, unknown>): HeadRow['texts'] {
  const columns = [...new Set([...top.texts, ...bottom.texts].map(({ column }) => column))].sort((a, b) => a - b);
  const byColumn = ({ texts }: HeadRow) => new Map(texts.map((cell) => [cell.column, cell.text]));
  const [tops, bottoms] = [byColumn(top), byColumn(bottom)];
  let above = '';
  return columns.map((column) => {
    const own = tops.get(column);
    const below = bottoms.get(column);
    // A heading over several columns stands in the first of them.
    if (own) above = own;
    const group = own ?? (below ? above : '');
    const candidates = [[group, below].filter(Boolean).join(' '), below, own].filter((text): text is string =>
      Boolean(text),
    );
    const text = candidates.find((candidate) => names.has(bareHeader(candidate))) ?? candidates[0] ?? '';
    return { column, text, bare: bareHeader(text) };
  });
}

/** No header is known, but the keys are there: the table says where its header is, else the row that looks like one. */
function headerBelow(sheet: BookSheet, rows: readonly HeadRow[], keyRow: HeadRow): HeadRow | null {
  const tops = new Set(sheet.tables.map(({ range }) => range.top));
  const table = rows.find(({ number }) => tops.has(number));
  if (table) return table;
  const near = rows.filter(({ number }) => number <= keyRow.number + 4);
  return near.find(({ texts, filled }) => texts.length === filled && filled >= keyRow.texts.length * MOSTLY) ?? null;
}
