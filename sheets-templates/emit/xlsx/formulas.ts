import { findList, lists } from '../../code-lists/lookup.ts';
import { listName } from '../../column-types/code.ts';
import { EARLIEST_DATE } from '../../column-types/date.ts';
import type { Column, Condition } from '../../define/column.ts';
import { columnOf, type Sheet } from '../../define/template.ts';
import { isoToSerial } from '../../functions/to-date.ts';
import { letters, literal } from './address.ts';
import { and, type Formula, not, or } from './logic.ts';
import { type Plan, scope } from './plan.ts';

/** Address of a column in one row; how depends on the sheet that the formula stands in. */
export type At = (key: string) => string;

/** True for an empty cell, for a computed «» and for blanks alone, as the reader has it. */
export const empty = (cell: string) => `LEN(TRIM(${cell}))=0`;

/** A condition of the definitions as an Excel formula; codes are compared as label and as code. */
function conditionFormula(condition: Condition, sheet: Sheet, plan: Plan, at: At): string {
  if ('classedBy' in condition) return `Q_CRITERIO=${literal(condition.classedBy)}`;
  if ('workbook' in condition) return condition.workbook.includes(plan.template.code) ? 'TRUE' : 'FALSE';
  if ('filled' in condition) return or(condition.filled.map((key) => not(empty(at(key)))));
  const cell = at(condition.column);
  const column = columnOf(sheet, condition.column);
  const codes = 'in' in condition ? condition.in : condition.notIn;
  const named = or(codes.flatMap((code) => spellings(column, code, plan)).map((name) => `${cell}=${literal(name)}`));
  return 'in' in condition ? named : and([not(empty(cell)), not(named)]);
}

function spellings(column: Column, code: string, plan: Plan): string[] {
  const item = lists.items(column, scope(plan)).find((candidate) => candidate.code === code);
  return item ? [item[plan.lang], code] : [];
}

/** True when the cell of a column is empty and must not be; null where it may always be empty. */
export function missingFormula(column: Column, sheet: Sheet, plan: Plan, at: At): string | null {
  const { required } = column;
  const hidden = plan.template.hiddenColumns?.[sheet.id]?.includes(column.key);
  if (hidden || required.kind === 'never' || required.kind === 'assumed') return null;
  // Of a single row there is nothing to choose.
  if (column.theOnly && column.ref) return and([empty(at(column.key)), `COUNTIF(E_${column.ref.sheet},"?*")<>1`]);
  if (required.kind === 'always') return empty(at(column.key));
  const alternatives = required.kind === 'oneOf' ? required.columns : [];
  const condition = required.when ? [conditionFormula(required.when, sheet, plan, at)] : [];
  if (required.kind === 'when' && required.unless)
    condition.push(not(conditionFormula(required.unless, sheet, plan, at)));
  const missing = and([...[...new Set([column.key, ...alternatives])].map((key) => empty(at(key))), ...condition]);
  return missing === 'FALSE' ? null : missing;
}

/** True when all parts and the total are numbers, also as texts, and do not agree. */
export function totalFormula(column: Column, sheet: Sheet, plan: Plan, at: At): string | null {
  if (!column.sumOf) return null;
  const filled = [...column.sumOf, column.key].map((key) => not(empty(at(key))));
  // A text that is no number is another fault, and told as such.
  const number = (key: string) => `VALUE(${at(key)})`;
  const applies = column.sumExcept ? not(conditionFormula(column.sumExcept, sheet, plan, at)) : 'TRUE';
  const apart = `IFERROR(ABS(${column.sumOf.map(number).join('+')}-${number(column.key)})>0.000001,FALSE)`;
  const wrong = and([...filled, applies, apart]);
  return wrong === 'FALSE' ? null : wrong;
}

/**
 * True when a cell holds what the review asks about, as far as a formula sees: no number, or one below what the column takes;
 * a day before the earliest one, after the cut-off or before its beginning; more than its whole; what its list does not
 * offer. Null where nothing can be told.
 */
export function refusedFormula(column: Column, sheet: Sheet, plan: Plan, at: At): string | null {
  if (column.computed) return null;
  const refused = or([
    ...numberConditions(column, at),
    ...dayConditions(column, sheet, plan, at),
    ...listConditions(column, plan, at),
  ]);
  return refused === 'FALSE' ? null : refused;
}

function numberConditions({ type, key, min, atMost }: Column, at: At): Formula[] {
  // Shares are written in many ways.
  if (!type.numeric || type.id === 'share') return [];
  const cell = at(key);
  const conditions = [`AND(${not(empty(cell))},ISERROR(VALUE(${cell})))`];
  if (type.id === 'integer' || min !== undefined) conditions.push(`AND(ISNUMBER(${cell}),${cell}<${min ?? 0})`);
  if (atMost) conditions.push(`AND(ISNUMBER(${cell}),ISNUMBER(${at(atMost)}),${cell}>${at(atMost)})`);
  return conditions;
}

function dayConditions(column: Column, sheet: Sheet, plan: Plan, at: At): Formula[] {
  const { type, key, earliest = EARLIEST_DATE, notBefore = [], notAfterCutoff } = column;
  if (type.sql !== 'DATE') return [];
  const cell = at(key);
  const conditions = [`AND(ISNUMBER(${cell}),${cell}<${isoToSerial(earliest)})`];
  if (notAfterCutoff) {
    // A target is for a day to come.
    const { apart } = sheet;
    const later = apart ? conditionFormula({ column: apart.column, in: apart.codes }, sheet, plan, at) : 'FALSE';
    conditions.push(and([`ISNUMBER(${cell})`, 'ISNUMBER(D_CORTE)', `${cell}>D_CORTE`, not(later)]));
  }
  for (const other of notBefore) conditions.push(`AND(ISNUMBER(${cell}),ISNUMBER(${at(other)}),${cell}<${at(other)})`);
  return conditions;
}

/** What COUNTIF looks for as it stands, without wildcards. */
export const literally = (cell: string) => `SUBSTITUTE(SUBSTITUTE(SUBSTITUTE(${cell},"~","~~"),"*","~*"),"?","~?")`;

function listConditions(column: Column, plan: Plan, at: At): Formula[] {
  const offered = offeredNames(column, plan);
  if (offered.length === 0) return [];
  const cell = at(column.key);
  return [`AND(${not(empty(cell))},${offered.map((name) => `COUNTIF(${name},${literally(cell)})`).join('+')}=0)`];
}

/** Names of the ranges that hold what a cell may say: labels and codes of its list, or of the rows it refers to. */
function offeredNames(column: Column, plan: Plan): string[] {
  const { type, list, ref } = column;
  if (type.id === 'code' && list) return [allLabels(column), listName(column).replace(/^L_/, 'C_')];
  const there = ref && !ref.external && plan.sheets.some(({ sheet }) => sheet.id === ref.sheet);
  return type.id === 'reference' && there ? [`E_${ref.sheet}`, `K_${ref.sheet}`] : [];
}

/** Name of the labels of a column's list, of those of every country where the list depends on it. */
export const allLabels = (column: Column): string =>
  followsCountry(column) ? listName(column).replace(/^L_/, 'E_') : listName(column);

export const followsCountry = ({ list }: Column): boolean =>
  list !== undefined && findList(list).dependsOn === 'country';

/** True when the row holds anything but computed cells and the number of a template. */
export function usedFormula(sheet: Sheet, at: At): string {
  const counted = sheet.columns.filter(
    (column) => !column.computed && !(column.idKind && sheet.key.includes(column.key)),
  );
  if (counted.length === 0) throw new Error(`the sheet ${sheet.id} has nothing to fill in`);
  // An error is something.
  return `IFERROR(LEN(TRIM(${counted.map(({ key }) => at(key)).join('&')}))>0,TRUE)`;
}

/** Addresses in the sheet itself: `$B4`. */
export const onSheet =
  (sheet: Sheet, row: number): At =>
  (key) =>
    `$${letters(sheet.columns.findIndex((column) => column.key === key))}${row}`;
