import { columnNumber } from '../../../sheets-templates/book/book.ts';
import { type PackedBook, type PackedCells, unpack, withRows } from '../../../sheets-templates/book/packed-book.ts';
import { checkWorkbook } from '../../../sheets-templates/check.ts';
import { checks, findRule } from '../../../sheets-templates/checks/index.ts';
import { columnHelp } from '../../../sheets-templates/column-help.ts';
import type { Row } from '../../../sheets-templates/define/cell.ts';
import type { Issue } from '../../../sheets-templates/define/finding.ts';
import type { Sheet, Template } from '../../../sheets-templates/define/template.ts';
import { type Text, text } from '../../../sheets-templates/define/text.ts';
import type { TemplateOptions } from '../../../sheets-templates/emit/xlsx/template-book.ts';
import { groupIssues } from '../../../sheets-templates/group.ts';
import { countBySeverity, leftOutOf } from '../../../sheets-templates/issues.ts';
import { rawCell } from '../../../sheets-templates/recover/read-cover.ts';
import { roadmapSummary } from '../../../sheets-templates/roadmap-summary.ts';
import { findTemplate } from '../../../sheets-templates/templates/index.ts';
import { type ValidatedBook, validateBook } from '../../../sheets-templates/validate.ts';
import type {
  CheckedRow,
  CheckedSheet,
  RawCell,
  RawRow,
  RawSheet,
  RawWorkbook,
} from '../../../sheets-templates/workbook.ts';
import { type CellWrite, HostError, type TemplateFile } from '../../host.ts';
import type { OpenWorkbook } from './open-workbook.ts';
import type { Confirmed, Draft, Engine, Form, FormAsked, Reviewed, RowsChecked, WantedTemplate } from './protocol.ts';

const NOTHING_OPEN = new HostError(
  text(
    'No hay una plantilla de Quipu abierta. Empiece con una en «Empezar».',
    'No Quipu template is open. Begin with one under «Start».',
  ),
);

/** The rules over one open workbook. */
export class WorkbookEngine implements Engine {
  private book: PackedBook | null = null;
  private last: ValidatedBook | null = null;
  /** Findings of the last review, those of changed rows as they are now. */
  private current: readonly Issue[] = [];

  async review(book: PackedBook): Promise<Reviewed> {
    this.book = book;
    return this.again();
  }

  async again(): Promise<Reviewed> {
    const started = performance.now();
    const book = this.book ?? none();
    this.last = validateBook(unpack(book));
    this.current = this.last.issues;
    return { ...summary(this.last), took: performance.now() - started };
  }

  async changed(
    name: string,
    from: number,
    to: number,
    cells: PackedCells,
    texts: readonly string[],
  ): Promise<RowsChecked> {
    const started = performance.now();
    const book = this.book ?? none();
    book.texts = [...texts];
    const sheet = book.sheets.find((one) => one.name === name);
    if (sheet) sheet.cells = withRows(sheet.cells, from, to, cells);
    const inRows = ({ sheet: of, row }: Issue) => of === name && row !== null && row >= from && row <= to;
    const raw = this.last?.raw?.sheets.find((one) => one.name === name);
    const found = raw && this.last?.raw ? this.checkRows(this.last.raw, raw, from, to) : [];
    const issues = found.filter((issue) => inRows(issue) && isOfRow(issue));
    const others = this.current.filter((issue) => !(inRows(issue) && isOfRow(issue)));
    this.current = [...others, ...issues];
    return { issues, counts: countBySeverity(this.current), took: performance.now() - started };
  }

  /** The rules about cells and rows, over these rows alone; what they refer to is there as it was typed before. */
  private checkRows(raw: RawWorkbook, sheet: RawSheet, from: number, to: number): readonly Issue[] {
    const rows = this.rowsNow(sheet, from, to);
    const needed = new Set(sheet.sheet.columns.flatMap(({ ref }) => (ref && !ref.external ? [ref.sheet] : [])));
    const sheets = raw.sheets.map((other): RawSheet => {
      const known = needed.has(other.sheet.id) ? this.knownRows(other.sheet.id) : [];
      if (other === sheet) return { ...other, rows, known: known.filter(({ number }) => number < from || number > to) };
      return needed.has(other.sheet.id) ? { ...other, rows: [], known } : { ...other, rows: [], unread: true };
    });
    return checkWorkbook({ ...raw, sheets }, ROW_CHECKS).issues;
  }

  private knownRows(id: string): readonly CheckedRow[] {
    return this.last?.checked?.workbook.sheets.find(({ sheet }) => sheet.id === id)?.rows ?? [];
  }

  /** Rows of a sheet whose columns are known, as they stand now. */
  private rowsNow({ name, letters = {} }: RawSheet, from: number, to: number): RawRow[] {
    const book = unpack(this.book ?? none());
    const cells = book.sheets.find((sheet) => sheet.name === name)?.cells;
    if (!cells) return [];
    const keys = new Map(Object.entries(letters).map(([key, letter]) => [columnNumber(letter), key]));
    const rows: RawRow[] = [];
    for (let place = cells.place(from); place < cells.rows.length; place += 1) {
      const number = cells.rows[place] as number;
      if (number > to) break;
      const found: Record<string, RawCell> = {};
      const [start, end] = cells.span(place);
      for (let index = start; index < end; index += 1) {
        const at = cells.column[index] as number;
        const key = keys.get(at);
        const cell = key === undefined ? null : rawCell(cells.cell(index), number, at, book.date1904);
        if (key !== undefined && cell && cell.raw !== '') found[key] = cell;
      }
      rows.push({ number, cells: found });
    }
    return rows;
  }

  async help(name: string, cell: string) {
    const raw = this.last?.raw;
    const match = /^\$?([A-Z]{1,3})\$?(\d+)$/.exec(cell);
    if (!raw || !match) return null;
    const [, letter = '', row = ''] = match;
    const found = this.columnAt(raw, name, letter, Number(row));
    if (!found) return null;
    const context = { country: this.last?.checked?.workbook.context.country ?? null, workbook: raw.template.code };
    return columnHelp(found.sheet, found.key, context, (id) => labelOf(raw, id));
  }

  private columnAt(raw: RawWorkbook, name: string, letter: string, row: number): { sheet: Sheet; key: string } | null {
    if (raw.cover.name === name) {
      const { cells = {} } = raw.cover.rows[0] ?? {};
      const [key] = Object.entries(cells).find(([, { address }]) => address.replace(/\D/g, '') === String(row)) ?? [];
      return key ? { sheet: raw.cover.sheet, key } : null;
    }
    const sheet = raw.sheets.find((one) => one.name === name);
    const [key] = Object.entries(sheet?.letters ?? {}).find(([, at]) => at === letter) ?? [];
    return sheet && key ? { sheet: sheet.sheet, key } : null;
  }

  async form(asked: FormAsked): Promise<Form> {
    const { formFor } = await import('./forms.ts');
    return formFor(this.open(), asked);
  }

  async draft(asked: FormAsked, values: Readonly<Record<string, string>>): Promise<Draft> {
    const { draftFor } = await import('./drafts.ts');
    return draftFor(this.open(), this.book ?? none(), asked, values);
  }

  async cover(values: Row): Promise<CellWrite[]> {
    const { coverWrites } = await import('./drafts.ts');
    return coverWrites(this.open(), values);
  }

  async confirm(said: Confirmed) {
    const { raw } = this.open();
    const { confirmation } = await import('./confirm.ts');
    return confirmation(unpack(this.book ?? none()), raw.lang, this.last?.issues ?? [], said);
  }

  async build({ slug, cover, ...options }: WantedTemplate, as: TemplateFile['kind']): Promise<TemplateFile> {
    const template = findTemplate(slug);
    if (!template) throw new Error(`no template ${slug}`);
    return built(template, { ...options, cover: { envio_n: 1, ...cover } }, as);
  }

  async nextPeriod(as: TemplateFile['kind']) {
    const { raw, checked } = this.open();
    const { carryOver } = await import('../../../sheets-templates/carry-over.ts');
    const { country, cover, rows, unreadable } = carryOver(checked.workbook);
    return { template: await built(raw.template, { lang: raw.lang, country, cover, rows }, as), unreadable };
  }

  private open(): OpenWorkbook {
    const { raw = null, checked = null } = this.last ?? {};
    if (!raw || !checked) throw NOTHING_OPEN;
    return { raw, checked };
  }
}

async function built(template: Template, options: TemplateOptions, as: TemplateFile['kind']): Promise<TemplateFile> {
  if (as === 'requests') {
    const { toGoogle } = await import('../../../sheets-templates/emit/to-google.ts');
    return { kind: as, ...toGoogle(template, options) };
  }
  const { toXlsx } = await import('../../../sheets-templates/emit/to-xlsx.ts');
  return { kind: as, bytes: await toXlsx(template, options), sheets: [], names: [] };
}

function none(): never {
  throw NOTHING_OPEN;
}

const ROW_CHECKS = checks.filter(({ scope }) => scope === 'cell' || scope === 'row');

/** Whether a finding is about its row alone, so that it can be judged without the others. */
const isOfRow = ({ code }: Issue) => ['cell', 'row'].includes(findRule(code).scope);

const labelOf = ({ template }: RawWorkbook, id: string): Text =>
  template.sheets.find((sheet) => sheet.id === id)?.label ?? { es: id, en: id };

function summary({ raw, template, checked, issues, fatal, identity }: ValidatedBook): Omit<Reviewed, 'took'> {
  const workbook = checked?.workbook;
  return {
    template: template && { code: template.code, slug: template.slug, label: { es: template.es, en: template.en } },
    lang: raw?.lang ?? 'es',
    fatal,
    counts: countBySeverity(issues),
    groups: groupIssues(issues),
    marked: issues.flatMap(({ sheet, cell, severity, confirmed }) =>
      cell && sheet !== '' && !confirmed ? [{ sheet, cell, severity }] : [],
    ),
    leftOut: leftOutOf(checked),
    sheets: workbook?.sheets.map(sheetFacts) ?? [],
    cover: coverFacts(workbook),
    country: identity?.country ?? workbook?.context.country ?? null,
    period: identity?.period ?? null,
    number: identity?.number ?? null,
    roadmap: workbook ? roadmapSummary(workbook) : null,
    empty: workbook?.sheets.every(({ rows }) => rows.length === 0) ?? true,
  };
}

const sheetFacts = ({ sheet: { id, changes = [] }, name, rows }: CheckedSheet): Reviewed['sheets'][number] => ({
  id,
  name,
  rows: rows.length,
  changes: changes.map((change) => ({ id: change.id, label: change.label })),
});

/** What identifies the workbook, as typed. */
function coverFacts(workbook: NonNullable<ValidatedBook['checked']>['workbook'] | undefined): Reviewed['cover'] {
  if (!workbook) return [];
  const { template, cover } = workbook;
  const keys = [...template.identity, 'periodo', 'fecha_corte', 'envio_n'];
  return template.cover.columns
    .filter(({ key }) => keys.includes(key))
    .map(({ key, label, type }) => {
      const value = cover.values[key];
      const isDay = type.sql === 'DATE' && typeof value === 'string';
      const typed = isDay ? String(value).split('-').reverse().join('/') : (cover.typed[key] ?? '');
      return { key, label, value: typed, missing: value === null || value === undefined };
    });
}
