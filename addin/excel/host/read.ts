/// <reference types="office-js" />
import type { Range } from '../../../sheets-templates/book/book.ts';
import {
  areasOf,
  type CellBlock,
  type PackedBook,
  type PackedCells,
  Packer,
} from '../../../sheets-templates/book/packed-book.ts';
import { LISTS_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import type { Watch } from '../../host.ts';
import { run, stopIfAsked } from './run.ts';
import { countFrom1904 } from './write.ts';

/**
 * Cells that are asked for in one request. A cell comes with value, formula and format, at most some 60 bytes each in
 * ordinary workbooks: this stays well under the 5 MB that Excel on the web answers, and takes a fraction of a tenth of
 * a second to read.
 */
const CELLS_A_BLOCK = 12_000;
/** Sheets without a single long text are rare; a block with many of them is asked for again in smaller pieces. */
const SMALLEST_BLOCK = 500;

const JANUARY_2000_FROM_1904 = 35_064;

interface Found {
  name: string;
  state: PackedBook['sheets'][number]['state'];
  used: Excel.Range | null;
  visible: Excel.RangeAreas | null;
  /** Each area on its own: their common address names first cells alone (https://github.com/OfficeDev/office-js/issues/1590). */
  merged: Excel.RangeCollection | null;
  tables: { name: string; range: Excel.Range }[];
}

/** All cells of the open workbook: four requests for what there is, then one for each block. */
export function readBook({ progress, signal }: Watch): Promise<PackedBook> {
  return run(async (context) => {
    const { worksheets, names } = context.workbook;
    worksheets.load('items/name,items/visibility');
    names.load('items/name,items/formula');
    // The first of January 2000: what day one is shows in its number.
    const day = context.workbook.functions.date(2000, 1, 1);
    day.load('value');
    await context.sync();
    const date1904 = Number(day.value) === JANUARY_2000_FROM_1904;
    countFrom1904(date1904);
    stopIfAsked(signal);
    const found = await layout(context, worksheets.items);
    const packer = new Packer();
    const all = found.reduce((sum, { used }) => sum + (used ? used.rowCount * used.columnCount : 0), 0);
    let done = 0;
    const sheets: PackedBook['sheets'] = [];
    for (const { name, state, used, visible, merged, tables } of found) {
      if (used) {
        const sheet = context.workbook.worksheets.getItem(name);
        await readBlocks(context, sheet, rangeOf(used), packer, (cells) => {
          done += cells;
          progress?.(Math.min(1, done / Math.max(1, all)));
          stopIfAsked(signal);
        });
      }
      sheets.push({
        name,
        state,
        cells: packer.take(),
        ...hiddenIn(used ? rangeOf(used) : null, visible),
        merged: merged ? merged.items.flatMap(({ address }) => areasOf(address)) : [],
        tables: tables.flatMap(({ name: title, range }) =>
          areasOf(range.address).map((area) => ({ name: title, range: area })),
        ),
      });
    }
    return {
      sheets,
      texts: packer.texts,
      date1904,
      names: names.items.map(({ name, formula }) => ({ name, refersTo: String(formula).replace(/^=/, '') })),
      macros: /\.xlsm$/i.test(Office.context.document?.url ?? ''),
    };
  });
}

const STATES: Readonly<Record<string, Found['state']>> = { Hidden: 'hidden', VeryHidden: 'veryHidden' };

/** Where cells stand, what is hidden, merged or a table, of all sheets at once. */
async function layout(context: Excel.RequestContext, worksheets: readonly Excel.Worksheet[]): Promise<Found[]> {
  const asked = worksheets.map((sheet) => {
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load('rowIndex,columnIndex,rowCount,columnCount');
    sheet.tables.load('items/name');
    return { sheet, used };
  });
  await context.sync();
  // A sheet may have more hidden or merged pieces than fit an answer, or not tell them while it is protected. Its cells are
  // read all the same; what is not told is left out of the findings.
  for (const wanted of WANTED) {
    try {
      return await details(context, asked, wanted);
    } catch (error) {
      const { code } = error as { code?: unknown };
      const answered = typeof code === 'string' && code !== 'InvalidOperationInCellEditMode';
      if (wanted === WANTED.at(-1) || !answered) throw error;
    }
  }
  return [];
}

const WANTED = [
  { visible: true, merged: true },
  { visible: false, merged: true },
  { visible: true, merged: false },
  { visible: false, merged: false },
] as const;

async function details(
  context: Excel.RequestContext,
  asked: readonly { sheet: Excel.Worksheet; used: Excel.Range }[],
  wanted: { visible: boolean; merged: boolean },
): Promise<Found[]> {
  const found = asked.map(({ sheet, used }): { found: Found; merged: Excel.RangeAreas | null } => {
    const state = STATES[sheet.visibility] ?? 'visible';
    // The template's own lists are most of its cells, and nobody's data.
    const empty = used.isNullObject || (state !== 'visible' && sheet.name === LISTS_SHEET);
    if (empty)
      return {
        found: { name: sheet.name, state, used: null, visible: null, merged: null, tables: [] },
        merged: null,
      };
    const visible = wanted.visible ? used.getSpecialCellsOrNullObject('Visible') : null;
    visible?.load('address');
    const merged = wanted.merged ? used.getMergedAreasOrNullObject() : null;
    merged?.areas.load('items/address');
    const tables = sheet.tables.items.map((table) => {
      const range = table.getRange();
      range.load('address');
      return { name: table.name, range };
    });
    return { found: { name: sheet.name, state, used, visible, merged: null, tables }, merged };
  });
  await context.sync();
  return found.map(({ found: one, merged }) => ({
    ...one,
    merged: merged?.isNullObject === false ? merged.areas : null,
  }));
}

const rangeOf = ({ rowIndex, columnIndex, rowCount, columnCount }: Excel.Range): Range => ({
  top: rowIndex + 1,
  left: columnIndex + 1,
  bottom: rowIndex + rowCount,
  right: columnIndex + columnCount,
});

/** Rows and columns of the used block that no visible area covers. */
function hiddenIn(
  used: Range | null,
  visible: Excel.RangeAreas | null,
): { hiddenRows: number[]; hiddenColumns: [number, number][] } {
  if (!used || !visible) return { hiddenRows: [], hiddenColumns: [] };
  const areas = visible.isNullObject ? [] : areasOf(visible.address);
  const rows = new Set<number>();
  const columns = new Set<number>();
  for (const { top, left, bottom, right } of areas) {
    for (let row = Math.max(top, used.top); row <= Math.min(bottom, used.bottom); row += 1) rows.add(row);
    for (let at = Math.max(left, used.left); at <= Math.min(right, used.right); at += 1) columns.add(at);
  }
  const hiddenRows: number[] = [];
  for (let row = used.top; row <= used.bottom; row += 1) if (!rows.has(row)) hiddenRows.push(row);
  const hiddenColumns: [number, number][] = [];
  for (let at = used.left; at <= used.right; at += 1) {
    if (columns.has(at) || areas.length === 0) continue;
    const last = hiddenColumns.at(-1);
    if (last && last[1] === at - 1) last[1] = at;
    else hiddenColumns.push([at, at]);
  }
  return { hiddenRows, hiddenColumns };
}

/** Asks for a block of rows after the other; a block too large for an answer is asked for in halves. */
async function readBlocks(
  context: Excel.RequestContext,
  sheet: Excel.Worksheet,
  { top, left, bottom, right }: Range,
  packer: Packer,
  done: (cells: number) => void,
): Promise<void> {
  const width = right - left + 1;
  let rows = Math.max(1, Math.floor(CELLS_A_BLOCK / width));
  for (let row = top; row <= bottom; ) {
    const count = Math.min(rows, bottom - row + 1);
    const range = sheet.getRangeByIndexes(row - 1, left - 1, count, width);
    range.load('values,formulas,numberFormat');
    range.format.font.load('strikethrough');
    let struck: boolean[][] | undefined;
    try {
      await context.sync();
      struck = await crossedOut(context, range);
    } catch (error) {
      const tooLarge = (error as { code?: string }).code === 'ResponsePayloadSizeLimitExceeded';
      if (!tooLarge || count * width <= SMALLEST_BLOCK) throw error;
      rows = Math.max(1, Math.floor(count / 2));
      continue;
    }
    packer.add({ ...blockOf(range, row, left), struck });
    range.untrack();
    row += count;
    done(count * width);
  }
}

/** Which cells are crossed out; that none is, Excel says of a block at once. */
async function crossedOut(context: Excel.RequestContext, range: Excel.Range): Promise<boolean[][] | undefined> {
  if (range.format.font.strikethrough === false) return undefined;
  const cells = range.getCellProperties({ format: { font: { strikethrough: true } } });
  await context.sync();
  return cells.value.map((row) => row.map(({ format }) => format?.font?.strikethrough === true));
}

const blockOf = ({ values, formulas, numberFormat }: Excel.Range, top: number, left: number): CellBlock => ({
  top,
  left,
  values,
  formulas,
  numberFormat,
});

/** The cells of some rows of one sheet, as they stand now. */
export function readRows(name: string, from: number, to: number, texts: string[]): Promise<PackedCells | null> {
  return run(async (context) => {
    const sheet = context.workbook.worksheets.getItemOrNullObject(name);
    const used = sheet.getUsedRangeOrNullObject(true);
    used.load('rowIndex,columnIndex,rowCount,columnCount');
    await context.sync();
    if (sheet.isNullObject) return null;
    const packer = new Packer(texts);
    if (used.isNullObject) return packer.take();
    const { top, left, bottom, right } = rangeOf(used);
    const rows = { top: Math.max(top, from), left, bottom: Math.min(bottom, to), right };
    if (rows.top <= rows.bottom) await readBlocks(context, sheet, rows, packer, () => undefined);
    return packer.take();
  });
}
