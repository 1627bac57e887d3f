import { columnReaders, fixOf, parseRow, placeOf } from './check-row.ts';
import { checks as allChecks, findRule } from './checks/index.ts';
import { countryByCode } from './countries/index.ts';
import type { Value } from './define/cell.ts';
import type { RowContext } from './define/column.ts';
import type { Issue } from './define/finding.ts';
import { Findings, rowId } from './findings.ts';
import { seriesFrom } from './functions/ids.ts';
import { sortIssues } from './issues.ts';
import { inReferenceOrder, type References, referenceKeys } from './reference-keys.ts';
import { columnTexts, rowsOfData } from './rows-of-data.ts';
import type { Check, CheckedRow, CheckedSheet, CheckedWorkbook, Finding, RawSheet, RawWorkbook } from './workbook.ts';
import { FIRST_DATA_ROW, PREPARED_ROWS, rowsByValue, SUBMISSION_NUMBER } from './workbook.ts';

export interface CheckedResult {
  workbook: CheckedWorkbook;
  issues: Issue[];
  /** The workbook is kept out as a whole. */
  rejected: boolean;
  /** Rows kept out, as `Sheet id:row number`. */
  rejectedRows: ReadonlySet<string>;
}

/** Unknown names of a workbook for which the nearest one is looked for. */
const MOST_GUESSES = 3_000;

/**
 * Types and checks a workbook whose structure is known.
 *
 * @param received sheets, rows and cells as read, columns by their keys
 * @param checks those that run; all unless something else is tried out
 * @returns typed rows and all findings at once, worst first; nothing is thrown for what is wrong with the data
 */
export function checkWorkbook(received: RawWorkbook, checks: readonly Check[] = allChecks): CheckedResult {
  const raw = { ...received, lookups: { left: MOST_GUESSES, known: new Map() } };
  const issues = new Findings((id) => checks.find((check) => check.id === id) ?? findRule(id));
  const { context, cover } = readCover(raw, issues);
  const references: References = new Map();
  const sheets: CheckedSheet[] = [];
  for (const sheet of inReferenceOrder(raw.sheets)) {
    sheets.push(readSheet(sheet, raw, context, references, issues));
  }
  sheets.sort((a, b) => raw.template.sheets.indexOf(a.sheet) - raw.template.sheets.indexOf(b.sheet));
  const workbook: CheckedWorkbook = {
    template: raw.template,
    lang: raw.lang,
    context,
    coverName: raw.cover.name,
    cover,
    sheets,
  };
  for (const check of checks) for (const finding of check.run(workbook)) addFinding(finding, raw, references, issues);
  if (raw.cover.rows.length === 0) forgetCover(raw, issues);
  else {
    addMissingIdentity(raw, cover, issues);
    if (sheets.every((sheet) => sheet.rows.length === 0)) issues.add('M-39', {});
  }
  const rejectedRows = rowsKeptOut(workbook, issues);
  const sorted = sortIssues(issues.all());
  return { workbook, issues: sorted, rejected: sorted[0]?.severity === 'fatal', rejectedRows };
}

/** That the cover is not there is told once, not cell by cell. */
function forgetCover({ template }: RawWorkbook, issues: Findings): void {
  issues.keepOnly(({ sheetId }) => sheetId !== template.cover.id);
}

function readCover(raw: RawWorkbook, issues: Findings): { context: RowContext; cover: CheckedRow } {
  const row = raw.cover.rows[0] ?? { number: FIRST_DATA_ROW, cells: {} };
  const blank: RowContext = { country: null, workbook: raw.template.code, lang: raw.lang, cutoff: null, series: null };
  const alone = () => new Set<string>();
  const parse = (context: RowContext, found: Findings) =>
    parseRow(raw.cover, row, raw, columnReaders(raw.cover, raw, context, new Map(), alone), new Map(), found);
  const first = parse(blank, new Findings());
  const text = (key: string) => (typeof first.values[key] === 'string' ? (first.values[key] as string) : null);
  const context: RowContext = {
    ...blank,
    country: countryByCode.has(text('pais') ?? '') ? text('pais') : null,
    cutoff: text('fecha_corte'),
    series: seriesFrom(text(raw.template.seriesFrom) ?? ''),
  };
  issues.cutoff = context.cutoff;
  return { context, cover: parse(context, issues) };
}

function readSheet(
  sheet: RawSheet,
  raw: RawWorkbook,
  context: RowContext,
  references: References,
  issues: Findings,
): CheckedSheet {
  const filled = rowsOfData(sheet, context, issues);
  const { known = [] } = sheet;
  const readers = columnReaders(sheet, raw, context, references, columnTexts(filled));
  if (sheet.sheet.columns.some(({ ref }) => ref?.sheet === sheet.sheet.id)) {
    // A sheet that refers to itself needs its own keys before its references can be read.
    const first = filled.map((row) => parseRow(sheet, row, raw, readers, references, new Findings()));
    references.set(sheet.sheet.id, referenceKeys(sheet, [...known, ...first]));
  }
  const read = filled.map((row) => parseRow(sheet, row, raw, readers, references, issues));
  const rows = known.length > 0 ? [...known, ...read].sort((a, b) => a.number - b.number) : read;
  references.set(sheet.sheet.id, referenceKeys(sheet, rows));
  const last = FIRST_DATA_ROW + PREPARED_ROWS - 1;
  const beyond = rows.filter((row) => row.number > last).length;
  if (beyond > 0) issues.add('Q-01', { sheet: sheet.name, sheetId: sheet.sheet.id }, { n: beyond, last });
  noteCompletedIds(sheet, rows, issues);
  const { name, letters, unread } = sheet;
  return { sheet: sheet.sheet, name, rows, ...(letters && { letters }), ...(unread && { unread }) };
}

function addFinding(found: Finding, raw: RawWorkbook, references: References, issues: Findings): void {
  const { rule, sheet, row, column, params, severity, fix, about } = found;
  if (!sheet || !row) {
    issues.add(rule, sheet ? { sheet: sheet.name, sheetId: sheet.sheet.id } : {}, params, severity);
    return;
  }
  const definition = column ? (sheet.sheet.columns.find(({ key }) => key === column) ?? null) : null;
  const softer = sheet.sheet.cover && !severity ? 'warning' : severity;
  const where = sheet.sheet.cover ? { ...sheet, name: raw.cover.name } : sheet;
  const repair = fix && (() => fixOf(fix.values, where, fix.row ?? row, raw, references));
  issues.add(rule, { ...placeOf(where, row, definition), ...(about && { about }) }, params, softer, { fix: repair });
}

/** R-G-02: what identifies the workbook. */
function addMissingIdentity({ template, cover: sheet }: RawWorkbook, cover: CheckedRow, issues: Findings): void {
  const needed = [...template.identity, SUBMISSION_NUMBER];
  for (const column of template.cover.columns) {
    if (!needed.includes(column.key) || cover.values[column.key] !== null || cover.typed[column.key]) continue;
    issues.add('R-G-02', placeOf(sheet, cover, column), { field: column.label });
  }
}

function noteCompletedIds({ sheet, name }: RawSheet, rows: readonly CheckedRow[], issues: Findings): void {
  const column = sheet.columns.find(({ idKind, key }) => idKind && sheet.key.includes(key));
  if (!column) return;
  const completed = rows.filter(
    ({ values, typed }) => values[column.key] !== null && values[column.key] !== typed[column.key],
  );
  const [first] = completed;
  if (!first) return;
  const params = { n: completed.length, typed: first.typed[column.key] ?? '', id: String(first.values[column.key]) };
  issues.add('Q-02', { sheet: name, sheetId: sheet.id }, params);
}

/** Rows with an error, and rows that refer to them. */
function rowsKeptOut({ sheets }: CheckedWorkbook, issues: Findings): ReadonlySet<string> {
  const out = new Set(issues.rowsInError);
  const byKey = new Map(sheets.map(({ sheet, rows }) => [sheet.id, rowsByValue(rows, sheet.key[0] ?? '')]));
  let before = -1;
  while (before !== out.size) {
    before = out.size;
    for (const sheet of sheets)
      for (const row of sheet.rows)
        if (!out.has(rowId(sheet.sheet.id, row.number))) keepOutDependent(sheet, row, sheets, byKey, out, issues);
  }
  return out;
}

function keepOutDependent(
  sheet: CheckedSheet,
  row: CheckedRow,
  sheets: readonly CheckedSheet[],
  byKey: ReadonlyMap<string, ReadonlyMap<Value, readonly CheckedRow[]>>,
  out: Set<string>,
  issues: Findings,
): void {
  for (const column of sheet.sheet.columns) {
    const { ref } = column;
    const value = row.values[column.key];
    if (!ref || ref.external || column.required.kind !== 'always' || typeof value !== 'string') continue;
    const target = sheets.find((other) => other.sheet.id === ref.sheet);
    const rows = byKey.get(ref.sheet)?.get(value) ?? [];
    if (!target || rows.length === 0 || rows.some((other) => !out.has(rowId(ref.sheet, other.number)))) continue;
    out.add(rowId(sheet.sheet.id, row.number));
    const params = { target: target.name, row: rows[0]?.number ?? 0 };
    issues.add('Q-03', placeOf(sheet, row, column), params);
    return;
  }
}
