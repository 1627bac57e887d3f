import type { BookSheet, Range } from '../book/book.ts';
import type { Problem } from '../define/cell.ts';
import type { Column } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import { bareHeader, headerNames } from '../header-names.ts';
import { isMissingMark } from '../text-matching.ts';
import type { RawCell, RawRow } from '../workbook.ts';
import type { Header } from './find-header.ts';
import { inItsUnits } from './format-units.ts';
import type { ColumnMatch } from './match-columns.ts';
import { rawCell } from './read-cover.ts';

export interface RowsReading {
  rows: RawRow[];
  /** Rows of data in hidden rows. */
  hidden: number;
  /** Row of a second table's header, where reading stopped, and the last row with content. */
  stopped: { at: number; last: number } | null;
  /** Cells that took the value of a merged cell above them, by column. */
  filled: ReadonlyMap<Column, number>;
  /** Rows after this many were not read. */
  cut: boolean;
}

interface Reader {
  sheet: BookSheet;
  definition: Sheet;
  byPlace: ReadonlyMap<number, ColumnMatch>;
  /** Texts of the header as they stand. */
  titles: ReadonlySet<string>;
  date1904: boolean;
}

/**
 * Reads the rows below a header, each cell with its address.
 * @param from first row that may hold data
 * @param most rows that are read at most
 */
export function readRows(
  sheet: BookSheet,
  definition: Sheet,
  matches: readonly ColumnMatch[],
  titles: Iterable<string>,
  { from, most, date1904 }: { from: number; most: number; date1904: boolean },
): RowsReading {
  const reader: Reader = {
    sheet,
    definition,
    byPlace: new Map(matches.map((match) => [match.at, match])),
    titles: new Set(titles),
    date1904,
  };
  const hiddenRows = new Set(sheet.hiddenRows);
  const result: RowsReading = { rows: [], hidden: 0, stopped: null, filled: new Map(), cut: false };
  const { cells } = sheet;
  let begun = false;
  for (let place = cells.place(from); place < cells.rows.length; place += 1) {
    const number = cells.rows[place] as number;
    if (looksLikeHeader(reader, place)) {
      // Right below the header stands the same in another language, or the help; further down, another table begins, unless the
      // titles are those of this one, column by column: then it goes on.
      if (!begun || (isSameHeader(reader, place) && !isCaption(result.rows.at(-1)))) continue;
      result.stopped = { at: number, last: lastWithContent(reader, place) };
      break;
    }
    const row = readRow(reader, place, number);
    if (!row) continue;
    if (result.rows.length >= most) {
      result.cut = true;
      break;
    }
    begun ||= hasContent(row);
    result.rows.push(row);
    if (hiddenRows.has(number)) result.hidden += 1;
  }
  spreadMerged(reader, result);
  return result;
}

/** Number of the last row with more than the template's own number and formulas. */
function lastWithContent({ sheet: { cells } }: Reader, from: number): number {
  let last = cells.rows[from] as number;
  for (let place = from; place < cells.rows.length; place += 1) {
    const [start, end] = cells.span(place);
    for (let index = start + 1; index < end; index += 1)
      if (!cells.hasFormula(index)) last = cells.rows[place] as number;
  }
  return last;
}

function readRow({ sheet: { cells }, byPlace, date1904 }: Reader, place: number, number: number): RawRow | null {
  const [start, end] = cells.span(place);
  if (!hasOwn(cells, start, end, byPlace)) return null;
  const found: Record<string, RawCell> = {};
  let any = false;
  for (let index = start; index < end; index += 1) {
    const at = cells.column[index] as number;
    const match = byPlace.get(at);
    if (!match) continue;
    const cell = rawCell(cells.cell(index), number, at, date1904);
    if (cell.raw === '') continue;
    const asGiven = match.former?.times === undefined ? cell : { ...cell, times: match.former.times };
    found[match.column.key] = inItsUnits(asGiven, match.column, match.unit);
    any = true;
  }
  return any ? { number, cells: found } : null;
}

/** A cell that the template has not put there itself: its rows of numbers and formulas are many, and nobody's. */
function hasOwn(cells: BookSheet['cells'], start: number, end: number, byPlace: Reader['byPlace']): boolean {
  for (let index = start; index < end; index += 1) {
    const column = byPlace.get(cells.column[index] as number)?.column;
    if (!column || column.computed) continue;
    if (!column.idKind || (cells.text(index) !== '' && !/^\d+(\.0+)?$/.test(cells.text(index).trim()))) return true;
  }
  return false;
}

/** More than the number that the template puts into the first column. */
const hasContent = ({ cells }: RawRow) => Object.keys(cells).length > 1;

/** Texts of a row that must be headers for it to be one. */
const LEAST_HEADERS = 3;

function looksLikeHeader({ sheet: { cells }, definition, titles }: Reader, place: number): boolean {
  const [start, end] = cells.span(place);
  if (cells.textsIn(start, end) < Math.max(LEAST_HEADERS, (end - start) * 0.8)) return false;
  const texts: string[] = [];
  let same = 0;
  for (let index = start; index < end; index += 1) {
    const text = cells.text(index).trim();
    if (text === '') continue;
    texts.push(text);
    if (titles.has(text)) same += 1;
  }
  // Data rows hold numbers, dates or texts of their own; only a row of texts alone is looked at closely.
  if (texts.length < LEAST_HEADERS || texts.length < (end - start) * 0.8) return false;
  if (same >= Math.max(LEAST_HEADERS, texts.length / 2)) return true;
  const names = headerNames(definition);
  const helps = helpTexts(definition);
  const known = texts.filter((text) => names.has(bareHeader(text)) || helps.has(bareHeader(text))).length;
  return known >= Math.max(LEAST_HEADERS, texts.length * 0.6);
}

/** One text alone, right above titles, says what the table below is: another one. */
const isCaption = (row: RawRow | undefined): boolean => {
  const held = Object.values(row?.cells ?? {}).filter((cell) => !isBlank(cell) && !/^\d+$/.test(String(cell.raw)));
  return held.length === 1;
};

/** Every title stands over the column that it names above. */
function isSameHeader({ sheet: { cells }, byPlace }: Reader, place: number): boolean {
  const [start, end] = cells.span(place);
  let same = 0;
  for (let index = start; index < end; index += 1) {
    const text = bareHeader(cells.text(index));
    const match = byPlace.get(cells.column[index] as number);
    if (text === '' || !match) continue;
    if (bareHeader(match.header) !== text) return false;
    same += 1;
  }
  return same >= LEAST_HEADERS;
}

const helpCache = new WeakMap<Sheet, ReadonlySet<string>>();

function helpTexts(definition: Sheet): ReadonlySet<string> {
  const known =
    helpCache.get(definition) ??
    new Set(definition.columns.flatMap(({ help }) => [bareHeader(help.es), bareHeader(help.en)]));
  helpCache.set(definition, known);
  return known;
}

/** A merged text or code stands for every row it covers; a merged number may be their total: nobody can say. */
function spreadMerged({ sheet, byPlace }: Reader, result: RowsReading): void {
  const byNumber = new Map(result.rows.map((row) => [row.number, row]));
  const filled = result.filled as Map<Column, number>;
  const covered = new Set<string>();
  for (const range of sheet.merged) {
    // Ranges that overlap are no work of Excel's; each beginning is looked at once.
    const begins = `${range.left} ${range.top}`;
    if (covered.has(begins)) continue;
    covered.add(begins);
    const match = byPlace.get(range.left);
    const top = byNumber.get(range.top);
    const cell = match && top?.cells[match.column.key];
    if (!match || !cell || isBlank(cell)) continue;
    const { column } = match;
    if (range.right > range.left && column.type.numeric) markAcross(range, byPlace, byNumber);
    if (range.bottom === range.top) continue;
    if (repeats(column)) {
      const count = fillDown(range, column, cell, byNumber);
      if (count > 0) filled.set(column, (filled.get(column) ?? 0) + count);
    } else markUnclear(range, column, cell, byNumber);
  }
}

const isBlank = ({ raw }: RawCell) => raw === null || (typeof raw === 'string' && isMissingMark(raw));

/** Only texts, codes and what names another row are repeated; numbers, dates and the key of a row never are. */
const repeats = ({ type, idKind }: Column) => type.sql === 'VARCHAR' && idKind === undefined;

function fillDown(range: Range, column: Column, cell: RawCell, rows: ReadonlyMap<number, RawRow>): number {
  let count = 0;
  for (const row of rowsOf(range, rows)) {
    if (row.cells[column.key]) continue;
    (row.cells as Record<string, RawCell>)[column.key] = cell;
    count += 1;
  }
  return count;
}

/** A number over two columns («134» for women and men) may be their total: nobody can say. */
function markAcross(range: Range, byPlace: Reader['byPlace'], rows: ReadonlyMap<number, RawRow>): void {
  const first = byPlace.get(range.left);
  // A range may reach to the last column; those of a sheet are few.
  for (const [place, other] of byPlace) {
    if (!first || place <= range.left || place > range.right || !other.column.type.numeric) continue;
    const problem: Problem = { rule: 'M-32', severity: 'error', params: MERGED_ACROSS };
    for (const row of [rows.get(range.top), ...rowsOf(range, rows)])
      for (const { column } of [first, other]) {
        const cell = row?.cells[first.column.key];
        if (row && cell)
          (row.cells as Record<string, RawCell>)[column.key] = { ...cell, raw: null, problems: [problem] };
      }
  }
}

function markUnclear(range: Range, column: Column, cell: RawCell, rows: ReadonlyMap<number, RawRow>): void {
  const problem: Problem = { rule: 'M-32', severity: 'error', params: MERGED_NUMBER };
  const covered = [...rowsOf(range, rows)].filter(hasContent);
  if (covered.length < 1) return;
  for (const row of [rows.get(range.top), ...covered]) {
    if (row) (row.cells as Record<string, RawCell>)[column.key] = { ...cell, raw: null, problems: [problem] };
  }
}

const MERGED_ACROSS = {
  what: {
    es: 'Hay un valor en casillas combinadas de varias columnas; no se sabe de cuál es.',
    en: 'There is a value in merged cells of several columns; there is no telling which one it belongs to.',
  },
  todo: {
    es: 'Separe las casillas y escriba el valor de cada columna.',
    en: 'Split the cells and write the value of each column.',
  },
};

const MERGED_NUMBER = {
  what: {
    es: 'Hay un valor en casillas combinadas; no se sabe de qué fila es.',
    en: 'There is a value in merged cells; there is no telling which row it belongs to.',
  },
  todo: {
    es: 'Separe las casillas y escriba el valor de cada fila.',
    en: 'Split the cells and write the value of each row.',
  },
};

function* rowsOf({ top, bottom }: Range, rows: ReadonlyMap<number, RawRow>): Iterable<RawRow> {
  // A range may reach to the last row of the sheet; the rows that exist are fewer.
  if (bottom - top > rows.size) {
    for (const [number, row] of rows) if (number > top && number <= bottom) yield row;
    return;
  }
  for (let number = top + 1; number <= bottom; number += 1) {
    const row = rows.get(number);
    if (row) yield row;
  }
}

/** Values in matched columns, at least, that make a row above the header look like data. */
const LOOKS_LIKE_DATA = 4;

/** Numbers of rows above the header that are neither it nor the keys and hold as much as rows of data do. */
export function rowsAbove(
  { cells }: BookSheet,
  matches: readonly ColumnMatch[],
  { keyRow, rows }: Header,
  from: number,
): number[] {
  const places = new Set(matches.map(({ at }) => at));
  const found: number[] = [];
  for (let place = 0; place < cells.rows.length && (cells.rows[place] as number) < from; place += 1) {
    const number = cells.rows[place] as number;
    if (number === keyRow || (rows && number >= rows[0] && number <= rows[1])) continue;
    const [start, end] = cells.span(place);
    let held = 0;
    for (let index = start; index < end; index += 1) if (places.has(cells.column[index] as number)) held += 1;
    if (held >= LOOKS_LIKE_DATA) found.push(number);
  }
  return found;
}
