import { letters } from '../../sheets-templates/build/xlsx/address.ts';
import { FIRST_DATA_ROW } from '../../sheets-templates/check.ts';
import type { Column, Issue, Lang, Sheet, Template } from '../../sheets-templates/define.ts';
import { makeIssue } from '../../sheets-templates/issues.ts';
import { legendHeading } from '../../sheets-templates/legends.ts';
import { findTemplate, templates } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/words.ts';
import type { RawCell, RawRow, RawSheet, RawWorkbook } from '../../sheets-templates/workbook.ts';
import type { Book, BookCell, BookSheet } from '../read/book.ts';

export interface Recovered {
  /** Null when the workbook is none of the templates. */
  raw: RawWorkbook | null;
  issues: Issue[];
  version: string | null;
  /** One of Quipu's own outputs that lies among the inputs. */
  ours?: boolean;
}

const LANGS: readonly Lang[] = ['es', 'en'];

/** Finds out which template a workbook is, and which sheet and column is which. */
export function recover(book: Book): Recovered {
  const meta = metaFacts(book);
  if (meta.has('salida')) return { raw: null, issues: [], version: null, ours: true };
  const template = findTemplate(meta.get('plantilla') ?? '') ?? byCover(book) ?? bySheetNames(book);
  if (!template) return { raw: null, issues: [makeIssue('R-G-01', {})], version: null };
  const issues: Issue[] = [];
  const lang = languageOf(meta.get('idioma'), book, template);
  const cover = findSheet(book, template.cover, template, issues);
  if (!cover)
    return {
      raw: null,
      issues: [makeIssue('Q-08', {}, { field: template.cover.label })],
      version: meta.get('version') ?? null,
    };
  const coverRow = readCover(cover, template.cover, book.date1904);
  const version = meta.get('version') ?? coverRow.cells.version?.raw ?? null;
  if (version !== null && String(version) !== template.version) {
    return { raw: null, issues: [makeIssue('R-G-01', {})], version: String(version) };
  }
  const rawCover: RawSheet = {
    sheet: template.cover,
    name: cover.name,
    rows: [coverRow],
  };
  const sheets = template.sheets.flatMap((sheet): RawSheet[] => {
    const found = findSheet(book, sheet, template, issues);
    if (found) return [readData(found, sheet, template, book.date1904, issues)];
    issues.push(makeIssue('M-38', {}, { field: sheet.label }));
    return [{ sheet, name: sheet.label[lang], rows: [] }];
  });
  return {
    raw: { template, lang, cover: rawCover, sheets },
    issues,
    version: version === null ? null : String(version),
  };
}

function metaFacts(book: Book): Map<string, string> {
  const sheet = book.sheets.find(({ name }) => name === '_quipu');
  const facts = new Map<string, string>();
  for (const row of sheet?.rows ?? []) {
    const [key, value] = [row?.[0]?.value, row?.[1]?.value];
    if (typeof key === 'string' && value !== undefined && value !== null) facts.set(key, String(value));
  }
  return facts;
}

function byCover(book: Book): Template | undefined {
  for (const template of templates) {
    const sheet = book.sheets.find((candidate) => isNamed(candidate, template.cover));
    const cell = sheet && readCover(sheet, template.cover, book.date1904).cells.plantilla;
    const value = fold(String(cell?.raw ?? ''));
    if (value && [template.code, template.es, template.en].some((name) => fold(name) === value)) return template;
  }
  return undefined;
}

/** The only template of which every data sheet is there. */
function bySheetNames(book: Book): Template | undefined {
  const whole = templates.filter(({ sheets }) =>
    sheets.every((sheet) => book.sheets.some((candidate) => isNamed(candidate, sheet))),
  );
  return whole.length === 1 ? whole[0] : undefined;
}

function languageOf(said: string | undefined, book: Book, template: Template): Lang {
  if (said === 'es' || said === 'en') return said;
  const english = template.sheets.filter((sheet) =>
    book.sheets.some(({ name }) => fold(name) === fold(sheet.label.en) && fold(name) !== fold(sheet.label.es)),
  );
  return english.length > 0 ? 'en' : 'es';
}

const isNamed = ({ name }: BookSheet, { id, label }: Sheet) =>
  [id, label.es, label.en].some((known) => fold(known) === fold(name));

/** A sheet by its name; else by its machine keys, among the sheets that bear no other definition's name. */
function findSheet(book: Book, sheet: Sheet, template: Template, issues: Issue[]): BookSheet | undefined {
  const others = [template.cover, ...template.sheets].filter((other) => other !== sheet);
  const free = book.sheets.filter((candidate) => !others.some((other) => isNamed(candidate, other)));
  const alike = free.filter((candidate) => isNamed(candidate, sheet) || hasKeys(candidate, sheet, others));
  if (alike.length > 1)
    issues.push(makeIssue('M-37', {}, { field: sheet.label, names: alike.map(({ name }) => name).join(', ') }));
  return alike.find((candidate) => isNamed(candidate, sheet)) ?? alike[0];
}

/** At least this share of a sheet's machine keys must stand in a row for it to be the row of keys. */
const ENOUGH = 0.6;
/** Headers are looked for in this many rows from the top. */
const HEAD_ROWS = 20;

/** The row of keys fits this definition, and none of the others better. */
function hasKeys(candidate: BookSheet, sheet: Sheet, others: readonly Sheet[]): boolean {
  if (sheet.cover) return coverFit(candidate, sheet) >= ENOUGH;
  const fit = keyFit(candidate, sheet);
  return fit >= ENOUGH && others.every((other) => keyFit(candidate, other) < fit);
}

/** Share of a cover's keys that stand in the first column. */
function coverFit({ rows }: BookSheet, { columns }: Sheet): number {
  const found = columns.filter(({ key }) => rows.some((row) => textIn(row?.[0]) === key));
  return found.length / columns.length;
}

/** Best share of a definition's keys that one of the first rows holds. */
function keyFit({ rows }: BookSheet, { columns }: Sheet): number {
  const counts = rows.slice(0, HEAD_ROWS).map((row) => countIn(row, (text) => columns.some(({ key }) => key === text)));
  return Math.max(0, ...counts) / columns.length;
}

function keyRow({ rows }: BookSheet, { columns }: Sheet): number {
  return rows
    .slice(0, HEAD_ROWS)
    .findIndex((row) => countIn(row, (text) => columns.some(({ key }) => key === text)) >= columns.length * ENOUGH);
}

function headerRow({ rows }: BookSheet, { columns }: Sheet): number {
  let best = { row: -1, count: columns.length * ENOUGH - 1 };
  rows.slice(0, HEAD_ROWS).forEach((row, index) => {
    const count = countIn(row, (text) => columns.some((column) => isHeader(text, column)));
    if (count > best.count) best = { row: index, count };
  });
  return best.row;
}

const textIn = (cell: BookCell | undefined) => (typeof cell?.value === 'string' ? cell.value.trim() : '');
const countIn = (row: BookSheet['rows'][number], test: (text: string) => boolean) =>
  row?.filter((cell) => test(textIn(cell))).length ?? 0;

const bare = (header: string) => fold(header.replace(/\s*\*\s*$/, ''));
const isHeader = (header: string, { label }: Column) =>
  header !== '' && LANGS.some((lang) => fold(label[lang]) === bare(header));

function readCover(found: BookSheet, sheet: Sheet, date1904: boolean): RawRow {
  const cells: Record<string, RawCell> = {};
  found.rows.forEach((row, index) => {
    for (let at = 0; at < Math.min(row?.length ?? 0, 4); at += 1) {
      const label = textIn(row?.[at]);
      const column = sheet.columns.find(
        (candidate) => (at === 0 && candidate.key === label) || isHeader(label, candidate),
      );
      if (!column) continue;
      const valueAt = column.key === label && at === 0 ? 2 : at + 1;
      cells[column.key] ??= rawCell(row?.[valueAt], index, valueAt, date1904);
      return;
    }
  });
  return { number: FIRST_DATA_ROW, cells };
}

function rawCell(cell: BookCell | undefined, row: number, column: number, date1904: boolean): RawCell {
  return {
    raw: cell?.value ?? null,
    dateFormat: cell?.dateFormat ?? false,
    date1904,
    address: `${letters(column)}${row + 1}`,
  };
}

function readData(found: BookSheet, sheet: Sheet, template: Template, date1904: boolean, issues: Issue[]): RawSheet {
  const keys = keyRow(found, sheet);
  const headers = headerRow(found, sheet);
  const place = { sheet: found.name, sheetId: sheet.id };
  const columns = new Map<number, Column>();
  const strangers: string[] = [];
  const width = Math.max(found.rows[keys]?.length ?? 0, found.rows[headers]?.length ?? 0);
  for (let at = 0; at < width; at += 1) {
    const key = keys >= 0 ? textIn(found.rows[keys]?.[at]) : '';
    const header = headers >= 0 ? textIn(found.rows[headers]?.[at]) : '';
    const taken = (column: Column) => [...columns.values()].includes(column);
    const byKey = sheet.columns.find((column) => column.key === key && !taken(column));
    const column = byKey ?? sheet.columns.find((candidate) => isHeader(header, candidate) && !taken(candidate));
    if (column) columns.set(at, column);
    else if (header && !isLegend(header, sheet)) strangers.push(header);
    if (column && !byKey) issues.push(makeIssue('M-29', place, { header, field: column.label }));
  }
  if (strangers.length > 0) issues.push(makeIssue('M-31', place, { headers: strangers.slice(0, 8).join(', ') }));
  const start = Math.max(headers, keys >= 0 && headers < 0 ? keys + 2 : -1, keys) + 1;
  const rows = found.rows.slice(start).flatMap((row, offset): RawRow[] => {
    const index = start + offset;
    const cells: Record<string, RawCell> = {};
    for (const [at, column] of columns) if (row?.[at]) cells[column.key] = rawCell(row[at], index, at, date1904);
    return Object.keys(cells).length > 0 ? [{ number: index + 1, cells }] : [];
  });
  if (rows.length > 0) tellMissing(sheet, template, [...columns.values()], place, issues);
  return { sheet, name: found.name, rows };
}

function isLegend(header: string, sheet: Sheet): boolean {
  return sheet.columns.some((column) => LANGS.some((lang) => legendHeading(column, lang) === header));
}

function tellMissing(
  sheet: Sheet,
  template: Template,
  found: readonly Column[],
  place: { sheet: string; sheetId: string },
  issues: Issue[],
): void {
  for (const column of sheet.columns) {
    if (found.includes(column) || column.computed || template.hiddenColumns?.[sheet.id]?.includes(column.key)) continue;
    const needed = column.required.kind === 'always';
    issues.push(makeIssue('M-28', place, { field: column.label }, needed ? 'fatal' : 'note'));
  }
}
