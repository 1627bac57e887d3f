import { placeOf } from './check-row.ts';
import { isRequired } from './conditions.ts';
import type { Row, Value } from './define/cell.ts';
import type { Column } from './define/column.ts';
import type { RowContext } from './define/row-context.ts';
import type { Sheet } from './define/template.ts';
import { type Findings, rowId } from './findings.ts';
import { purposeOf } from './purpose.ts';
import type { CheckedRow, CheckedSheet, CheckedWorkbook } from './workbook.ts';
import { rowsByValue } from './workbook.ts';

/*
 * What a cell costs that cannot be used follows from what it is for: a row falls only when nothing right can be said of
 * it, and what depends on a row needs its key, not its perfection. What cannot be read never costs more than an empty cell.
 */

export interface Consequences {
  workbook: CheckedWorkbook;
  /** Rows that do not count, as `Sheet id:row number`. */
  rows: ReadonlySet<string>;
  /** Cells of other rows that do not count, as `Sheet id:row number:column`. */
  cells: ReadonlySet<string>;
}

/** Takes from a checked workbook what cannot be used: cells, and the rows of which nothing is left to say. */
export function applyConsequences(workbook: CheckedWorkbook, issues: Findings): Consequences {
  const cells = new Set<string>();
  const rows = new Set<string>(issues.rowsInError);
  const sheets = workbook.sheets.map((sheet) => ({
    ...sheet,
    rows: sheet.rows.map((row) => withoutUnusable(sheet, row, workbook.context, issues, rows, cells)),
  }));
  const left = { ...workbook, sheets };
  for (const sheet of sheets) dropStandIns(sheet, issues, rows);
  addDependents(left, rows, issues);
  for (const cell of issues.lost) cells.add(cell);
  for (const cell of cells) if (rows.has(cell.slice(0, cell.lastIndexOf(':')))) cells.delete(cell);
  return { workbook: left, rows, cells };
}

function withoutUnusable(
  { sheet }: CheckedSheet,
  row: CheckedRow,
  context: RowContext,
  issues: Findings,
  rows: Set<string>,
  cells: Set<string>,
): CheckedRow {
  const id = rowId(sheet.id, row.number);
  const unusable = issues.unusable.get(id) ?? new Map<string, Value>();
  const values: Record<string, Value> = { ...row.values };
  for (const column of sheet.columns) {
    const instead = unusable.get(column.key);
    const missing = instead === null || (instead === undefined && isLacking(column, row));
    if (instead === undefined && !missing) continue;
    const value = missing ? unknownOf(column, context) : (instead ?? null);
    values[column.key] = value;
    if (value === null && purposeOf(sheet, column) === 'identity') rows.add(id);
    else if (instead !== undefined) cells.add(`${id}:${column.key}`);
  }
  // A total that cannot be read is what an empty one would be.
  for (const { key, sumOf } of sheet.columns) {
    const parts = (sumOf ?? []).map((part) => values[part]);
    if (sumOf && row.values[key] === null && unusable.has(key) && parts.every((part) => typeof part === 'number'))
      values[key] = parts.reduce<number>((sum, part) => sum + Number(part), 0);
  }
  // An amount in nobody knows what currency is no amount.
  const currency = sheet.columns.find(({ list, key }) => list === 'MONEDA' && unusable.get(key) === null);
  if (currency) for (const key of amountsIn(sheet, currency, row, context)) values[key] = null;
  for (const { key, computed } of sheet.columns)
    if (computed && unusable.size > 0)
      values[key] = computed.overridable
        ? (row.entered[key] ?? computed.compute(values, context))
        : computed.compute(values, context);
  return { ...row, values };
}

/** A row that the cut-off stands in for a day makes another with that day no second one: it gives way. */
function dropStandIns({ sheet, rows: all }: CheckedSheet, issues: Findings, out: Set<string>): void {
  const standIn = sheet.columns.find(({ unknown, key }) => unknown === 'cutoff' && sheet.key.includes(key));
  if (!standIn) return;
  const nameOf = ({ values }: CheckedRow) => JSON.stringify(sheet.key.map((key) => values[key]));
  const isStandIn = ({ number }: CheckedRow) => issues.unusable.get(rowId(sheet.id, number))?.has(standIn.key) ?? false;
  const said = new Set(all.filter((row) => !isStandIn(row)).map(nameOf));
  for (const row of all) if (isStandIn(row) && said.has(nameOf(row))) out.add(rowId(sheet.id, row.number));
}

/** Columns of a row that are amounts in its currency; of a declared result its indicator says whether it is one. */
const amountsIn = (sheet: Sheet, currency: Column, { values }: CheckedRow, context: RowContext): string[] => {
  const money = sheet.columns.filter(({ type }) => type.id === 'money').map(({ key }) => key);
  const isAmount = money.length === 0 && isRequired(currency, { ...values, [currency.key]: null }, context);
  return isAmount ? sheet.columns.filter(({ sumOf, type }) => type.numeric && sumOf).map(({ key }) => key) : money;
};

/** A required cell that is empty, where something stands for what is not known. */
const isLacking = (column: Column, { values }: { values: Row }) =>
  column.unknown !== undefined && column.required.kind === 'always' && values[column.key] === null;

const unknownOf = ({ unknown }: Column, { cutoff }: RowContext): Value =>
  unknown === 'cutoff' ? cutoff : (unknown ?? null);

/** Rows that nothing tells apart but another row, where that one does not count. */
function addDependents({ sheets }: CheckedWorkbook, out: Set<string>, issues: Findings): void {
  const byKey = new Map(sheets.map(({ sheet, rows }) => [sheet.id, rowsByValue(rows, sheet.key[0] ?? '')]));
  for (let before = -1; before !== out.size; ) {
    before = out.size;
    for (const sheet of sheets)
      for (const row of sheet.rows) {
        if (out.has(rowId(sheet.sheet.id, row.number))) continue;
        const on = dependsOn(sheet, row, sheets, byKey, out);
        if (!on) continue;
        out.add(rowId(sheet.sheet.id, row.number));
        issues.add('Q-03', placeOf(sheet, row, on.column), { target: on.target.name, row: on.row });
      }
  }
}

function dependsOn(
  { sheet }: CheckedSheet,
  row: CheckedRow,
  sheets: readonly CheckedSheet[],
  byKey: ReadonlyMap<string, ReadonlyMap<Value, readonly CheckedRow[]>>,
  out: ReadonlySet<string>,
): { column: Column; target: CheckedSheet; row: number } | null {
  for (const column of sheet.columns) {
    const { ref } = column;
    const value = row.values[column.key];
    if (!ref || ref.external || typeof value !== 'string' || purposeOf(sheet, column) !== 'identity') continue;
    const target = sheets.find((other) => other.sheet.id === ref.sheet);
    const named = byKey.get(ref.sheet)?.get(value) ?? [];
    if (target && named.length > 0 && named.every((other) => out.has(rowId(ref.sheet, other.number))))
      return { column, target, row: named[0]?.number ?? 0 };
  }
  return null;
}
