import { columnReaders, fixOf, parseRow, placeOf } from './check-row.ts';
import { coverAgreesWithContents, coverOfContents } from './checks/cover.ts';
import { checks as allChecks, findRule } from './checks/index.ts';
import { UNREADABLE_RULES } from './column-types/parsing.ts';
import { applyConsequences } from './consequences.ts';
import { countryByCode } from './countries/index.ts';
import { inCountryWords } from './country-label.ts';
import type { Row } from './define/cell.ts';
import type { Issue, Rule } from './define/finding.ts';
import type { RowContext } from './define/row-context.ts';
import { withoutDittos } from './ditto.ts';
import { suchADay } from './example-day.ts';
import { Findings, rowId } from './findings.ts';
import { seriesFrom } from './functions/ids.ts';
import { peopleNamed } from './functions/people-names.ts';
import { parsePeriod } from './functions/period.ts';
import { sortIssues } from './issues.ts';
import { countryOfProgramme, readableCover } from './readable-cover.ts';
import { inReferenceOrder, type References, referenceKeys } from './reference-keys.ts';
import { withCodes } from './row-codes.ts';
import { columnTexts, rowsOfData } from './rows-of-data.ts';
import type {
  Check,
  CheckedRow,
  CheckedSheet,
  CheckedWorkbook,
  Finding,
  RawRow,
  RawSheet,
  RawWorkbook,
} from './workbook.ts';
import { FIRST_DATA_ROW, PREPARED_ROWS, SUBMISSION_NUMBER } from './workbook.ts';

export interface CheckedResult {
  workbook: CheckedWorkbook;
  issues: Issue[];
  /** The workbook is kept out as a whole. */
  rejected: boolean;
  /** Rows kept out, as `Sheet id:row number`. */
  rejectedRows: ReadonlySet<string>;
  /** Cells of other rows that do not count, as `Sheet id:row number:column`. */
  unusedCells: ReadonlySet<string>;
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
  const { typed, ...result } = checkAsItIs(received, checks);
  const doubts = result.issues.filter(({ code }) => code === coverAgreesWithContents.id);
  const instead = doubts.length > 0 ? coverOfContents(typed) : {};
  if (Object.keys(instead).length === 0) return result;
  // With the cover of the data, what is left is what there is to mend besides the cover.
  const { issues, rejectedRows, unusedCells } = checkAsItIs(withCover(received, instead), checks);
  const others = issues.filter(({ code }) => code !== coverAgreesWithContents.id);
  return { ...result, issues: sortIssues([...doubts, ...others]), rejectedRows, unusedCells };
}

/** The workbook with other cells on its cover. */
function withCover(raw: RawWorkbook, instead: Row): RawWorkbook {
  const rows = raw.cover.rows.map((row) => {
    const changed = Object.entries(instead).map(([key, value]) => [
      key,
      { ...row.cells[key], address: '', raw: value },
    ]);
    return { ...row, cells: { ...row.cells, ...Object.fromEntries(changed) } };
  });
  return { ...raw, cover: { ...raw.cover, rows } };
}

/** With the typed rows as they stand, also what does not count of them. */
function checkAsItIs(received: RawWorkbook, checks: readonly Check[]): CheckedResult & { typed: CheckedWorkbook } {
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
  issues.keepWorstOfCell();
  const { workbook: left, rows, cells } = applyConsequences(workbook, issues);
  const told = inCountryWords(issues.all(), raw.template, context.country);
  const sorted = sortIssues(told.map((issue) => withCost(issue, issues.ruleOf(issue.code), rows, cells)));
  return {
    typed: workbook,
    workbook: left,
    issues: sorted,
    rejected: sorted[0]?.severity === 'fatal',
    rejectedRows: new Set([
      ...rows,
      ...raw.sheets.flatMap(({ sheet, leftOut = [] }) => leftOut.map((number) => rowId(sheet.id, number))),
    ]),
    unusedCells: cells,
  };
}

/** That the cover is not there is told once, not cell by cell. */
function forgetCover({ template }: RawWorkbook, issues: Findings): void {
  issues.keepOnly(({ sheetId }) => sheetId !== template.cover.id);
}

/** What stands in the columns for names of people. */
function* namesIn({ cover, sheets }: RawWorkbook): Generator<string> {
  for (const { sheet, rows } of [cover, ...sheets]) {
    const named = sheet.columns.filter(
      ({ personal, type, document, format }) => personal && type.id === 'text' && !document && !format,
    );
    for (const { key } of named)
      for (const { cells } of rows) {
        const said = cells[key]?.raw;
        if (typeof said === 'string') yield said;
      }
  }
}

function readCover(raw: RawWorkbook, issues: Findings): { context: RowContext; cover: CheckedRow } {
  const typed = raw.cover.rows[0] ?? { number: FIRST_DATA_ROW, cells: {} };
  const people = peopleNamed(namesIn(raw));
  const blank: RowContext = {
    country: null,
    workbook: raw.template.code,
    lang: raw.lang,
    cutoff: null,
    series: null,
    people,
  };
  const alone = () => new Set<string>();
  const parse = (row: RawRow, context: RowContext, found: Findings) =>
    parseRow(raw.cover, row, raw, columnReaders(raw.cover, raw, context, new Map(), alone), new Map(), found);
  const asTyped = parse(typed, blank, new Findings());
  // A period may leave its year to the cut-off.
  const withYear = parse(typed, { ...blank, cutoff: String(asTyped.values.fecha_corte ?? '') || null }, new Findings());
  const row = readableCover(typed, withYear) ?? typed;
  const first = row === typed ? asTyped : parse(row, blank, new Findings());
  const textOf = ({ values }: CheckedRow, key: string) => (typeof values[key] === 'string' ? values[key] : null);
  const named = countryByCode.get(textOf(first, 'pais') ?? '');
  // What the cover leaves open the code of the programme says, so that the rest is read now and not in a second round.
  const country = named?.code ?? countryOfProgramme(textOf(first, 'programa_id') ?? '');
  // Where dates are written in another way, only the country says so.
  const known = named?.writing ? parse(row, { ...blank, country }, new Findings()) : first;
  const context: RowContext = {
    ...blank,
    country,
    cutoff: textOf(known, 'fecha_corte'),
    series: seriesFrom(textOf(known, raw.template.seriesFrom) ?? ''),
  };
  // Examples of days lie in the period that is reported, also where the cut-off does not.
  const end = parsePeriod(textOf(known, 'periodo') ?? '')?.to ?? null;
  issues.cutoff = context.cutoff !== null && end !== null && context.cutoff > end ? end : context.cutoff;
  issues.country = context.country;
  return { context, cover: parse(row, context, issues) };
}

function readSheet(
  sheet: RawSheet,
  raw: RawWorkbook,
  context: RowContext,
  references: References,
  issues: Findings,
): CheckedSheet {
  const filled = withoutDittos(sheet, rowsOfData(sheet, context, issues));
  const { known = [] } = sheet;
  const readers = filled.length > 0 ? columnReaders(sheet, raw, context, references, columnTexts(filled)) : [];
  const coded = withCodes(sheet, filled, raw, readers);
  if (sheet.sheet.columns.some(({ ref }) => ref?.sheet === sheet.sheet.id)) {
    // A sheet that refers to itself needs its own keys before its references can be read.
    const first = coded.map((row) => parseRow(sheet, row, raw, readers, references, new Findings()));
    references.set(sheet.sheet.id, referenceKeys(sheet, [...known, ...first]));
  }
  const read = coded.map((row) => parseRow(sheet, row, raw, readers, references, issues));
  const rows = known.length > 0 ? [...known, ...read].sort((a, b) => a.number - b.number) : read;
  references.set(sheet.sheet.id, referenceKeys(sheet, rows));
  const last = FIRST_DATA_ROW + PREPARED_ROWS - 1;
  const beyond = rows.filter((row) => row.number > last).length;
  if (beyond > 0) issues.add('Q-01', { sheet: sheet.name, sheetId: sheet.sheet.id }, { n: beyond, last });
  const { name, letters, unread, absent } = sheet;
  return {
    sheet: sheet.sheet,
    name,
    rows,
    ...(letters && { letters }),
    ...(unread && { unread }),
    ...(absent && { absent }),
  };
}

function addFinding(found: Finding, raw: RawWorkbook, references: References, issues: Findings): void {
  const { rule, sheet, row, column, params, severity, fix, about, instead } = found;
  if (!sheet || !row) {
    issues.add(rule, sheet ? { sheet: sheet.name, sheetId: sheet.sheet.id } : {}, params, severity);
    return;
  }
  const definition = column ? (sheet.sheet.columns.find(({ key }) => key === column) ?? null) : null;
  const softer = sheet.sheet.cover && !severity ? 'warning' : severity;
  const where = sheet.sheet.cover ? { ...sheet, name: raw.cover.name } : sheet;
  const repair = fix && (() => fixOf(fix.values, where, fix.row ?? row, raw, references, issues.country));
  const dated = definition?.type.sql === 'DATE' ? definition : null;
  const said = dated
    ? () => ({ suchAs: suchADay(sheet.sheet, dated, row.values, issues.cutoff, raw.template), ...params })
    : params;
  issues.add(rule, { ...placeOf(where, row, definition), ...(about && { about }) }, said, softer, {
    fix: repair,
    instead,
  });
}

/** R-G-02: what identifies the workbook. */
function addMissingIdentity({ template, cover: sheet }: RawWorkbook, cover: CheckedRow, issues: Findings): void {
  const needed = [...template.identity, SUBMISSION_NUMBER];
  for (const column of template.cover.columns) {
    if (!needed.includes(column.key) || cover.values[column.key] !== null || cover.typed[column.key]) continue;
    issues.add('R-G-02', placeOf(sheet, cover, column), { field: column.label });
  }
}

/** Says of an error, or of a cell that nobody can read, what does not count because of it. */
function withCost(issue: Issue, { costs }: Rule, rows: ReadonlySet<string>, cells: ReadonlySet<string>): Issue {
  const { severity, sheetId, row, column } = issue;
  const isLost = severity === 'warning' && UNREADABLE_RULES.has(issue.code);
  if ((severity !== 'error' && !isLost) || sheetId === null || row === null) return issue;
  if (costs === 'nothing') return issue;
  const id = rowId(sheetId, row);
  if (rows.has(id)) return { ...issue, cost: 'row' };
  return cells.has(`${id}:${column}`) ? { ...issue, cost: 'cell' } : issue;
}
