import { isRequired } from '../conditions.ts';
import type { Value } from '../define/cell.ts';
import { columnOf } from '../define/template.ts';
import { type Text, text } from '../define/text.ts';
import type { CheckedRow, CheckedSheet, CheckedWorkbook, Finding } from '../workbook.ts';

/** A sheet of the workbook by its definition's id; one without rows where it is not there. */
export function sheetOf({ sheets }: Pick<CheckedWorkbook, 'sheets'>, id: string): CheckedSheet | null {
  return sheets.find(({ sheet }) => sheet.id === id) ?? null;
}

export const rowsOf = (workbook: Pick<CheckedWorkbook, 'sheets'>, id: string): readonly CheckedRow[] =>
  sheetOf(workbook, id)?.rows ?? [];

export function numberOf({ values }: CheckedRow, key: string): number | null {
  const value = values[key];
  return typeof value === 'number' ? value : null;
}

export function textOf({ values }: CheckedRow, key: string): string | null {
  const value = values[key];
  return typeof value === 'string' ? value : null;
}

export const isOneOf = ({ values }: CheckedRow, key: string, codes: readonly string[]): boolean =>
  codes.includes(String(values[key]));

/** The row that a reference of this row names, by the key of its sheet. */
export function byKey(rows: readonly CheckedRow[], key: string): (value: Value | undefined) => CheckedRow | null {
  const found = new Map<Value, CheckedRow>();
  for (const row of rows) {
    const value = row.values[key] ?? null;
    if (value !== null && !found.has(value)) found.set(value, row);
  }
  return (value) => (value === null || value === undefined ? null : (found.get(value) ?? null));
}

/** All of these sheets were read: what is asked of several is not asked where one is missing. */
export const wereRead = ({ sheets }: Pick<CheckedWorkbook, 'sheets'>, ...ids: readonly string[]): boolean =>
  ids.every((id) => sheets.some(({ sheet, unread }) => sheet.id === id && !unread));

/**
 * Rows of a sheet of which one of these cells says what nobody can tell: what is found missing may be there. The cells are
 * told, and are one thing to mend.
 */
export function unclearRows({ sheets }: CheckedWorkbook, id: string, ...keys: readonly string[]): CheckedRow[] {
  const sheet = sheetOf({ sheets }, id);
  const isUnclear = keys.map((key) => {
    const ref = sheet?.sheet.columns.find((column) => column.key === key)?.ref;
    const known = ref && new Set(rowsOf({ sheets }, ref.sheet).map(({ values }) => values[ref.column]));
    return ({ values, typed }: CheckedRow) => {
      const value = values[key] ?? null;
      return typed[key] !== undefined && (value === null || (known !== undefined && !known.has(value)));
    };
  });
  return (sheet?.rows ?? []).filter((row) => isUnclear.some((is) => is(row)));
}

/** Several codes of one cell. */
export const partsOf = (value: string | null): readonly string[] => (value === null ? [] : value.split(';'));

/** Day first in Spanish, ISO in English. */
export const dayInWords = (iso: string): Text => text(iso.split('-').reverse().join('/'), iso);

/** «Gobierno, empleadores y trabajadores» */
export function listed(names: readonly Text[]): Text {
  const one = (lang: 'es' | 'en', and: string) => {
    const all = names.map((name) => name[lang]);
    return all.length < 2 ? (all[0] ?? '') : `${all.slice(0, -1).join(', ')} ${and} ${all.at(-1)}`;
  };
  return text(one('es', 'y'), one('en', 'and'));
}

/** The three constituencies of a tripartite body. */
export const CONSTITUENCIES: Readonly<Record<string, Text>> = {
  GOB: text('gobierno', 'government'),
  EMP: text('empleadores', 'employers'),
  TRA: text('trabajadores', 'workers'),
};

/** Rows in which a required cell is empty, for a rule that says so in its own words (`Column.missingRule`). */
export function* emptyCells(workbook: CheckedWorkbook, rule: string, id: string, key: string): Iterable<Finding> {
  const sheet = sheetOf(workbook, id);
  if (!sheet) return;
  const column = columnOf(sheet.sheet, key);
  for (const row of sheet.rows) {
    const empty = row.values[key] === null && !row.typed[key];
    if (empty && isRequired(column, row.values, workbook.context)) yield { rule, sheet, row, column: key };
  }
}
