import { type BookSheet, parseRange, type Range } from '../../sheets-templates/book/book.ts';
import { LAST_ROW } from '../../sheets-templates/book/cell-table.ts';
import { LIMITS } from './limits.ts';
import { checkTime, damaged, refusals, refuse } from './refusal.ts';
import { CellScanner, isDigit, type SheetContext } from './scan-cell.ts';
import { attribute, endsName, isNamed, isSpecial, nextTag, readRoot, SLASH, skipSpecial, tagEnd } from './xml-bytes.ts';
import type { PartBytes } from './zip.ts';

/** `<c r="B2" t="s"><v>16</v></c>`: fewer than a cell with content takes, so that room is made once. */
const BYTES_PER_CELL = 28;

export type ScannedSheet = Pick<BookSheet, 'cells' | 'hiddenRows' | 'hiddenColumns' | 'merged'>;

/**
 * Scans the XML of a worksheet. `<dimension>` is never believed; a cell without a reference stands behind the one
 * before it.
 * @throws Refused when it is cut off, malformed, or larger than allowed
 */
export function scanSheet(part: PartBytes, context: SheetContext): ScannedSheet {
  const { bytes, end } = part;
  const root = readRoot(bytes, end);
  context.collector.expect(end / BYTES_PER_CELL);
  const hiddenColumns: [number, number][] = [];
  const merged: Range[] = [];
  let hiddenRows: number[] = [];
  let closed = root.single;
  // Behind all else stand extensions, in which the same names mean something else.
  let inExtensions = false;
  for (let at = root.at; !closed; ) {
    at = nextTag(bytes, at);
    if (at >= end) damaged('a sheet is cut off');
    if (isSpecial(bytes, at)) {
      at = skipSpecial(bytes, end, at);
      continue;
    }
    const closing = bytes[at + 1] === SLASH;
    const named = at + 1 + root.prefix + (closing ? 1 : 0);
    const behind = tagEnd(bytes, at);
    if (closing) closed = isNamed(bytes, named, 'worksheet');
    else if (inExtensions || isNamed(bytes, named, 'extLst')) inExtensions = true;
    else if (isNamed(bytes, named, 'col')) addHidden(hiddenColumns, bytes, at, behind);
    else if (isNamed(bytes, named, 'mergeCell')) addMerged(merged, bytes, at, behind);
    else if (isNamed(bytes, named, 'sheetData') && bytes[behind - 2] !== SLASH) {
      const scanned = scanRows(part, behind, root.prefix, context);
      hiddenRows = scanned.hiddenRows;
      at = scanned.at;
      continue;
    }
    at = behind;
  }
  return { cells: context.collector.take(), hiddenRows, hiddenColumns, merged };
}

const isTrue = (value: string | null) => value === '1' || value === 'true';

function addHidden(found: [number, number][], bytes: Buffer, at: number, behind: number): void {
  if (!isTrue(attribute(bytes, at, behind, 'hidden'))) return;
  if (found.length >= LIMITS.marks) refuse(refusals.tooMuchInside, 'hidden columns');
  found.push([Number(attribute(bytes, at, behind, 'min')), Number(attribute(bytes, at, behind, 'max'))]);
}

function addMerged(found: Range[], bytes: Buffer, at: number, behind: number): void {
  if (found.length >= LIMITS.marks) refuse(refusals.tooMuchInside, 'merged ranges');
  const range = parseRange(attribute(bytes, at, behind, 'ref') ?? '');
  if (range) found.push(range);
}

/** Rows between two looks at the clock. */
const CLOCK_EVERY = 0x7ff;

function scanRows(
  { bytes, end }: PartBytes,
  start: number,
  prefix: number,
  context: SheetContext,
): { at: number; hiddenRows: number[] } {
  const cell = new CellScanner(bytes, end, prefix, context);
  const hiddenRows: number[] = [];
  let hidden = false;
  let tagsSeen = 0;
  for (let at = start; ; ) {
    at = nextTag(bytes, at);
    if (at >= end) damaged('rows are cut off');
    const named = at + 1 + prefix;
    const second = bytes[named + 1];
    if (bytes[named] === 0x63 && endsName(second)) {
      const before = context.collector.count;
      at = cell.scan(named + 1);
      if (hidden && context.collector.count > before && hiddenRows.at(-1) !== cell.row) hiddenRows.push(cell.row);
    } else if (isSpecial(bytes, at)) {
      at = skipSpecial(bytes, end, at);
    } else if (bytes[named] === 0x72 && isNamed(bytes, named, 'row')) {
      const behind = tagEnd(bytes, at);
      hidden = startRow(bytes, named + 3, behind, cell);
      at = behind;
    } else {
      const behind = tagEnd(bytes, at);
      if (bytes[at + 1] === SLASH && isNamed(bytes, named + 1, 'sheetData')) return { at: behind, hiddenRows };
      at = behind;
    }
    tagsSeen += 1;
    if ((tagsSeen & CLOCK_EVERY) === 0) checkTime(context.deadline);
  }
}

/** Reads `r` and `hidden` of a row's tag; true when it is hidden. */
function startRow(bytes: Buffer, from: number, behind: number, cell: CellScanner): boolean {
  let row = cell.row + 1;
  let hidden = false;
  for (let at = from; at < behind; at += 1) {
    if (!endsName(bytes[at - 1])) continue;
    if (bytes[at] === 0x72 && bytes[at + 1] === 0x3d) {
      row = 0;
      for (let digit = at + 3; isDigit(bytes[digit]); digit += 1) row = row * 10 + (bytes[digit] as number) - 48;
      if (row < 1 || row > LAST_ROW) damaged('a row number that no sheet has');
    } else if (bytes[at] === 0x68 && bytes.toString('latin1', at, at + 8).startsWith('hidden="')) {
      hidden = bytes[at + 8] === 0x31 || bytes[at + 8] === 0x74;
    }
  }
  cell.row = row;
  cell.column = 0;
  return hidden;
}
