import { lists } from '../../code-lists/lookup.ts';
import { EARLIEST_DATE } from '../../column-types/date.ts';
import { holds, isRequired } from '../../conditions.ts';
import type { Row, Value } from '../../define/cell.ts';
import type { Column } from '../../define/column.ts';
import { isOfLater } from '../../example-day.ts';
import { isoToSerial } from '../../functions/to-date.ts';
import { cellValue, keyColumn, type Plan, rowLabel, type SheetPlan } from './plan.ts';

/*
 * What the formulas of «¿Listo para enviar?» will say, worked out when the workbook is built: a program that does not
 * compute, a preview or a phone, shows these values.
 */

/** What the helper columns say of a row. */
export interface RowState {
  used: 0 | 1;
  missing: number;
  totals: number;
  refused: number;
  repeated: 0 | 1;
  label: string;
}

export const EMPTY_ROW: RowState = { used: 0, missing: 0, totals: 0, refused: 0, repeated: 0, label: '' };

/** Formulas follow the country that the cover names. */
const scope = ({ cover, template }: Plan) => ({
  country: typeof cover.pais === 'string' ? cover.pais : null,
  workbook: template.code,
});

/** The states of the rows that are filled in, in their order. */
export function rowStates(plan: Plan, sheet: SheetPlan): readonly RowState[] {
  const rows = plan.rowsOf(sheet.sheet);
  const key = keyColumn(sheet);
  // Excel compares texts without regard to case.
  const named = (row: Row) => (key ? String(row[key.key] ?? '').toLowerCase() : '');
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(named(row), (counts.get(named(row)) ?? 0) + 1);
  return rows.map((row): RowState => {
    if (!isFilled(sheet, row)) return EMPTY_ROW;
    return {
      used: 1,
      missing: missingIn(plan, sheet, row),
      totals: sheet.columns.filter((column) => disagrees(plan, column, row)).length,
      refused: sheet.columns.filter((column) => refuses(plan, sheet, column, row)).length,
      repeated: named(row).trim() !== '' && (counts.get(named(row)) ?? 0) > 1 ? 1 : 0,
      label: key ? rowLabel(plan, sheet.sheet, row) : '',
    };
  });
}

/** Nothing, or blanks alone. */
const isBlank = (value: Value | undefined) => value === undefined || value === null || String(value).trim() === '';

/** A number, also as a text; null for anything else. */
function numberIn(value: Value | undefined): number | null {
  if (isBlank(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}

/** One column of each group of which one must be filled, so that a gap counts once. */
export function onceEach(columns: readonly Column[]): Column[] {
  const seen = new Set<string>();
  return columns.filter(({ required }) => {
    if (required.kind !== 'oneOf') return true;
    const group = required.columns.join();
    return !seen.has(group) && seen.add(group);
  });
}

function missingIn(plan: Plan, { sheet, columns }: SheetPlan, row: Row): number {
  const values = Object.fromEntries(columns.map(({ key }) => [key, row[key] ?? null]));
  const hidden = plan.template.hiddenColumns?.[sheet.id] ?? [];
  return onceEach(columns).filter(
    (column) =>
      !column.computed &&
      !hidden.includes(column.key) &&
      isBlank(values[column.key]) &&
      !isTheOnly(plan, column) &&
      isRequired(column, values, scope(plan)),
  ).length;
}

/** Whether an empty cell of the column means the single row of the sheet that it refers to. */
function isTheOnly(plan: Plan, { theOnly, ref }: Column): boolean {
  const target = theOnly && plan.sheets.find(({ sheet }) => sheet.id === ref?.sheet);
  return target ? plan.rowsOf(target.sheet).filter((row) => isFilled(target, row)).length === 1 : false;
}

/** Whether somebody filled in anything of the row. */
function isFilled(sheet: SheetPlan, row: Row): boolean {
  const key = keyColumn(sheet);
  return sheet.columns.some((column) => !column.computed && column !== key && !isBlank(row[column.key]));
}

/** Parts and total are numbers, and the parts do not add up to it. */
function disagrees(plan: Plan, { sumOf, sumExcept, key }: Column, row: Row): boolean {
  if (!sumOf || (sumExcept && holds(sumExcept, row, scope(plan)))) return false;
  const total = numberIn(row[key]);
  const parts = sumOf.map((part) => numberIn(row[part]));
  if (total === null || parts.includes(null)) return false;
  return Math.abs(parts.reduce((sum: number, part) => sum + (part ?? 0), 0) - total) > 0.000001;
}

/** What `refusedFormula` says of a cell. */
function refuses(plan: Plan, { columns, sheet }: SheetPlan, column: Column, row: Row): boolean {
  const cell = (key: string) => {
    const own = columns.find((one) => one.key === key);
    return own ? cellValue(plan, own, row[key] ?? null) : null;
  };
  const value = cell(column.key);
  if (column.computed || isBlank(value)) return false;
  if (column.type.sql === 'DATE') return isRefusedDay(plan, column, { value, cell, isLater: isOfLater(sheet, row) });
  if (column.type.numeric && column.type.id !== 'share') return isRefusedNumber(column, value, cell);
  const offered = offeredFor(plan, column);
  return offered !== null && !offered.has(String(value).toLowerCase());
}

function isRefusedNumber({ type, min, atMost }: Column, value: Value, cell: (key: string) => Value): boolean {
  if (typeof value !== 'number') return numberIn(value) === null;
  if ((type.id === 'integer' || min !== undefined) && value < (min ?? 0)) return true;
  const whole = atMost === undefined ? null : cell(atMost);
  return typeof whole === 'number' && value > whole;
}

function isRefusedDay(
  plan: Plan,
  column: Column,
  { value, cell, isLater }: { value: Value; cell: (key: string) => Value; isLater: boolean },
): boolean {
  if (typeof value !== 'number') return false;
  const { earliest = EARLIEST_DATE, notAfterCutoff, notBefore = [] } = column;
  const cutoffColumn = plan.template.cover.columns.find(({ key }) => key === 'fecha_corte');
  const cutoff = cutoffColumn ? cellValue(plan, cutoffColumn, plan.cover.fecha_corte ?? null) : null;
  if (value < Number(isoToSerial(earliest))) return true;
  if (notAfterCutoff && !isLater && typeof cutoff === 'number' && value > cutoff) return true;
  return notBefore.some((other) => {
    const begins = cell(other);
    return typeof begins === 'number' && value < begins;
  });
}

/** Worked out once for each column: every row asks. */
const offers = new WeakMap<Plan, Map<Column, ReadonlySet<string> | null>>();

/** What a cell with a list may say, in small letters; null where anything will do. */
function offeredFor(plan: Plan, column: Column): ReadonlySet<string> | null {
  const known = offers.get(plan) ?? new Map<Column, ReadonlySet<string> | null>();
  offers.set(plan, known);
  const offered = known.get(column);
  if (offered !== undefined) return offered;
  const made = offeredBy(plan, column);
  known.set(column, made);
  return made;
}

function offeredBy(plan: Plan, column: Column): ReadonlySet<string> | null {
  const { type, list, ref } = column;
  if (type.id === 'code' && list) {
    const items = lists.items(column, { country: null, workbook: plan.template.code });
    return new Set(items.flatMap((item) => [item[plan.lang].toLowerCase(), item.code.toLowerCase()]));
  }
  const target = ref && !ref.external ? plan.sheets.find(({ sheet }) => sheet.id === ref.sheet) : undefined;
  const key = target && keyColumn(target);
  if (type.id !== 'reference' || !target || !key) return null;
  const rows = plan.rowsOf(target.sheet);
  const offered = new Set<string>();
  // Rows that are prepared have a number already.
  for (let at = 0; at <= target.last - target.first; at += 1)
    offered.add(String(rows[at]?.[key.key] ?? at + 1).toLowerCase());
  for (const row of rows) offered.add(rowLabel(plan, target.sheet, row).toLowerCase());
  return offered;
}

/** What the cover says of a sheet. */
export type SheetState = Record<'used' | 'missing' | 'totals' | 'refused' | 'repeated', number>;

export function sheetState(plan: Plan, sheet: SheetPlan): SheetState {
  const all = rowStates(plan, sheet);
  const sum = (count: keyof SheetState) => all.reduce((total, row) => total + row[count], 0);
  return {
    used: sum('used'),
    missing: sum('missing'),
    totals: sum('totals'),
    refused: sum('refused'),
    repeated: sum('repeated'),
  };
}

/** The address on the cover is none. */
export const mailIsWrong = ({ cover }: Plan): boolean =>
  !isBlank(cover.correo) && !String(cover.correo).trim().slice(1).includes('@');

/** Required cells of the cover that are empty. */
export function coverGaps(plan: Plan): number {
  const row = Object.fromEntries(plan.template.cover.columns.map(({ key }) => [key, plan.cover[key] ?? null]));
  return plan.template.cover.columns.filter(
    (column) => isBlank(row[column.key]) && isRequired(column, row, scope(plan)),
  ).length;
}
