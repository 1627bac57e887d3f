import { checks as allChecks, findRule } from './checks/index.ts';
import { lists } from './code-lists/lookup.ts';
import { parseCell, shown, UNREADABLE_RULES } from './column-types/parsing.ts';
import { holds, isRequired } from './conditions.ts';
import { countryByCode } from './countries/index.ts';
import {
  type Also,
  type CellFix,
  type Column,
  type Fix,
  type Issue,
  type Lang,
  type ParseContext,
  type Problem,
  type ProblemFix,
  type Reference,
  type RowContext,
  type Severity,
  type Sheet,
  text,
  type Value,
} from './define.ts';
import { deriveRow, type RowInProgress } from './derive-row.ts';
import { Findings, rowId } from './findings.ts';
import { seriesFrom } from './functions/ids.ts';
import { type Place, sortIssues } from './issues.ts';
import { referenceLabel } from './references.ts';
import { kindOfRow, Sums } from './row-kinds.ts';
import { fold, isMissingMark } from './text-matching.ts';
import type {
  Check,
  CheckedRow,
  CheckedSheet,
  CheckedWorkbook,
  Finding,
  RawCell,
  RawRow,
  RawSheet,
  RawWorkbook,
} from './workbook.ts';
import { addressIn, rowsByValue } from './workbook.ts';

export interface CheckedResult {
  workbook: CheckedWorkbook;
  issues: Issue[];
  /** The workbook is kept out as a whole. */
  rejected: boolean;
  /** Rows kept out, as `Sheet id:row number`. */
  rejectedRows: ReadonlySet<string>;
}

/** Rows with data validation that a template prepares, and where they begin. */
export const FIRST_DATA_ROW = 4;
export const PREPARED_ROWS = 500;

/** Unknown names of a workbook for which the nearest one is looked for. */
const MOST_GUESSES = 3_000;

/** Cover column that counts the submissions of one workbook. */
export const SUBMISSION_NUMBER = 'envio_n';

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

/** What a reference cell may say for each row of a sheet, and what its drop-down offers. */
class Keys {
  /** `código · nombre` by key. */
  readonly labels = new Map<string, string>();
  private readonly byText = new Map<string, string>();
  private folded: Map<string, string> | null = null;

  add(text: string, key: string): void {
    this.byText.set(text, key);
  }

  /** As it stands; else without regard to accents and case. */
  keyOf(text: string): string | null {
    const exact = this.byText.get(text);
    if (exact !== undefined) return exact;
    this.folded ??= new Map([...this.byText].map(([known, key]) => [fold(known), key]));
    return this.folded.get(fold(text)) ?? null;
  }
}

type References = Map<string, Keys>;

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

/** Rows of a sheet without blank ones, totals and examples; what is left out is told. */
function rowsOfData(sheet: RawSheet, context: RowContext, issues: Findings): RawRow[] {
  const data: RawRow[] = [];
  const above = new Sums(sheet.sheet);
  const parsing = { ...context, lists, resolveReference: () => null, columnTexts: () => new Set<string>() };
  for (const row of sheet.rows) {
    if (!isRow(sheet, row)) continue;
    const kind = kindOfRow(sheet.sheet, row, above, parsing);
    const place = { sheet: sheet.name, sheetId: sheet.sheet.id };
    if (!kind) {
      data.push(row);
      above.add(row);
    } else if (kind.kind === 'example') issues.add('M-35', place, { row: row.number });
    else if (kind.kind === 'remark') issues.add('Q-22', place, { row: row.number, value: kind.text.slice(0, 60) });
    else issues.add('M-33', place, { row: row.number, proof: TOTAL_PROOFS[kind.proof] });
  }
  return data;
}

const TOTAL_PROOFS = {
  sum: text('suma las filas de arriba', 'it adds up the rows above'),
  word: text('así empieza su texto', 'so its text begins'),
};

/** What the cells of each column say, folded; counted only when a cell alone can be read in two ways. */
function columnTexts(rows: readonly RawRow[]): (key: string) => ReadonlySet<string> {
  const known = new Map<string, ReadonlySet<string>>();
  return (key) => {
    const texts = known.get(key) ?? new Set(rows.map(({ cells }) => fold(String(cells[key]?.raw ?? ''))));
    known.set(key, texts);
    return texts;
  };
}

/** A row exists only if a cell is filled that is neither computed nor the number a template puts into the id column. */
function isRow({ sheet }: RawSheet, row: RawRow): boolean {
  return sheet.columns.some((column) => {
    const cell = row.cells[column.key];
    if (!cell || column.computed || isEmpty(cell)) return false;
    return !(column.idKind && sheet.key.includes(column.key) && /^\d+(\.0+)?$/.test(String(cell.raw).trim()));
  });
}

const isEmpty = ({ raw }: RawCell) => raw === null || (typeof raw === 'string' && isMissingMark(raw));

/** How to read the cells of each column of a sheet; made once, because there are many cells. */
function columnReaders(
  { sheet }: RawSheet,
  raw: RawWorkbook,
  context: RowContext,
  references: References,
  texts: (key: string) => ReadonlySet<string>,
): readonly ParseContext[] {
  const resolveReference = (ref: Reference, text: string) => references.get(ref.sheet)?.keyOf(text) ?? null;
  return sheet.columns.map((column): ParseContext => {
    const columnTexts = () => texts(column.key);
    return { ...context, column, lists, resolveReference, columnTexts, ...(raw.lookups && { lookups: raw.lookups }) };
  });
}

function parseRow(
  sheet: RawSheet,
  row: RawRow,
  raw: RawWorkbook,
  readers: readonly ParseContext[],
  references: References,
  issues: Findings,
): CheckedRow {
  const [context] = readers;
  const values: Record<string, Value> = { ...blankRow(sheet.sheet) };
  const entered: Record<string, Value> = {};
  const typed: Record<string, string> = {};
  const cells: Record<string, string> = {};
  const also = new Map<Column, Also>();
  if (!context) return { number: row.number, values, typed, cells, entered };
  const progress: RowInProgress = { sheet: sheet.sheet, values, typed, also, problems: [], context };
  for (const reader of readers) {
    const { column } = reader;
    const cell = row.cells[column.key];
    if (!cell) continue;
    cells[column.key] = cell.address;
    if (!isEmpty(cell)) typed[column.key] = shown(cell);
    const whole = column.wholeWhen !== undefined && holds(column.wholeWhen, values, context);
    const parsed = parseCell(cell, whole ? { ...reader, whole } : reader);
    values[column.key] = parsed.value;
    if (column.computed) continue;
    if (parsed.also) also.set(column, parsed.also);
    // A figure of an earlier version stands in another unit than it was read in.
    const repairable = cell.times === undefined && !cell.formula;
    for (const { fix, offer, ...problem } of parsed.problems)
      progress.problems.push([
        column,
        { ...problem, ...(fix && repairable && { fix }), ...(offer && repairable && { offer }) },
      ]);
  }
  deriveRow(progress);
  for (const column of sheet.sheet.columns) {
    if (!column.computed) continue;
    const computed = column.computed.compute(values, context);
    entered[column.key] = values[column.key] ?? null;
    values[column.key] = column.computed.overridable ? (values[column.key] ?? computed) : computed;
  }
  const checked: CheckedRow = { number: row.number, values, typed, cells, entered };
  for (const [column, problem] of progress.problems)
    addProblem(sheet, checked, column, problem, raw, references, issues);
  return checked;
}

/** Every column without a value. */
function blankRow(sheet: Sheet): Readonly<Record<string, Value>> {
  const known = blankRows.get(sheet) ?? Object.fromEntries(sheet.columns.map(({ key }) => [key, null]));
  blankRows.set(sheet, known);
  return known;
}

const blankRows = new WeakMap<Sheet, Readonly<Record<string, Value>>>();

function addProblem(
  sheet: RawSheet,
  row: CheckedRow,
  column: Column,
  problem: Problem,
  raw: RawWorkbook,
  references: References,
  issues: Findings,
): void {
  const severity = problem.severity ?? softened(problem.rule, sheet, column, row, raw);
  const params = { type: column.type.label, advice: column.type.refusal(column), ...problem.params };
  const quoted = column.personal ? { ...params, value: '…' } : params;
  const { fix, offer } = problem;
  const repairOf = (one: ProblemFix | undefined) => {
    const values = one && ('value' in one ? { [column.key]: one.value } : valuesOf(row, one.columns ?? [column.key]));
    const lost = values && !('value' in one) && Object.values(values).includes(null);
    return values && !lost && !column.personal ? () => fixOf(values, sheet, row, raw, references) : undefined;
  };
  issues.add(problem.rule, placeOf(sheet, row, column), quoted, severity, {
    fix: repairOf(fix),
    offer: repairOf(offer),
  });
}

const valuesOf = ({ values }: CheckedRow, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));

/** What to write into which cells, as an official types it. */
function fixOf(
  values: Readonly<Record<string, Value>>,
  sheet: Pick<RawSheet, 'sheet' | 'name' | 'letters'>,
  row: CheckedRow,
  { template, lang }: RawWorkbook,
  references: References,
): Fix | null {
  const cells: CellFix[] = [];
  for (const column of sheet.sheet.columns) {
    const value = values[column.key];
    if (value === undefined) continue;
    const cell = addressIn(sheet, row, column.key);
    if (!cell) return null;
    cells.push({ sheet: sheet.name, cell, ...cellValue(value, column, template.code, lang, references) });
  }
  const [first, ...also] = cells;
  return first ? { ...first, ...(also.length > 0 && { also }) } : null;
}

/** On the cover nothing but identity keeps a file out; an unreadable optional cell is a warning (R-G-15). */
function softened(
  rule: string,
  sheet: RawSheet,
  column: Column,
  row: CheckedRow,
  raw: RawWorkbook,
): Severity | undefined {
  const context = { country: null, workbook: raw.template.code };
  if (sheet.sheet.cover) {
    // What identifies the workbook must be readable; for the rest a warning will do.
    const lost = raw.template.identity.includes(column.key) || column.key === SUBMISSION_NUMBER;
    return lost && row.values[column.key] === null ? 'fatal' : 'warning';
  }
  if (UNREADABLE_RULES.has(rule) && !isRequired(column, { ...row.values, [column.key]: null }, context))
    return 'warning';
  return undefined;
}

function cellValue(
  value: Value,
  column: Column,
  workbook: string,
  lang: Lang,
  references: References,
): Pick<CellFix, 'value' | 'numberFormat'> {
  const { numberFormat, sql } = column.type;
  if (value === null) return { value };
  if (sql === 'DATE') return { value, ...(numberFormat && { numberFormat }) };
  const referenceLabel = (ref: Reference, key: string) => references.get(ref.sheet)?.labels.get(key) ?? key;
  const shown = column.type.toCell(value, { column, lang, lists, country: null, workbook, referenceLabel });
  return { value: shown, ...(column.type.id === 'share' && numberFormat && { numberFormat }) };
}

type SheetPlace = Pick<RawSheet, 'sheet' | 'name' | 'letters'>;

function placeOf(sheet: SheetPlace, row: CheckedRow, column: Column | null) {
  const address = column ? addressIn(sheet, row, column.key) : null;
  // On the cover every column has a row of its own.
  const number = sheet.sheet.cover ? Number(address?.replace(/\D/g, '')) || null : row.number;
  return {
    sheet: sheet.name,
    sheetId: sheet.sheet.id,
    row: number,
    columnKey: column?.key ?? null,
    columnLabel: column?.label ?? null,
    cell: address,
    value: column && !column.personal ? (row.typed[column.key] ?? null) : null,
    rowKey: sheet.sheet.cover ? '' : rowKeyOf(sheet.sheet, row),
  };
}

/** The place of a cell of a workbook that was checked, by what a table says of it. */
export function placeIn(
  { sheets, template }: CheckedWorkbook,
  sheetName: string,
  number: number | null,
  key: string | null,
): Place {
  const sheet = sheets.find(({ name }) => name === sheetName);
  const row = sheet?.rows.find((one) => one.number === number);
  if (!sheet || !row)
    return { sheet: sheetName, sheetId: sheet?.sheet.id ?? template.code, row: number, columnKey: key };
  return placeOf(sheet, row, sheet.sheet.columns.find((column) => column.key === key) ?? null);
}

/** The key of a row as text; null where it has none, so that its number must do. */
function rowKeyOf({ key }: Sheet, { values }: CheckedRow): string | null {
  const [first] = key;
  if (!first || values[first] === null || values[first] === undefined) return null;
  return key.map((column) => values[column] ?? '').join(' · ');
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

/** The code of each row as typed, as completed, and with the name behind it. */
function referenceKeys({ sheet }: RawSheet, rows: readonly CheckedRow[]): Keys {
  const keys = new Keys();
  const column = sheet.columns.find(({ idKind, key }) => idKind && sheet.key.includes(key));
  if (!column) return keys;
  for (const row of rows) {
    const key = row.values[column.key];
    if (typeof key !== 'string') continue;
    const typed = row.typed[column.key] ?? key;
    keys.labels.set(key, referenceLabel(typed, sheet, row.values));
    for (const code of new Set([key, typed])) {
      keys.add(code, key);
      keys.add(referenceLabel(code, sheet, row.values), key);
    }
  }
  return keys;
}

/** Sheets that others refer to come first, so that references resolve in one pass. */
function inReferenceOrder(sheets: readonly RawSheet[]): RawSheet[] {
  const order: RawSheet[] = [];
  const visit = (sheet: RawSheet, path: readonly string[]) => {
    if (order.includes(sheet) || path.includes(sheet.sheet.id)) return;
    for (const { ref } of sheet.sheet.columns) {
      const target = ref && !ref.external && sheets.find((other) => other.sheet.id === ref.sheet);
      if (target && target !== sheet) visit(target, [...path, sheet.sheet.id]);
    }
    order.push(sheet);
  };
  for (const sheet of sheets) visit(sheet, []);
  return order;
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
