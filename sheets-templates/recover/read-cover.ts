import type { BookSheet } from '../book/book.ts';
import type { BookCell } from '../book/cell-table.ts';
import type { Column, ParseContext } from '../define/column.ts';
import type { Sheet } from '../define/template.ts';
import type { Lang } from '../define/text.ts';
import { letters } from '../emit/xlsx/address.ts';
import { bareHeader, type HeaderName, headerNames } from '../header-names.ts';
import { isSlip } from '../text-matching.ts';
import type { RawCell, RawRow } from '../workbook.ts';
import { FIRST_DATA_ROW } from '../workbook.ts';
import { type Evidence, evidenceOf } from './evidence.ts';
import { type HeadCell, type HeadRow, headRows } from './head.ts';
import { decimalText } from './header-units.ts';
import { loweredFrom } from './shifted-cover.ts';

/** A cover is looked for in this many rows and columns. */
const COVER_ROWS = 200;
const COVER_COLUMNS = 16;

export interface CoverReading {
  row: RawRow;
  /** Cells by the evidence with which their label was recognised, where it was not plain. */
  recovered: { column: Column; label: string; row: number; evidence: Evidence }[];
  /** Values that stand beside the one that was read, or in place of an empty one. */
  beside: { column: Column; row: number; value: string; other: string }[];
  /** First row from which the values stood one row below their labels; null where they stood in theirs. */
  lowered: number | null;
}

/** Share of a cover's columns whose key or label stands in the sheet. */
export function coverFit(sheet: BookSheet, definition: Sheet): number {
  const found = new Set(labelsIn(sheet, definition).map(({ name }) => name.column));
  return found.size / definition.columns.length;
}

interface Label {
  row: number;
  at: number;
  text: string;
  name: HeaderName;
}

function labelsIn(sheet: BookSheet, definition: Sheet): Label[] {
  const names = headerNames(definition);
  return headRows(sheet, COVER_ROWS).flatMap(({ number, texts }) =>
    texts
      .filter(({ column }) => column <= COVER_COLUMNS)
      .flatMap(({ column, text, bare }) => {
        const [name] = names.get(bare) ?? [];
        return name ? [{ row: number, at: column, text, name }] : [];
      }),
  );
}

/**
 * Reads a cover: labels in one column, values some columns to its right; or, laid on its side, labels in one row and
 * values in the next.
 */
export function readCover(
  sheet: BookSheet,
  definition: Sheet,
  date1904: boolean,
  context: Omit<ParseContext, 'column'> | null = null,
): CoverReading {
  const labels = labelsIn(sheet, definition);
  const sideways = busiest(labels.map(({ row }) => row));
  if (sideways.count > definition.columns.length / 2) {
    const inRow = labels.filter(({ row }) => row === sideways.value);
    return reading(
      sheet,
      inRow.map(({ row, at, name }) => ({ column: name.column, row: row + 1, at })),
      date1904,
      [],
    );
  }
  const labelColumn = busiest(labels.filter(({ name }) => name.kind !== 'key').map(({ at }) => at)).value;
  const keyColumn = busiest(labels.filter(({ name }) => name.kind === 'key').map(({ at }) => at)).value;
  const anchor = labelColumn ?? keyColumn ?? 1;
  const head = headRows(sheet, COVER_ROWS);
  const places = placesOf(head, definition, labelColumn, keyColumn);
  const offset = valueOffset(sheet, definition, places, anchor);
  const asTheyStand = places.map(({ column, row }) => lineOf(sheet, column, row, anchor, offset));
  const lowered = context && loweredFrom(sheet, asTheyStand, context);
  const lines =
    lowered === null
      ? asTheyStand
      : asTheyStand.map((line) => (line.row < lowered ? line : { ...line, row: line.row + 1, other: null }));
  const beside = lines.flatMap(({ column, row, value, other }) =>
    other === null ? [] : [{ column, row, value, other }],
  );
  return { ...reading(sheet, lines, date1904, places.filter(isRecovered)), beside, lowered };
}

interface Place {
  column: Column;
  row: number;
  label: string;
  evidence: Evidence | null;
}

const isRecovered = (place: Place): place is Place & { evidence: Evidence } => place.evidence !== null;

/** The row of each column of the cover: by key, by label, by a slip of the pen; the first row that says it. */
function placesOf(
  head: readonly HeadRow[],
  definition: Sheet,
  labelColumn: number | null,
  keyColumn: number | null,
): Place[] {
  const names = headerNames(definition);
  const places = new Map<Column, Place>();
  const put = (column: Column | undefined, row: number, cell: HeadCell | undefined, evidence: Evidence | null) => {
    if (column && !places.has(column)) places.set(column, { column, row, label: cell?.text ?? '', evidence });
  };
  const open: [HeadRow, HeadCell][] = [];
  for (const row of head) {
    const key = row.texts.find(({ column }) => column === keyColumn);
    const label = row.texts.find(({ column }) => column === labelColumn);
    const byKey = names.get(key?.bare ?? '')?.find(({ kind }) => kind === 'key');
    const byLabel = names.get(label?.bare ?? '')?.[0];
    if (byKey) put(byKey.column, row.number, label, null);
    else if (byLabel)
      put(byLabel.column, row.number, label, byLabel.kind === 'alias' ? evidenceOf.alias(label?.text ?? '') : null);
    else if (label) open.push([row, label]);
  }
  for (const [row, label] of open) {
    const close = definition.columns.filter(
      (column) =>
        !places.has(column) &&
        (['es', 'en'] as const).some((lang) => isSlip(label.bare, bareHeader(column.label[lang]))),
    );
    const [column] = close;
    if (column && close.length === 1)
      put(column, row.number, label, evidenceOf.spelling(label.text, column.label.es, 0.95));
  }
  return [...places.values()];
}

/**
 * Where the value of one line stands: in the column of values, or, where that is empty, in the next that is filled; and
 * what else stands there that is not the template's help.
 */
function lineOf(sheet: BookSheet, column: Column, row: number, anchor: number, offset: number) {
  const helps = helpsOf(column).map(bareHeader);
  const filled = OFFSETS.flatMap((step) => {
    const value = sheet.cells.at(row, anchor + step)?.value;
    const isHelp = typeof value === 'string' && helps.includes(bareHeader(value));
    return isFilled(value) && !isHelp && typeof value !== 'object' ? [{ at: anchor + step, value: String(value) }] : [];
  });
  const own = filled.find(({ at }) => at === anchor + offset);
  // Beyond the help stand lists of codes, on lines of their own.
  const near = filled.filter(({ at }) => at !== anchor + offset && at <= anchor + offset + 1);
  const [moved] = own ? [] : near;
  const other = own ? near.find(({ value }) => value !== own.value) : undefined;
  return { column, row, at: moved?.at ?? anchor + offset, value: own?.value ?? '', other: other?.value ?? null };
}

/** What help may stand beside a cell of the cover, in workbooks of today and of before. */
export const helpsOf = ({ help, formerHelp = [] }: Column): string[] => [help.es, help.en, ...formerHelp];

/** Columns to the right of the labels in which values may stand. */
const OFFSETS = [1, 2, 3, 4];

/** How far right of the labels the values stand: the fullest column between the labels and the help of the template. */
function valueOffset(sheet: BookSheet, definition: Sheet, places: readonly Place[], anchor: number): number {
  const helps = new Set(definition.columns.flatMap((column) => helpsOf(column).map(bareHeader)));
  const columns = OFFSETS.map((offset) => {
    const values = places.map(({ row }) => sheet.cells.at(row, anchor + offset)?.value).filter(isFilled);
    const help = values.filter((value) => typeof value === 'string' && helps.has(bareHeader(value))).length;
    return { offset, filled: values.length, isHelp: help > 1 };
  });
  const help = columns.findIndex(({ isHelp }) => isHelp);
  const between = help > 0 ? columns.slice(0, help) : columns.filter(({ isHelp }) => !isHelp);
  return between.reduce((best, column) => (column.filled > best.filled ? column : best)).offset;
}

const isFilled = (value: BookCell['value'] | undefined) => value !== undefined && value !== null && value !== '';

function reading(
  sheet: BookSheet,
  places: readonly { column: Column; row: number; at: number }[],
  date1904: boolean,
  recovered: CoverReading['recovered'],
): CoverReading {
  const cells: Record<string, RawCell> = {};
  for (const { column, row, at } of places) cells[column.key] ??= rawCell(sheet.cells.at(row, at), row, at, date1904);
  return { row: { number: FIRST_DATA_ROW, cells }, recovered, beside: [], lowered: null };
}

/** A cell as the checks take it. */
export function rawCell(cell: BookCell | undefined, row: number, column: number, date1904: boolean): RawCell {
  // 0.5 that shows as «0.5 %» is what it shows.
  const literal = cell?.shows === 'literalPercent' && typeof cell.value === 'number';
  const raw: RawCell = {
    raw: literal ? `${decimalText(Number(cell.value))} %` : (cell?.value ?? null),
    dateFormat: cell?.shows === 'date' || cell?.shows === 'duration',
    percentFormat: cell?.shows === 'percent',
    date1904,
    address: letters(column - 1) + row,
  };
  if (cell?.plain !== undefined) raw.plain = cell.plain;
  if (cell?.shows === 'duration') raw.duration = true;
  if (cell?.beside !== undefined) raw.beside = cell.beside;
  if (cell?.formula) raw.formula = true;
  if (cell?.struck === null) raw.struck = true;
  else if (cell?.struck !== undefined)
    raw.told = [{ rule: 'Q-34', params: { value: cell.struck, left: String(cell.value) } }];
  return raw;
}

function busiest(values: readonly number[]): { value: number | null; count: number } {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best: { value: number | null; count: number } = { value: null, count: 0 };
  for (const [value, count] of counts) if (count > best.count) best = { value, count };
  return best;
}

/** Language of a cover: that of most of its labels. */
export function coverLanguage(sheet: BookSheet, definition: Sheet): Lang | null {
  const langs = labelsIn(sheet, definition).flatMap(({ name: { lang, column } }) =>
    lang && column.label.es !== column.label.en ? [lang] : [],
  );
  const english = langs.filter((lang) => lang === 'en').length;
  return langs.length === 0 ? null : english > langs.length / 2 ? 'en' : 'es';
}
