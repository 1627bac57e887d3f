import { holds, isRequired } from '../../conditions.ts';
import type { Row, Value } from '../../define/cell.ts';
import type { Column } from '../../define/column.ts';
import { keyColumn, type Plan, rowLabel, type SheetPlan } from './plan.ts';

/*
 * What the formulas of «¿Listo para enviar?» will say, worked out when the workbook is built: a program that does not
 * compute, a preview or a phone, shows these values.
 */

/** What the helper columns say of a row. */
export interface RowState {
  used: 0 | 1;
  missing: number;
  totals: number;
  repeated: 0 | 1;
  label: string;
}

export const EMPTY_ROW: RowState = { used: 0, missing: 0, totals: 0, repeated: 0, label: '' };

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
    const filled = sheet.columns.some((column) => !column.computed && column !== key && !isBlank(row[column.key]));
    if (!filled) return EMPTY_ROW;
    return {
      used: 1,
      missing: missingIn(plan, sheet, row),
      totals: sheet.columns.filter((column) => disagrees(plan, column, row)).length,
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
      isRequired(column, values, scope(plan)),
  ).length;
}

/** Parts and total are numbers, and the parts do not add up to it. */
function disagrees(plan: Plan, { sumOf, sumExcept, key }: Column, row: Row): boolean {
  if (!sumOf || (sumExcept && holds(sumExcept, row, scope(plan)))) return false;
  const total = numberIn(row[key]);
  const parts = sumOf.map((part) => numberIn(row[part]));
  if (total === null || parts.includes(null)) return false;
  return Math.abs(parts.reduce((sum: number, part) => sum + (part ?? 0), 0) - total) > 0.000001;
}

/** What the cover says of a sheet. */
export type SheetState = Record<'used' | 'missing' | 'totals' | 'repeated', number>;

export function sheetState(plan: Plan, sheet: SheetPlan): SheetState {
  const all = rowStates(plan, sheet);
  const sum = (count: keyof SheetState) => all.reduce((total, row) => total + row[count], 0);
  return { used: sum('used'), missing: sum('missing'), totals: sum('totals'), repeated: sum('repeated') };
}

/** Required cells of the cover that are empty. */
export function coverGaps(plan: Plan): number {
  const row = Object.fromEntries(plan.template.cover.columns.map(({ key }) => [key, plan.cover[key] ?? null]));
  return plan.template.cover.columns.filter(
    (column) => isBlank(row[column.key]) && isRequired(column, row, scope(plan)),
  ).length;
}
