import { letters } from '../../sheets-templates/build/xlsx/address.ts';
import { lists } from '../../sheets-templates/code-lists/lookup.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import {
  type Column,
  type Issue,
  type Lang,
  type Sheet,
  type Template,
  type Text,
  text,
} from '../../sheets-templates/define.ts';
import { readPeriod } from '../../sheets-templates/functions/period.ts';
import { serialToIso } from '../../sheets-templates/functions/to-date.ts';
import { bareHeader, headerNames } from '../../sheets-templates/header-names.ts';
import { makeIssue } from '../../sheets-templates/issues.ts';
import { fold } from '../../sheets-templates/words.ts';
import type { RawSheet, RawWorkbook } from '../../sheets-templates/workbook.ts';
import type { Book, BookSheet } from '../read/book.ts';
import { LIMITS } from '../read/limits.ts';
import type { Reading } from './evidence.ts';
import { type Assigned, type Candidate, Sheets } from './find-sheets.ts';
import { findTemplateOf, languageOf, metaFacts } from './find-template.ts';
import {
  type ColumnMatch,
  columnPlace,
  type MatchContext,
  type Matches,
  matchByOrder,
  matchColumns,
} from './match-columns.ts';
import { readCover } from './read-cover.ts';
import { type RowsReading, readRows } from './read-rows.ts';

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
  work.readings.push({ what: text('libro', 'workbook'), as: template, evidence: found.evidence });
  if (found.byHeaders) work.issues.push(makeIssue('Q-12', {}, { template }));
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

class Recovery {
  readonly issues: Issue[] = [];
  readonly readings: Reading[] = [];
  private rowsLeft: number = LIMITS.rows;
  private date1904: boolean;

  constructor(
    private readonly book: Book,
    private readonly sheets: Sheets,
    private readonly template: Template,
    private readonly lang: Lang,
  ) {
    this.date1904 = book.date1904;
  }

  run(said: string | null): Recovered {
    const { template, lang, issues, readings } = this;
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
    this.tellOthers(assigned);
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
    this.issues.push(makeIssue('M-23', {}));
    const cells = Object.entries(row.cells).map(([key, cell]) => [key, { ...cell, date1904: true }] as const);
    return { ...cover, rows: [{ ...row, cells: Object.fromEntries(cells) }] };
  }

  /** True for the version in force and for earlier ones that are still converted. */
  private readsVersion(version: string | null): boolean {
    if (version === null || tidyVersion(version) === this.template.version) return true;
    if (this.template.formerVersions?.includes(tidyVersion(version))) {
      this.issues.push(makeIssue('M-38', {}, { version }));
      return true;
    }
    const what = text(
      `No reconozco la versión ${version} de esta plantilla (${this.template.es}).`,
      `I do not recognise version ${version} of this template (${this.template.en}).`,
    );
    this.issues.push(makeIssue('R-G-01', {}, { what }));
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
      this.issues.push(makeIssue('Q-08', {}, { field: definition.label }));
      return { sheet: definition, name: definition.label[this.lang], rows: [] };
    }
    this.tellSheet(definition, chosen, found?.rivals ?? []);
    const { row, recovered } = readCover(chosen.sheet, definition, this.date1904);
    for (const { column, label, row: number, evidence } of recovered) {
      const place = { sheet: chosen.sheet.name, sheetId: definition.id, row: number };
      this.issues.push(makeIssue('M-28', place, readAs(label, column), 'warning'));
      this.readings.push({
        what: text(`${chosen.sheet.name}, fila ${number}`, `${chosen.sheet.name}, row ${number}`),
        as: column.label,
        evidence: [evidence],
      });
    }
    return { sheet: definition, name: chosen.sheet.name, rows: [row] };
  }

  /** A sheet under another name, or one of several alike. */
  private tellSheet(definition: Sheet, chosen: Candidate, rivals: readonly Candidate[]): void {
    const { sheet, evidence } = chosen;
    this.readings.push({ what: text(`hoja «${sheet.name}»`, `sheet «${sheet.name}»`), as: definition.label, evidence });
    if (rivals.length > 0) {
      const names = [chosen, ...rivals].map((candidate) => candidate.sheet.name).join(', ');
      const what = text(
        `Hay ${rivals.length + 1} hojas que parecen ${definition.label.es}: ${names}.`,
        `There are ${rivals.length + 1} sheets that look like ${definition.label.en}: ${names}.`,
      );
      const todo = text('Deje una sola y vuelva a enviar el libro.', 'Keep one and send the workbook again.');
      this.issues.push(makeIssue('M-37', {}, { what, todo }, 'fatal'));
      return;
    }
    const own = [definition.id, definition.label.es, definition.label.en].map(fold);
    if (own.includes(fold(sheet.name))) return;
    const what = text(
      `La hoja «${sheet.name}» se leyó como ${definition.label.es}.`,
      `The sheet «${sheet.name}» was read as ${definition.label.en}.`,
    );
    const todo = text('Si no es así, use los nombres de la plantilla.', 'If not so, use the names of the template.');
    this.issues.push(makeIssue('M-37', {}, { what, todo }));
  }

  private dataSheet({ definition, chosen, rivals }: Assigned, context: MatchContext, version: string | null): RawSheet {
    if (!chosen) {
      this.issues.push(makeIssue('Q-09', {}, { field: definition.label }));
      return { sheet: definition, name: definition.label[this.lang], rows: [] };
    }
    this.tellSheet(definition, chosen, rivals);
    const { sheet, header } = chosen;
    const raw: RawSheet = { sheet: definition, name: sheet.name, rows: [] };
    if (rivals.length > 0 || !header) return raw;
    if (!header.rows && header.known.size === 0)
      return { ...raw, rows: this.withoutHeader(sheet, definition, context) };
    const from = (header.rows?.[1] ?? header.keyRow ?? 0) + 1;
    const matches = matchColumns(sheet, definition, header, from, context);
    const reading = this.rows(sheet, definition, matches.matches, header.titles.values(), from);
    this.tellColumns(sheet, definition, matches, header.keyRow !== null);
    // A sheet that nobody filled in misses nothing.
    if (reading.rows.some(({ cells }) => Object.keys(cells).length > 1)) {
      this.tellQuestions(sheet, definition, matches);
      this.tellMissing(sheet, definition, matches, version);
    }
    return { ...raw, rows: reading.rows };
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
    const place = placeOf(sheet, definition);
    if (reading.cut) this.issues.push(makeIssue('Q-15', place, { most: LIMITS.rows }));
    if (reading.stopped)
      this.issues.push(makeIssue('M-34', { ...place, row: reading.stopped.at }, { ...reading.stopped }));
    if (reading.hidden > 0) this.issues.push(makeIssue('M-36', place, { what: hiddenRows(reading.hidden) }));
    for (const [column, n] of reading.filled) this.issues.push(makeIssue('M-32', place, mergedText(column, n)));
    // A workbook that is kept out for its size is not checked row by row.
    return reading.cut ? { ...reading, rows: [] } : reading;
  }

  /** Nothing but values: they are read in the order of the template where they fit it. */
  private withoutHeader(sheet: BookSheet, definition: Sheet, context: MatchContext): RawSheet['rows'] {
    if (sheet.cells.count === 0) return [];
    const found = matchByOrder(sheet, definition, context);
    if (!found) {
      this.issues.push(makeIssue('Q-14', placeOf(sheet, definition), { field: definition.label }));
      return [];
    }
    const what = text(
      'No tiene fila de títulos; las columnas se leyeron en el orden de la plantilla.',
      'It has no header row; the columns were read in the order of the template.',
    );
    this.issues.push(makeIssue('M-28', placeOf(sheet, definition), { what, todo: CHECK_COLUMNS }, 'warning'));
    for (const match of found.matches) this.trace(sheet, match);
    return this.rows(sheet, definition, found.matches, [], found.from).rows;
  }

  private trace(sheet: BookSheet, { at, column, evidence }: ColumnMatch): void {
    this.readings.push({ what: columnPlace(sheet.name, at), as: column.label, evidence });
  }

  private tellColumns(sheet: BookSheet, definition: Sheet, { matches, strangers }: Matches, hasKeys: boolean): void {
    const place = placeOf(sheet, definition);
    const translated: string[] = [];
    for (const match of matches) {
      this.trace(sheet, match);
      const { column, header, at, former } = match;
      const names = headerNames(definition).get(bareHeader(header)) ?? [];
      const name = names.find((candidate) => candidate.column === column);
      if (former || name?.kind === 'key' || bareHeader(header) === bareHeader(column.label[this.lang])) continue;
      if (name?.kind === 'label') {
        translated.push(header);
        continue;
      }
      const shown = header || text(`columna ${letters(at - 1)}`, `column ${letters(at - 1)}`);
      this.issues.push(makeIssue('M-28', place, readAs(shown, column), 'warning'));
    }
    if (translated.length > 0)
      this.issues.push(makeIssue('M-29', place, { headers: translated.slice(0, 8).join(', ') }));
    if (!hasKeys && matches.length > 0) this.issues.push(makeIssue('Q-16', place));
    const order = matches.map(({ column }) => definition.columns.indexOf(column));
    if (order.some((index, at) => at > 0 && index < (order[at - 1] as number)))
      this.issues.push(makeIssue('M-30', place));
    for (const { header, former, column } of matches) {
      if (former) this.issues.push(makeIssue('Q-17', place, { header, field: column.label, times: former.times ?? 1 }));
    }
    const extra = strangers.filter(({ header }) => header !== '');
    if (extra.length > 0)
      this.issues.push(
        makeIssue('M-31', place, {
          headers: extra
            .slice(0, 8)
            .map(({ header }) => header)
            .join(', '),
        }),
      );
  }

  private tellQuestions(sheet: BookSheet, definition: Sheet, { questions }: Matches): void {
    for (const { column, candidates } of questions) {
      const names = candidates.map(({ at, header }) => `${letters(at - 1)} «${header}»`).join(', ');
      const what = text(
        `No se sabe cuál de estas columnas es ${column.label.es}: ${names}.`,
        `There is no telling which of these columns is ${column.label.en}: ${names}.`,
      );
      const todo = text(
        `Deje el título «${column.label.es}» en una sola y vuelva a enviar.`,
        `Leave the header «${column.label.en}» on one alone and send again.`,
      );
      const severity = column.required.kind === 'always' ? 'fatal' : 'warning';
      this.issues.push(makeIssue('M-28', placeOf(sheet, definition), { what, todo }, severity));
    }
  }

  private tellMissing(
    sheet: BookSheet,
    definition: Sheet,
    { matches, questions }: Matches,
    version: string | null,
  ): void {
    const found = new Set([...matches.map(({ column }) => column), ...questions.map(({ column }) => column)]);
    const older = version !== null && tidyVersion(version) !== this.template.version;
    for (const column of definition.columns) {
      if (found.has(column) || column.computed || (older && column.since !== undefined)) continue;
      if (this.template.hiddenColumns?.[definition.id]?.includes(column.key)) continue;
      const parts = column.sumOf?.map((key) => definition.columns.find((part) => part.key === key));
      const derived = parts?.every((part) => part && found.has(part)) ?? false;
      const needed = column.required.kind === 'always';
      const what = text(`Falta la columna ${column.label.es}.`, `The column ${column.label.en} is missing.`);
      const todo = text(
        'Copie sus datos en una plantilla nueva, o devuelva a la columna su título.',
        'Copy your data into a new template, or give the column its header back.',
      );
      const severity = needed ? (derived ? 'warning' : 'fatal') : 'note';
      this.issues.push(makeIssue('M-28', placeOf(sheet, definition), { what, todo }, severity));
    }
  }

  /** Sheets of the team's own, which are not read. */
  private tellOthers(assigned: readonly Assigned[]): void {
    const read = new Set(
      assigned.flatMap(({ chosen, rivals }) => [chosen?.sheet, ...rivals.map(({ sheet }) => sheet)]),
    );
    const others = this.sheets.own.filter((sheet) => !read.has(sheet) && sheet.cells.count > 0);
    const names = (list: readonly BookSheet[]) =>
      list
        .slice(0, 8)
        .map(({ name }) => name)
        .join(', ');
    const visible = others.filter(({ state }) => state === 'visible');
    const hidden = others.filter(({ state }) => state !== 'visible');
    if (visible.length > 0) this.issues.push(makeIssue('Q-13', {}, { names: names(visible) }));
    if (hidden.length === 0) return;
    const what = text(
      `Hojas ocultas que no se leyeron: ${names(hidden)}.`,
      `Hidden sheets that were not read: ${names(hidden)}.`,
    );
    this.issues.push(makeIssue('M-36', {}, { what }));
  }
}

const placeOf = ({ name }: BookSheet, { id }: Sheet) => ({ sheet: name, sheetId: id });

const CHECK_COLUMNS = text(
  'Si no es así, use los títulos de la plantilla.',
  'If not so, use the headers of the template.',
);

function readAs(header: string | Text, column: Column) {
  const shown = (lang: Lang) => (typeof header === 'string' ? header : header[lang]);
  const what = text(
    `La columna «${shown('es')}» se leyó como ${column.label.es}.`,
    `The column «${shown('en')}» was read as ${column.label.en}.`,
  );
  return { what, todo: CHECK_COLUMNS };
}

const hiddenRows = (n: number): Text =>
  n === 1
    ? text('1 fila oculta se leyó.', '1 hidden row was read.')
    : text(`${n} filas ocultas se leyeron.`, `${n} hidden rows were read.`);

function mergedText(column: Column, n: number) {
  return {
    what: text(
      `${column.label.es}: el valor de las casillas combinadas se tomó para ${n} ${n === 1 ? 'fila' : 'filas'} más.`,
      `${column.label.en}: the value of merged cells was taken for ${n} more ${n === 1 ? 'row' : 'rows'}.`,
    ),
    todo: text('Separe las casillas y llene cada fila.', 'Split the cells and fill in each row.'),
  };
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
    columnTexts: () => new Set<string>(),
  };
}
