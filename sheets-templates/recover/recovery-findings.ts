import type { BookSheet } from '../book/book.ts';
import { requirementMark } from '../conditions.ts';
import { countries } from '../countries/index.ts';
import type { Column } from '../define/column.ts';
import type { Issue } from '../define/finding.ts';
import type { Sheet, Template } from '../define/template.ts';
import { type Lang, text } from '../define/text.ts';
import { letters } from '../emit/xlsx/address.ts';
import { bareHeader, headerNames } from '../header-names.ts';
import { makeIssue } from '../issues.ts';
import { costOf } from '../purpose.ts';
import { fold } from '../text-matching.ts';
import type { Reading } from './evidence.ts';
import type { Header } from './find-header.ts';
import type { Assigned, Candidate } from './find-sheets.ts';
import { unitInWords } from './header-units.ts';
import { MOST_ROWS } from './limits.ts';
import { columnPlace } from './match-by-order.ts';
import type { ColumnMatch, Matches } from './match-columns.ts';
import type { CoverReading } from './read-cover.ts';
import type { RowsReading } from './read-rows.ts';
import { CHECK_COLUMNS, hiddenRows, listed, mergedText, moved, readAs } from './recovery-words.ts';
import type { Shift } from './shifted-columns.ts';
import type { ShiftedRows } from './shifted-rows.ts';
import { sharedTitle } from './titles.ts';

const isOwnHeader = (header: string, own: string) => bareHeader(header) === bareHeader(own);

/** Says what recovery did: a finding for each thing that was read as something else, and the evidence of every reading. */
export class RecoveryFindings {
  readonly issues: Issue[] = [];
  readonly readings: Reading[] = [];

  constructor(
    private readonly template: Template,
    private readonly lang: Lang,
  ) {}

  /** A sheet under another name, or one of several alike. */
  sheet(definition: Sheet, chosen: Candidate, rivals: readonly Candidate[], twins: readonly Candidate[] = []): void {
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
    for (const { sheet: twin } of twins) {
      const what = text(
        `La hoja «${twin.name}» dice lo mismo que «${sheet.name}»; se leyó una sola.`,
        `The sheet «${twin.name}» says the same as «${sheet.name}»; one of them was read.`,
      );
      const todo = text('Borre la copia.', 'Delete the copy.');
      this.issues.push(makeIssue('M-37', {}, { what, todo }));
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

  trace(sheet: BookSheet, { at, column, evidence }: ColumnMatch): void {
    this.readings.push({ what: columnPlace(sheet.name, at), as: column.label, evidence });
  }

  columns(sheet: BookSheet, definition: Sheet, { matches, strangers }: Matches, { keyRow, rows }: Header): void {
    const hasKeys = keyRow !== null;
    const place = placeOf(sheet, definition);
    const titleRow = rows && rows[0] === rows[1] ? rows[0] : null;
    const translated: string[] = [];
    const overruled: [string, string][] = [];
    for (const match of matches) {
      this.trace(sheet, match);
      const { column, header, at, former, overKey } = match;
      const names = headerNames(definition).get(bareHeader(header)) ?? [];
      const name = names.find((candidate) => candidate.column === column);
      if (overKey !== undefined && overKey !== column.key) overruled.push([header, letters(at - 1)]);
      if (match.unit) {
        const how = unitInWords(match.unit);
        this.issues.push(makeIssue('Q-36', { ...place, columnKey: column.key }, { header, field: column.label, how }));
        continue;
      }
      if (former || name?.kind === 'key' || isOwnHeader(header, column.label[this.lang])) continue;
      // What a country calls its tax number stands in its templates.
      if (column.taxId && countries.some(({ taxIdLabel }) => isOwnHeader(header, taxIdLabel))) continue;
      if (name?.kind === 'label') {
        translated.push(header);
        continue;
      }
      const shown = header || text(`columna ${letters(at - 1)}`, `column ${letters(at - 1)}`);
      const issue = makeIssue('M-28', { ...place, columnKey: column.key }, readAs(shown, column), 'warning');
      this.issues.push({ ...issue, ...this.headerCell(sheet, column, at, titleRow) });
    }
    if (overruled.length > 0) this.issues.push(makeIssue('M-28', place, moved(overruled), 'warning'));
    if (translated.length > 0) this.issues.push(makeIssue('M-29', place, { headers: listed(translated) }));
    if (!hasKeys && matches.length > 0) this.issues.push(makeIssue('Q-16', place));
    const order = matches.map(({ column }) => definition.columns.indexOf(column));
    if (order.some((index, at) => at > 0 && index < (order[at - 1] as number)))
      this.issues.push(makeIssue('M-30', place));
    for (const { header, former, column } of matches) {
      if (former) this.issues.push(makeIssue('Q-17', place, { header, field: column.label, times: former.times ?? 1 }));
    }
    // Another word for a column that is there («Provincia» beside «Región») is a column of the team's own.
    const isRepeated = ({ header }: { header: string }) =>
      headerNames(definition)
        .get(bareHeader(header))
        ?.some(({ kind }) => kind !== 'alias') ?? false;
    const named = (list: typeof strangers) => listed(list.map(({ at, header }) => header || letters(at - 1)));
    const [repeated, extra] = [strangers.filter(isRepeated), strangers.filter((one) => !isRepeated(one))];
    if (repeated.some(({ filled }) => filled)) this.issues.push(makeIssue('Q-21', place, { headers: named(repeated) }));
    if (extra.length > 0) this.issues.push(makeIssue('M-31', place, { headers: named(extra) }));
  }

  /** Where a header stands, and what it should say, where the header is one row. */
  private headerCell(sheet: BookSheet, column: Column, at: number, row: number | null): Pick<Issue, 'cell' | 'fix'> {
    if (row === null) return { cell: null, fix: null };
    const cell = `${letters(at - 1)}${row}`;
    const value = column.label[this.lang] + requirementMark(column);
    return { cell, fix: { sheet: sheet.name, cell, value } };
  }

  questions(sheet: BookSheet, definition: Sheet, { questions }: Matches): void {
    for (const { column, candidates, shared } of questions) {
      if (shared) {
        this.issues.push(makeIssue('M-28', placeOf(sheet, definition), sharedTitle(column, candidates), 'warning'));
        continue;
      }
      const names = candidates.map(({ at, header }) => `${letters(at - 1)} «${header}»`).join(', ');
      const what = text(
        `No se sabe cuál de estas columnas es ${column.label.es}: ${names}.`,
        `There is no telling which of these columns is ${column.label.en}: ${names}.`,
      );
      const todo = text(
        `Deje el título «${column.label.es}» en una sola y vuelva a enviar.`,
        `Leave the header «${column.label.en}» on one alone and send again.`,
      );
      const severity = column.required.kind === 'always' ? severityOf(definition, column) : 'warning';
      this.issues.push(makeIssue('M-28', placeOf(sheet, definition), { what, todo }, severity));
    }
  }

  missing(sheet: BookSheet, definition: Sheet, { matches, questions }: Matches, older: boolean): void {
    const found = new Set([...matches.map(({ column }) => column), ...questions.map(({ column }) => column)]);
    for (const column of definition.columns) {
      if (found.has(column) || column.computed || (older && column.since !== undefined)) continue;
      if (this.template.hiddenColumns?.[definition.id]?.includes(column.key)) continue;
      const parts = column.sumOf?.map((key) => definition.columns.find((part) => part.key === key));
      const derived = parts?.every((part) => part && found.has(part)) ?? false;
      const needed = column.required.kind === 'always';
      const what = text(`Falta la columna ${column.label.es}.`, `The column ${column.label.en} is missing.`);
      const todo = text(
        'Si la borró, agréguela con ese título; si cambió el título, devuélvaselo.',
        'If you deleted it, add it with that header; if you changed the header, give it back.',
      );
      const severity = needed ? (derived ? 'warning' : severityOf(definition, column)) : 'note';
      this.issues.push(makeIssue('M-28', placeOf(sheet, definition), { what, todo }, severity));
    }
  }

  /** Sheets of the team's own, which are not read. */
  others(assigned: readonly Assigned[], own: readonly BookSheet[]): void {
    const read = new Set(
      assigned.flatMap(({ chosen, rivals, twins }) => [
        chosen?.sheet,
        ...[...rivals, ...twins].map(({ sheet }) => sheet),
      ]),
    );
    const others = own.filter((sheet) => !read.has(sheet) && sheet.cells.count > 0);
    const names = (list: readonly BookSheet[]) => listed(list.map(({ name }) => name));
    const visible = others.filter(({ state }) => state === 'visible');
    const hidden = others.filter(({ state }) => state !== 'visible');
    if (visible.length > 0) this.issues.push(makeIssue('Q-13', {}, { names: names(visible) }));
    if (hidden.length === 0) return;
    const what = text(
      `Hojas ocultas que no se leyeron: ${names(hidden).es}.`,
      `Hidden sheets that were not read: ${names(hidden).en}.`,
    );
    this.issues.push(makeIssue('M-36', {}, { what }));
  }

  coverLabels(sheet: BookSheet, { id }: Sheet, recovered: CoverReading['recovered']): void {
    for (const { column, label, row, evidence } of recovered) {
      this.issues.push(makeIssue('M-28', { sheet: sheet.name, sheetId: id, row }, readAs(label, column), 'warning'));
      const what = text(`${sheet.name}, fila ${row}`, `${sheet.name}, row ${row}`);
      this.readings.push({ what, as: column.label, evidence: [evidence] });
    }
  }

  /** Values of the cover that stood one row below their labels. */
  lowered({ name }: BookSheet, { id }: Sheet, row: number): void {
    this.issues.push(makeIssue('Q-47', { sheet: name, sheetId: id, row }, { row }));
  }

  coverValues(sheet: BookSheet, { id }: Sheet, beside: CoverReading['beside']): void {
    for (const { column, row, value, other } of beside) {
      const params = { field: column.label, ...(column.personal ? { value: '…', other: '…' } : { value, other }) };
      this.issues.push(makeIssue('Q-20', { sheet: sheet.name, sheetId: id, row }, params));
    }
  }

  rows(sheet: BookSheet, definition: Sheet, { cut, stopped, hidden, filled }: RowsReading): void {
    const place = placeOf(sheet, definition);
    if (cut) this.issues.push(makeIssue('Q-15', place, { most: MOST_ROWS }));
    if (stopped) this.issues.push({ ...makeIssue('M-34', { ...place, row: stopped.at }, { ...stopped }), cost: 'row' });
    if (hidden > 0) this.issues.push(makeIssue('M-36', place, { what: hiddenRows(hidden) }));
    for (const [column, n] of filled) this.issues.push(makeIssue('M-32', place, mergedText(column, n)));
  }

  /** Rows that somebody put above the headers: nothing says that they are data, and they may be. */
  above(sheet: BookSheet, definition: Sheet, rows: readonly number[]): void {
    if (rows.length > 0) this.issues.push(makeIssue('Q-19', placeOf(sheet, definition), { rows: rows.join(', ') }));
  }

  /** What was pasted one column beside its titles. */
  shifted(sheet: BookSheet, definition: Sheet, { side, from, to }: Shift): void {
    this.issues.push(makeIssue('Q-41', placeOf(sheet, definition), { from, to, ...sidesOf(side) }));
  }

  /** Some rows of it, which are left out. */
  shiftedRows(sheet: BookSheet, definition: Sheet, { side, from, to, top, bottom }: ShiftedRows): void {
    const told = { top, bottom, from, to, ...sidesOf(side) };
    this.issues.push({ ...makeIssue('Q-45', placeOf(sheet, definition), told), cost: 'row' });
  }

  /** What stands below the titles of a sheet is that of another one. */
  foreign(sheet: BookSheet, definition: Sheet, other: Sheet): void {
    this.issues.push(makeIssue('Q-46', placeOf(sheet, definition), { own: definition.label, other: other.label }));
  }

  /** Columns read in the order of the template, for want of headers; null where their values do not fit it. */
  order(sheet: BookSheet, definition: Sheet, matches: readonly ColumnMatch[] | null): void {
    const place = placeOf(sheet, definition);
    if (!matches) {
      this.issues.push(makeIssue('Q-14', place, { field: definition.label }));
      return;
    }
    const what = text(
      'No tiene fila de títulos; las columnas se leyeron en el orden de la plantilla.',
      'It has no header row; the columns were read in the order of the template.',
    );
    this.issues.push(makeIssue('M-28', place, { what, todo: CHECK_COLUMNS }, 'warning'));
    for (const match of matches) this.trace(sheet, match);
  }
}

/** Without what tells its rows apart a sheet cannot be read; without another column that one is missing, as if it were empty. */
const severityOf = (definition: Sheet, column: Column) => (costOf(definition, column) === 'row' ? 'fatal' : 'error');

const sidesOf = (side: Shift['side']) => {
  const [left, right] = [text('a la izquierda', 'to the left'), text('a la derecha', 'to the right')];
  return side === 'left' ? { where: left, back: right } : { where: right, back: left };
};

const placeOf = ({ name }: BookSheet, { id }: Sheet) => ({ sheet: name, sheetId: id });
