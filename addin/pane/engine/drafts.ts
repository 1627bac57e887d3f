import { columnNumber } from '../../../sheets-templates/book/book.ts';
import { type PackedBook, unpack } from '../../../sheets-templates/book/packed-book.ts';
import { checkWorkbook } from '../../../sheets-templates/check.ts';
import { lists } from '../../../sheets-templates/code-lists/lookup.ts';
import type { Row, Value } from '../../../sheets-templates/define/cell.ts';
import type { Column } from '../../../sheets-templates/define/column.ts';
import { columnOf, type Sheet, type ShortForm } from '../../../sheets-templates/define/template.ts';
import type { CheckedRow, RawRow, RawSheet } from '../../../sheets-templates/workbook.ts';
import { FIRST_DATA_ROW } from '../../../sheets-templates/workbook.ts';
import type { CellWrite } from '../../host.ts';
import { changedRow, labelOf, NOT_HERE, type OpenWorkbook, rowOf, rowsOf, targetOf } from './open-workbook.ts';
import type { Draft, FormAsked } from './protocol.ts';

type Typed = Readonly<Record<string, string>>;

/** The cells that a form writes, and what the rules say of their row; nothing is written yet. */
export const draftFor = (open: OpenWorkbook, book: PackedBook, asked: FormAsked, values: Typed): Draft =>
  asked.change === null ? draftRow(open, book, asked.sheet, values) : draftChange(open, asked, asked.change, values);

/** The cells of a row that change. */
function draftChange(open: OpenWorkbook, { sheet: id, about }: FormAsked, change: string, values: Typed): Draft {
  const { raw, sheet, row, what } = changedRow(open, id, about, change);
  const { number } = row;
  // What is left empty stays as it is: nothing is cleared by a form.
  const said = what.columns.flatMap((key) => (values[key]?.trim() ? [[key, values[key]?.trim() ?? ''] as const] : []));
  const cells = Object.fromEntries(
    [...said, ...Object.entries(what.sets ?? {})].map(([key, value]) => [
      key,
      { raw: value, address: addressOf(raw, key, number) },
    ]),
  );
  const rows = raw.rows.map((one) => (one.number === number ? { ...one, cells: { ...one.cells, ...cells } } : one));
  const { found, issues } = checkedWith(open, raw, rows, number);
  const changed = Object.keys(cells).filter((key) => (found?.values[key] ?? null) !== (row.values[key] ?? null));
  return {
    sheet: raw.name,
    row: number,
    cells: changed.map((key) =>
      writeOf(open, raw, columnOf(sheet, key), asTyped(columnOf(sheet, key), values[key], found?.values[key]), number),
    ),
    // What was wrong with the row before is no matter of this form.
    issues: issues.filter(({ column }) => column !== null && column in cells),
  };
}

/** Texts go into the workbook as they were typed: only what is published is masked. */
const asTyped = ({ type }: Column, typed: string | undefined, value: Value | undefined): Value =>
  type.id === 'text' && typed?.trim() ? typed.trim() : (value ?? null);

/** A row of a sheet that has these rows, and what is found in it. */
function checkedWith(open: OpenWorkbook, raw: RawSheet, rows: readonly RawRow[], number: number) {
  const sheets = open.raw.sheets.map((other) => (other === raw ? { ...other, rows } : other));
  const { workbook, issues } = checkWorkbook({ ...open.raw, sheets });
  const own = workbook.sheets.find(({ sheet }) => sheet.id === raw.sheet.id);
  return {
    found: own?.rows.find((one) => one.number === number),
    issues: issues.filter((issue) => issue.sheet === raw.name && issue.row === number),
  };
}

/** The cells of a new row. */
function draftRow(open: OpenWorkbook, book: PackedBook, id: string, values: Typed): Draft {
  const { raw, sheet, short } = targetOf(open, id);
  const number = nextRow(raw, book);
  const key = sheet.key[0] ?? '';
  const standing = standingIn(raw, book, number, key);
  const code = standing ?? nextCode(rowsOf(open, id), key);
  const filled: Record<string, string> = { ...counted(open, sheet, short, values), ...values, [key]: String(code) };
  const row: RawRow = {
    number,
    cells: Object.fromEntries(
      Object.entries(filled)
        .filter(([, value]) => value.trim() !== '')
        .map(([column, value]) => [column, { raw: value, address: addressOf(raw, column, number) }]),
    ),
  };
  const replaced = short.supersedes ? rowOf(open, sheet, filled[short.supersedes.via] ?? '') : undefined;
  const { found, issues } = checkedWith(open, raw, [...withSuperseded(raw, replaced, short), row], number);
  const writes = (from: Row, columns: readonly string[], at: number) =>
    columns.map((key) => {
      const column = columnOf(sheet, key);
      return writeOf(open, raw, column, asTyped(column, at === number ? filled[key] : undefined, from[key]), at);
    });
  const own = Object.keys(filled).filter((column) => column !== key);
  return {
    sheet: raw.name,
    row: number,
    cells: [
      ...(standing === null ? [{ sheet: raw.name, cell: addressOf(raw, key, number), value: Number(code) }] : []),
      ...writes(
        found?.values ?? {},
        own.filter((column) => (found?.values[column] ?? null) !== null),
        number,
      ),
      ...(replaced && short.supersedes
        ? writes(short.supersedes.sets, Object.keys(short.supersedes.sets), replaced.number)
        : []),
    ],
    issues,
  };
}

/** The first row behind everything that stands in the table. */
function nextRow(raw: RawSheet, book: PackedBook): number {
  const last = Math.max(0, ...raw.rows.map(({ number }) => number));
  if (last > 0) return last + 1;
  const cells = unpack(book).sheets.find(({ name }) => name === raw.name)?.cells;
  const column = columnNumber(raw.letters?.[raw.sheet.key[0] ?? ''] ?? 'A');
  const [first] = [...(cells?.rows ?? [])].filter((row) => typeof cells?.at(row, column)?.value === 'number');
  return first ?? FIRST_DATA_ROW;
}

/** The number that the template has put into the row. */
function standingIn(raw: RawSheet, book: PackedBook, row: number, key: string): string | null {
  const cells = unpack(book).sheets.find(({ name }) => name === raw.name)?.cells;
  const value = cells?.at(row, columnNumber(raw.letters?.[key] ?? 'A'))?.value;
  return typeof value === 'number' || (typeof value === 'string' && value.trim() !== '') ? String(value) : null;
}

function nextCode(rows: readonly CheckedRow[], key: string): number {
  const numbers = rows.map(({ typed }) => Number(typed[key])).filter((number) => Number.isInteger(number));
  return Math.max(rows.length, ...numbers) + 1;
}

function counted(
  open: OpenWorkbook,
  sheet: Sheet,
  { counts }: ShortForm,
  values: Readonly<Record<string, string>>,
): Record<string, string> {
  if (!counts) return {};
  const alike = rowsOf(open, sheet.id).filter((row) =>
    counts.within.every((key) => String(row.values[key] ?? '') === (values[key] ?? '')),
  );
  const numbers = alike.map((row) => row.values[counts.column]).filter((number) => typeof number === 'number');
  return { [counts.column]: String(Math.max(0, ...numbers) + 1) };
}

/** The rows of a sheet with the one that is replaced as it will stand. */
function withSuperseded(raw: RawSheet, replaced: CheckedRow | undefined, { supersedes }: ShortForm): readonly RawRow[] {
  if (!replaced || !supersedes) return raw.rows;
  const sets = Object.entries(supersedes.sets).map(
    ([key, value]) => [key, { raw: value, address: addressOf(raw, key, replaced.number) }] as const,
  );
  return raw.rows.map((row) =>
    row.number === replaced.number ? { ...row, cells: { ...row.cells, ...Object.fromEntries(sets) } } : row,
  );
}

function addressOf(raw: RawSheet, key: string, row: number): string {
  const letter = raw.letters?.[key];
  if (!letter) throw NOT_HERE(raw.name);
  return letter + row;
}

function writeOf(open: OpenWorkbook, raw: RawSheet, column: Column, value: Value, row: number): CellWrite {
  return { sheet: raw.name, cell: addressOf(raw, column.key, row), ...shownIn(open, column, value) };
}

/** As an official types it: labels for codes, dates with their format. */
function shownIn(open: OpenWorkbook, column: Column, value: Value): Pick<CellWrite, 'value' | 'numberFormat'> {
  const { raw, checked } = open;
  const { numberFormat, sql } = column.type;
  if (value === null) return { value };
  if (sql === 'DATE') return { value, ...(numberFormat && { numberFormat }) };
  const shown = column.type.toCell(value, {
    column,
    lang: raw.lang,
    lists,
    country: checked.workbook.context.country,
    workbook: raw.template.code,
    referenceLabel: ({ sheet, column: target }, key) => {
      const definition = raw.sheets.find((one) => one.sheet.id === sheet)?.sheet;
      const row = rowsOf(open, sheet).find(({ values }) => values[target] === key);
      return row && definition ? labelOf(row, definition) : key;
    },
  });
  return { value: shown, ...(column.type.id === 'share' && numberFormat && { numberFormat }) };
}

/** Values for the cover, each where its label stands. */
export function coverWrites(open: OpenWorkbook, values: Row): CellWrite[] {
  const { cover } = open.raw;
  const [row] = cover.rows;
  return Object.entries(values).flatMap(([key, value]) => {
    const cell = row?.cells[key]?.address;
    return cell ? [{ sheet: cover.name, cell, ...shownIn(open, columnOf(cover.sheet, key), value) }] : [];
  });
}
