import { lists } from './code-lists/lookup.ts';
import { parseCell, shown, UNREADABLE_RULES } from './column-types/parsing.ts';
import { holds, isRequired } from './conditions.ts';
import { dateFormatOf } from './countries/writing.ts';
import type { Also, Problem, ProblemFix, Severity, Value } from './define/cell.ts';
import type { Column, ParseContext, Reference } from './define/column.ts';
import type { CellFix, Fix } from './define/finding.ts';
import type { RowContext } from './define/row-context.ts';
import type { Sheet } from './define/template.ts';
import { fill, type Lang, type Params, text } from './define/text.ts';
import { currencyBeside, deriveRow, type RowInProgress } from './derive-row.ts';
import { suchADay } from './example-day.ts';
import type { Findings } from './findings.ts';
import type { Place } from './issues.ts';
import { purposeOf } from './purpose.ts';
import type { References } from './reference-keys.ts';
import type { CheckedRow, CheckedWorkbook, RawRow, RawSheet, RawWorkbook } from './workbook.ts';
import { addressIn, isEmpty, SUBMISSION_NUMBER } from './workbook.ts';

/** How to read the cells of each column of a sheet; made once, because there are many cells. */
export function columnReaders(
  { sheet }: RawSheet,
  raw: RawWorkbook,
  context: RowContext,
  references: References,
  texts: (key: string) => ReadonlySet<string>,
): readonly ParseContext[] {
  const resolveReference = (ref: Reference, text: string) => references.get(ref.sheet)?.keyOf(text) ?? null;
  const resolveName = (ref: Reference, name: string) => references.get(ref.sheet)?.keyOfName(name) ?? null;
  const resolveNear = (ref: Reference, name: string) => references.get(ref.sheet)?.keyOfNear(name) ?? null;
  const resolveLabel = (ref: Reference, key: string) => references.get(ref.sheet)?.labels.get(key) ?? null;
  const { country, workbook, lang, cutoff, series, people = null } = context;
  // One form for all, written out: they are made for every column of every workbook.
  return sheet.columns.map((column): ParseContext => {
    const reader: ParseContext = {
      country,
      workbook,
      lang,
      cutoff,
      series,
      people,
      column,
      lists,
      resolveReference,
      resolveName,
      resolveNear,
      resolveLabel,
      columnTexts: () => texts(column.key),
    };
    if (raw.lookups) reader.lookups = raw.lookups;
    return reader;
  });
}

export function parseRow(
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
    const said = cell.typedAs ?? (isEmpty(cell) ? '' : shown(cell));
    if (said !== '') typed[column.key] = said;
    const whole = column.wholeWhen !== undefined && holds(column.wholeWhen, values, context);
    // A target has its day ahead, a figure of the past has not.
    const isPlanned = typeof column.planned === 'object' && holds(column.planned, values, context);
    const asked = isPlanned ? { ...reader, column: { ...column, planned: true as const } } : reader;
    const parsed = parseCell(cell, whole ? { ...asked, whole } : asked);
    values[column.key] = parsed.value;
    for (const problem of cell.told ?? []) progress.problems.push([column, withoutWithdrawn(problem, column)]);
    if (column.computed) continue;
    if (parsed.also) also.set(column, parsed.also);
    else if (cell.currency !== undefined) also.set(column, currencyBeside(cell, cell.currency, said));
    // A figure of an earlier version stands in another unit than it was read in.
    const repairable = cell.times === undefined && !cell.formula;
    for (const { fix, offer, ...problem } of parsed.problems)
      progress.problems.push([
        column,
        { ...problem, ...(fix && repairable && { fix }), ...(offer && repairable && { offer }) },
      ]);
  }
  addCrossedOut(row, progress, typed);
  for (const { key, theOnly, ref } of sheet.sheet.columns)
    if (theOnly && ref && values[key] === null && typed[key] === undefined)
      values[key] = references.get(ref.sheet)?.only ?? null;
  deriveRow(progress);
  // A sum that has no cell is told with its column.
  if (sheet.letters)
    progress.problems = progress.problems.filter(([{ key }, { rule }]) => rule !== 'Q-06' || sheet.letters?.[key]);
  for (const column of sheet.sheet.columns) {
    if (!column.computed) continue;
    const computed = column.computed.compute(values, context);
    // What a formula gives nobody typed: an earlier version's may follow an earlier law.
    const own = column.computed.overridable && row.cells[column.key]?.formula ? null : (values[column.key] ?? null);
    entered[column.key] = own;
    values[column.key] = column.computed.overridable ? (own ?? computed) : computed;
  }
  const called = Object.values(row.cells).find((cell) => cell?.typedAs !== undefined)?.raw;
  const calledAs = typeof called === 'string' ? { calledAs: called } : {};
  const checked: CheckedRow = { number: row.number, values, typed, cells, entered, ...calledAs };
  for (const [column, problem] of progress.problems)
    addProblem(sheet, checked, column, problem, raw, context.cutoff, references, issues);
  return checked;
}

/** What is crossed out counts until somebody says otherwise, and is told: a whole row once. */
function addCrossedOut({ cells }: RawRow, { sheet, problems }: RowInProgress, typed: Record<string, string>): void {
  // The number that the template puts into each row is nobody's.
  const filled = sheet.columns.filter(
    ({ key, computed, idKind }) => typed[key] !== undefined && !computed && !(idKind && sheet.key.includes(key)),
  );
  const struck = filled.filter(({ key }) => cells[key]?.struck);
  const [first] = struck;
  if (!first) return;
  if (struck.length === filled.length && !sheet.cover) {
    problems.push([first, { rule: 'Q-35', params: { what: WHOLE_ROW } }]);
    return;
  }
  for (const column of struck) {
    const value = column.personal ? '…' : (typed[column.key] ?? '');
    const what = text(`«${value}» está tachado, y se contó.`, `«${value}» is crossed out, and was counted.`);
    problems.push([column, { rule: 'Q-35', params: { what } }]);
  }
}

/** What a sender crossed out of a free text is not said again. */
const withoutWithdrawn = (problem: Problem, { type }: Column): Problem =>
  problem.rule === 'Q-34' && type.id === 'text' ? { ...problem, params: { ...problem.params, value: '…' } } : problem;

const WHOLE_ROW = text('La fila está tachada, y se contó.', 'The row is crossed out, and was counted.');

/** Every column without a value. */
function blankRow(sheet: Sheet): Readonly<Record<string, Value>> {
  const known = blankRows.get(sheet) ?? Object.fromEntries(sheet.columns.map(({ key }) => [key, null]));
  blankRows.set(sheet, known);
  return known;
}

const blankRows = new WeakMap<Sheet, Readonly<Record<string, Value>>>();

/** In a cell that may be empty. */
const OR_NOTHING = text('Si no hay dato, déjela vacía.', 'If there is none, leave it empty.');

function addProblem(
  sheet: RawSheet,
  row: CheckedRow,
  column: Column,
  problem: Problem,
  raw: RawWorkbook,
  cutoff: string | null,
  references: References,
  issues: Findings,
): void {
  const severity = problem.severity ?? softened(problem.rule, sheet, column, row, raw);
  const params = (): Params => {
    const suchAs = column.type.sql === 'DATE' ? suchADay(sheet.sheet, column, row.values, cutoff, raw.template) : null;
    const asked = suchAs ? fill(WRITE_A_DAY, { suchAs }) : column.type.refusal(column);
    const isAsked = column.required.kind !== 'never' && column.required.kind !== 'assumed';
    const mayBeEmpty = severity === 'warning' && problem.rule === 'R-G-15' && !sheet.sheet.cover && !isAsked;
    const advice = mayBeEmpty ? text(`${asked.es} ${OR_NOTHING.es}`, `${asked.en} ${OR_NOTHING.en}`) : asked;
    const said = { type: column.type.label, advice, ...(suchAs && { suchAs }), ...problem.params };
    return column.personal ? { ...said, value: '…', left: '…' } : said;
  };
  const { fix, offer } = problem;
  const repairOf = (one: ProblemFix | undefined) => {
    const values = one && ('value' in one ? { [column.key]: one.value } : valuesOf(row, one.columns ?? [column.key]));
    const lost = values && !('value' in one) && Object.values(values).includes(null);
    return values && !lost && !column.personal
      ? () => fixOf(values, sheet, row, raw, references, issues.country)
      : undefined;
  };
  issues.add(problem.rule, placeOf(sheet, row, column), params, severity, {
    fix: repairOf(fix),
    offer: repairOf(offer),
    lost: severity === 'warning' && isLost(sheet.sheet, column, row, problem.rule),
  });
}

/** The cell says something that nobody can read, and that would count. */
const isLost = (sheet: Sheet, column: Column, { values }: CheckedRow, rule: string): boolean =>
  !sheet.cover && UNREADABLE_RULES.has(rule) && values[column.key] === null && purposeOf(sheet, column) !== 'note';

const WRITE_A_DAY = text('Escriba una fecha{suchAs}.', 'Write a date{suchAs}.');

const valuesOf = ({ values }: CheckedRow, keys: readonly string[]) =>
  Object.fromEntries(keys.map((key) => [key, values[key] ?? null]));

/** What to write into which cells, as an official types it. */
export function fixOf(
  values: Readonly<Record<string, Value>>,
  sheet: Pick<RawSheet, 'sheet' | 'name' | 'letters'>,
  row: CheckedRow,
  { template, lang }: RawWorkbook,
  references: References,
  country: string | null,
): Fix | null {
  const cells: CellFix[] = [];
  for (const column of sheet.sheet.columns) {
    const value = values[column.key];
    if (value === undefined) continue;
    const cell = addressIn(sheet, row, column.key);
    if (!cell) return null;
    cells.push({
      sheet: sheet.name,
      cell,
      ...cellValue(value, column, { country, workbook: template.code }, lang, references),
    });
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
  { country, workbook }: { country: string | null; workbook: string },
  lang: Lang,
  references: References,
): Pick<CellFix, 'value' | 'numberFormat'> {
  const { numberFormat, sql } = column.type;
  if (value === null) return { value };
  if (sql === 'DATE') return { value, numberFormat: dateFormatOf(country) };
  const referenceLabel = (ref: Reference, key: string) => references.get(ref.sheet)?.labels.get(key) ?? key;
  const shown = column.type.toCell(value, { column, lang, lists, country: null, workbook, referenceLabel });
  return { value: shown, ...(column.type.id === 'share' && numberFormat && { numberFormat }) };
}

export function placeOf(sheet: SheetPlace, row: CheckedRow, column: Column | null) {
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

type SheetPlace = Pick<RawSheet, 'sheet' | 'name' | 'letters'>;
