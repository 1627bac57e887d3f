/// <reference types="google-apps-script" />
import { LISTS_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import type { Block, BookPart, Position, SheetFacts } from '../protocol.ts';
import { stateNow } from './notes.ts';
import { cellsIn, current, type Range, type Sheet, shownAs } from './spreadsheet.ts';

/** Cells that one call carries: some 3 MB, and a second or two of the spreadsheet's time. */
const CELLS_A_CALL = 60_000;
/** Time for asking which rows are hidden: the spreadsheet answers one row at a time. */
const PATIENCE = 2_000;

/** The open spreadsheet, as much of it as one call carries. */
export function book({ sheet: first, row: firstRow }: Position): BookPart {
  const sheets = current().getSheets();
  const blocks: (Block & { sheet: number })[] = [];
  const isStart = first === 0 && firstRow === 1;
  const state = stateNow();
  const part = (next: Position | null): BookPart => ({
    sheets: isStart ? facts(sheets, blocks) : null,
    names: isStart ? names() : [],
    blocks,
    state,
    next,
  });
  let room = CELLS_A_CALL;
  for (let at = first; at < sheets.length; at += 1) {
    const sheet = sheets[at] as Sheet;
    const { rows: last, columns } = extent(sheet);
    for (let row = at === first ? firstRow : 1; row <= last; ) {
      const count = Math.min(last - row + 1, Math.floor(room / columns));
      if (count < 1) return part({ sheet: at, row });
      blocks.push({ sheet: at, ...blockOf(sheet.getRange(row, 1, count, columns), row, 1) });
      room -= count * columns;
      row += count;
    }
  }
  return part(null);
}

/** How far a sheet goes; the template's own lists are most of its cells, and nobody's data. */
function extent(sheet: Sheet): { rows: number; columns: number } {
  if (sheet.getName() === LISTS_SHEET && sheet.isSheetHidden()) return { rows: 0, columns: 1 };
  return { rows: sheet.getLastRow(), columns: Math.max(1, sheet.getLastColumn()) };
}

function blockOf(range: Range, top: number, left: number): Block {
  const { values, formulas, formats, days } = cellsIn(range);
  return {
    top,
    left,
    values,
    formulas,
    struck: crossedOut(range),
    formats: formats.map((row, down) => row.map((format, right) => shownAs(format, days[down]?.[right] ?? false))),
  };
}

function crossedOut(range: Range): [number, number][] {
  const lines = range.getFontLines();
  return lines.flatMap((row, down) =>
    row.flatMap((line, right): [number, number][] => (line === 'line-through' ? [[down, right]] : [])),
  );
}

function facts(sheets: readonly Sheet[], blocks: readonly (Block & { sheet: number })[]): SheetFacts[] {
  const until = Date.now() + PATIENCE;
  const hidden = (count: number, asks: (at: number) => boolean) => {
    const found: number[] = [];
    for (let at = 1; at <= count && Date.now() < until; at += 1) if (asks(at)) found.push(at);
    return found;
  };
  const seen = sheets.map((sheet, at) => ({ sheet, at, ...extent(sheet) }));
  // Columns are few, and asked for in all sheets before the first row is.
  const columnsOf = seen.map(({ sheet, rows, columns }) =>
    hidden(rows === 0 ? 0 : columns, (at) => sheet.isColumnHiddenByUser(at)),
  );
  return seen.map(({ sheet, at, rows, columns }) => ({
    name: sheet.getName(),
    hidden: sheet.isSheetHidden(),
    rows,
    columns,
    hiddenColumns: (columnsOf[at] ?? []).map((column): [number, number] => [column, column]),
    hiddenRows: hidden(
      lastFilled(at, rows, blocks),
      (row) => sheet.isRowHiddenByUser(row) || sheet.isRowHiddenByFilter(row),
    ),
    merged:
      rows === 0
        ? []
        : sheet
            .getRange(1, 1, rows, columns)
            .getMergedRanges()
            .map((range) => range.getA1Notation()),
  }));
}

/** The last row with more than the number and the formulas that a template puts into it; where it was not read, the last. */
function lastFilled(at: number, rows: number, blocks: readonly (Block & { sheet: number })[]): number {
  const own = blocks.filter(({ sheet }) => sheet === at);
  const read = own.at(-1);
  if (!read || read.top + read.values.length - 1 < rows) return rows;
  for (const { top, values, formulas } of [...own].reverse())
    for (let down = values.length - 1; down >= 0; down -= 1)
      if (values[down]?.some((value, right) => right > 0 && value !== '' && formulas[down]?.[right] === ''))
        return top + down;
  return Math.min(rows, HEAD_ROWS);
}

/** Keys, title and headers. */
const HEAD_ROWS = 3;

const names = () =>
  current()
    .getNamedRanges()
    .map((named) => {
      const range = named.getRange();
      const sheet = range.getSheet().getName().replace(/'/g, "''");
      const block = range.getA1Notation().replace(/[A-Z]+|\d+/g, '$$$&');
      return { name: named.getName(), refersTo: `'${sheet}'!${block}` };
    });

/** Rows of one sheet, as they stand now. */
export function rows(name: string, from: number, to: number): Block | null {
  const sheet = current().getSheetByName(name);
  if (!sheet) return null;
  const columns = Math.max(1, sheet.getLastColumn());
  const last = Math.min(to, sheet.getLastRow());
  if (from > last) return { top: from, left: 1, values: [], formulas: [], formats: [], struck: [] };
  return blockOf(sheet.getRange(from, 1, last - from + 1, columns), from, 1);
}
