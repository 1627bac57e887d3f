import type { Book, BookSheet } from '../book/book.ts';
import { lists } from '../code-lists/lookup.ts';
import { countryByCode } from '../countries/index.ts';
import type { Issue } from '../define/finding.ts';
import type { Sheet, Template } from '../define/template.ts';
import { type Lang, text } from '../define/text.ts';
import { letters } from '../emit/xlsx/address.ts';
import { readPeriod } from '../functions/period.ts';
import { serialToIso } from '../functions/to-date.ts';
import { makeIssue } from '../issues.ts';
import { fold } from '../text-matching.ts';
import type { RawRow, RawSheet, RawWorkbook } from '../workbook.ts';
import type { Reading } from './evidence.ts';
import { type Assigned, hasData, Sheets } from './find-sheets.ts';
import { findTemplateOf, languageOf, metaFacts } from './find-template.ts';
import { foreignContents } from './foreign-contents.ts';
import { unitOfHeader } from './header-units.ts';
import { MOST_ROWS } from './limits.ts';
import { matchByOrder } from './match-by-order.ts';
import { type ColumnMatch, matchColumns } from './match-columns.ts';
import { readCover } from './read-cover.ts';
import { type RowsReading, readRows, rowsAbove } from './read-rows.ts';
import { RecoveryFindings } from './recovery-findings.ts';
import { type MatchContext, Sample } from './sample.ts';
import { mostlyFits, shiftOf } from './shifted-columns.ts';
import { shiftedRows } from './shifted-rows.ts';

export interface Recovered {
  /** Null when the workbook is none of the templates. */
  raw: RawWorkbook | null;
  issues: Issue[];
  version: string | null;
  /** What was read as what, with its evidence. */
  readings: Reading[];
  /** One of Quipu's own outputs that lies among the inputs. */
  ours?: boolean;
}

/** Finds out which template a workbook is, and which sheet, header and column is which; says what it did. */
export function recover(book: Book): Recovered {
  const meta = metaFacts(book);
  const nothing: Recovered = { raw: null, issues: [], version: meta.get('version') ?? null, readings: [] };
  if (meta.has('salida')) return { ...nothing, ours: true };
  const sheets = new Sheets(book);
  const found = findTemplateOf(meta.get('plantilla'), sheets);
  if (!('template' in found)) return { ...nothing, issues: [unknownTemplate(found)] };
  const { template } = found;
  const work = new Recovery(book, sheets, template, languageOf(meta.get('idioma'), sheets, template));
  work.tell.readings.push({ what: text('libro', 'workbook'), as: template, evidence: found.evidence });
  if (found.byHeaders) work.tell.issues.push(makeIssue('Q-12', {}, { template }));
  return work.run(meta.get('version') ?? null);
}

function unknownTemplate(alike: readonly Template[]): Issue {
  const names = (lang: Lang) => alike.map((template) => template[lang]).join(' / ');
  const what =
    alike.length > 1
      ? text(
          `El libro puede ser de varias plantillas: ${names('es')}.`,
          `The workbook may be of several templates: ${names('en')}.`,
        )
      : text('No reconozco esta plantilla.', 'I do not recognise this template.');
  return makeIssue('R-G-01', {}, { what });
}

/** `1`, `1.0` and `v1` are the same version. */
const tidyVersion = (value: string) =>
  fold(value)
    .replace(/^v(ersion)?\s*\.?\s*/, '')
    .replace(/\.0+$/, '');

/** Fewer known headers or keys are no header row. */
const LEAST_KNOWN = 3;

class Recovery {
  readonly tell: RecoveryFindings;
  private rowsLeft: number = MOST_ROWS;
  private date1904: boolean;

  constructor(
    private readonly book: Book,
    private readonly sheets: Sheets,
    private readonly template: Template,
    private readonly lang: Lang,
  ) {
    this.date1904 = book.date1904;
    this.tell = new RecoveryFindings(template, lang);
  }

  run(said: string | null): Recovered {
    const { template, lang } = this;
    const { issues, readings } = this.tell;
    const assigned = this.sheets.assign(template);
    const onFile = this.cover(assigned.find(({ definition }) => definition === template.cover));
    const cover = this.mendDates(onFile);
    const onCover = cover.rows[0]?.cells.version?.raw ?? null;
    const version = said ?? (onCover === null || typeof onCover === 'object' ? null : String(onCover));
    if (!this.readsVersion(version)) return { raw: null, issues, version, readings };
    const context: MatchContext = { lang, country: this.countryOf(cover), workbook: template.code };
    const sheets = assigned
      .filter(({ definition }) => definition !== template.cover)
      .map((one) => this.dataSheet(one, context, version));
    this.tell.others(assigned, this.sheets.own);
    if (this.book.macros) issues.push(makeIssue('Q-10', {}));
    return { raw: { template, lang, cover, sheets }, issues, version, readings };
  }

  /** A cut-off that lies in its period only when dates count from 1904: the mark of the file was lost. */
  private mendDates(cover: RawSheet): RawSheet {
    const [row] = cover.rows;
    const cutoff = row?.cells.fecha_corte;
    const period = readPeriod(String(row?.cells.periodo?.raw ?? ''), null);
    if (this.date1904 || !row || !period || !cutoff?.dateFormat || typeof cutoff.raw !== 'number') return cover;
    const within = (iso: string | null) => iso !== null && iso >= period.from && iso <= period.to;
    if (within(serialToIso(cutoff.raw, false)) || !within(serialToIso(cutoff.raw, true))) return cover;
    this.date1904 = true;
    this.tell.issues.push(makeIssue('M-23', {}));
    const cells = Object.entries(row.cells).map(([key, cell]) => [key, { ...cell, date1904: true }] as const);
    return { ...cover, rows: [{ ...row, cells: Object.fromEntries(cells) }] };
  }

  /** True for the version in force and for earlier ones that are still converted. */
  private readsVersion(version: string | null): boolean {
    if (version === null || tidyVersion(version) === this.template.version) return true;
    if (this.template.formerVersions?.includes(tidyVersion(version))) {
      this.tell.issues.push(makeIssue('M-38', {}, { version }));
      return true;
    }
    const what = text(
      `No reconozco la versión ${version} de esta plantilla (${this.template.es}).`,
      `I do not recognise version ${version} of this template (${this.template.en}).`,
    );
    this.tell.issues.push(makeIssue('R-G-01', {}, { what }));
    return false;
  }

  private countryOf({ rows }: RawSheet): string | null {
    const said = fold(String(rows[0]?.cells.pais?.raw ?? ''));
    const column = this.template.cover.columns.find(({ key }) => key === 'pais');
    const found = column?.type.parse({ raw: said }, { ...blankContext(this.template, this.lang), column });
    return typeof found?.value === 'string' && countryByCode.has(found.value) ? found.value : null;
  }

  private cover(found: Assigned | undefined): RawSheet {
    const definition = this.template.cover;
    const chosen = found?.chosen;
    if (!chosen) {
      this.tell.issues.push(makeIssue('Q-08', {}, { field: definition.label }));
      return { sheet: definition, name: definition.label[this.lang], rows: [] };
    }
    this.tell.sheet(definition, chosen, found?.rivals ?? [], found?.twins);
    const context = blankContext(this.template, this.lang);
    const { row, recovered, beside, lowered } = readCover(chosen.sheet, definition, this.date1904, context);
    if (lowered !== null) this.tell.lowered(chosen.sheet, definition, lowered);
    this.tell.coverLabels(chosen.sheet, definition, recovered);
    this.tell.coverValues(chosen.sheet, definition, beside);
    return { sheet: definition, name: chosen.sheet.name, rows: [row] };
  }

  private dataSheet(
    { definition, chosen, rivals, twins }: Assigned,
    context: MatchContext,
    version: string | null,
  ): RawSheet {
    const older = version !== null && tidyVersion(version) !== this.template.version;
    if (!chosen) {
      if (!older || !this.template.sheetsSince?.[definition.id])
        this.tell.issues.push(makeIssue('Q-09', {}, { field: definition.label }));
      return { sheet: definition, name: definition.label[this.lang], rows: [], unread: true, absent: true };
    }
    this.tell.sheet(definition, chosen, rivals, twins);
    const { sheet, header } = chosen;
    const raw: RawSheet = { sheet: definition, name: sheet.name, rows: [] };
    if (rivals.length > 0 || !header) return { ...raw, unread: true };
    // One or two names that happen to be headers make no header row.
    if (header.known.size < Math.min(LEAST_KNOWN, definition.columns.length))
      return { ...raw, ...this.withoutHeader(sheet, definition, context) };
    const from = (header.rows?.[1] ?? header.keyRow ?? 0) + 1;
    const matched = matchColumns(sheet, definition, header, from, context);
    if (!this.isInItsPlace(sheet, definition, matched.matches, new Sample(sheet, from, context)))
      return { ...raw, unread: true };
    const matches = { ...matched, matches: matched.matches.map((match) => withUnit(match, sheet, from)) };
    const reading = this.rows(sheet, definition, matches.matches, header.titles.values(), from);
    const moved = shiftedRows(sheet, matches.matches, from, new Sample(sheet, from, context));
    if (moved) this.tell.shiftedRows(sheet, definition, moved);
    this.tell.columns(sheet, definition, matches, header);
    this.tell.above(sheet, definition, rowsAbove(sheet, matches.matches, header, from));
    // A sheet that nobody filled in misses nothing.
    if (hasData(chosen)) {
      this.tell.questions(sheet, definition, matches);
      this.tell.missing(sheet, definition, matches, older);
    }
    const isMoved = ({ number }: RawRow) => moved !== null && number >= moved.top && number <= moved.bottom;
    const rows = reading.rows.filter((row) => !isMoved(row));
    const leftOut = [
      ...reading.rows.filter(isMoved).map(({ number }) => number),
      ...(reading.stopped ? rowsBetween(sheet, reading.stopped) : []),
    ];
    // What names a row that was left out is not wrong.
    const partly = leftOut.length > 0 && { leftOut, unread: true as const };
    return { ...raw, ...placed({ ...reading, rows }, matches.matches), ...partly };
  }

  /** Whether what was filled in stands below its own titles; what does not is told once, and not read cell by cell. */
  private isInItsPlace(sheet: BookSheet, definition: Sheet, matches: readonly ColumnMatch[], sample: Sample): boolean {
    if (mostlyFits(matches, sample)) return true;
    const shift = shiftOf(matches, sample);
    const foreign = shift ? null : foreignContents(definition, matches, sample, this.template.sheets);
    if (shift) this.tell.shifted(sheet, definition, shift);
    if (foreign) this.tell.foreign(sheet, definition, foreign);
    return !shift && !foreign;
  }

  private rows(
    sheet: BookSheet,
    definition: Sheet,
    matches: readonly ColumnMatch[],
    titles: Iterable<string>,
    from: number,
  ): RowsReading {
    const { date1904 } = this;
    const reading = readRows(sheet, definition, matches, titles, { from, most: this.rowsLeft, date1904 });
    this.rowsLeft -= reading.rows.length;
    this.tell.rows(sheet, definition, reading);
    // A workbook that is kept out for its size is not checked row by row.
    return reading.cut ? { ...reading, rows: [] } : reading;
  }

  /** Nothing but values: they are read in the order of the template where they fit it. */
  private withoutHeader(sheet: BookSheet, definition: Sheet, context: MatchContext): Partial<RawSheet> {
    if (sheet.cells.count === 0) return {};
    const found = matchByOrder(sheet, definition, context);
    this.tell.order(sheet, definition, found?.matches ?? null);
    if (!found) return { unread: true };
    return placed(this.rows(sheet, definition, found.matches, [], found.from), found.matches);
  }
}

function withUnit(match: ColumnMatch, { cells }: BookSheet, from: number): ColumnMatch {
  const unit = match.former ? null : unitOfHeader(match.header, match.column, figuresIn(cells, match.at, from));
  return unit ? { ...match, unit } : match;
}

/** Plain numbers of a column. */
function* figuresIn(cells: BookSheet['cells'], column: number, from: number): Iterable<number> {
  for (let index = cells.span(cells.place(from))[0]; index < cells.count; index += 1) {
    if (cells.column[index] !== column) continue;
    const { value, shows } = cells.cell(index);
    if (typeof value === 'number' && shows === 'number') yield value;
  }
}

/** Numbers of rows of data behind the header of a second table. */
function rowsBetween({ cells }: BookSheet, { at, last }: { at: number; last: number }): number[] {
  const numbers: number[] = [];
  for (
    let place = cells.place(at + 1);
    place < cells.rows.length && (cells.rows[place] as number) <= last;
    place += 1
  ) {
    const [start, end] = cells.span(place);
    if (end - start >= LEAST_KNOWN) numbers.push(cells.rows[place] as number);
  }
  return numbers;
}

/** Rows, with the letters of the columns that they were read from. */
function placed({ rows, cut }: RowsReading, matches: readonly ColumnMatch[]): Partial<RawSheet> {
  const columns = Object.fromEntries(matches.map(({ column, at }) => [column.key, letters(at - 1)]));
  return { rows, letters: columns, ...(cut && { unread: true as const }) };
}

function blankContext({ code }: Template, lang: Lang) {
  return {
    country: null,
    workbook: code,
    lang,
    cutoff: null,
    series: null,
    lists,
    resolveReference: () => null,
    resolveName: () => null,
    columnTexts: () => new Set<string>(),
  };
}
