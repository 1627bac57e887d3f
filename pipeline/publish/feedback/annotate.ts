import type { CellFix, Issue } from '../../../sheets-templates/define/finding.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { META_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import { writeWorkbook } from '../../../sheets-templates/emit/xlsx/write-workbook.ts';
import { Refused } from '../../read/refusal.ts';
import { copiedSheet } from './copy-sheet.ts';
import { EditableWorkbook } from './editable-workbook.ts';
import { chunks, LEVELS, LOOKS, noteText, squeezed } from './note-text.ts';
import { clearNotes, putNotes } from './notes.ts';
import { bytesOf, OFFICE, OfficePackage } from './package.ts';
import type { ReviewContent } from './review-content.ts';
import { reviewSheet } from './review-sheet.ts';
import type { Styles } from './styles-edit.ts';
import { freeName, READINESS, renamedColumns, SHEET_TYPE, type SheetEntry, tableOf } from './workbook-xml.ts';
import { attributeOf, elementsIn, escapeXml, localName, NotEditable, spliced, withAttribute } from './xml-edit.ts';

/** What goes into a sender's workbook. */
export interface Annotation extends ReviewContent {
  /** Where the submission number stands, to be set to `next`. */
  numberCell: { sheet: string; cell: string } | null;
}

/**
 * A copy of a sender's workbook with a colour and a note on each cell that has a finding, and a first sheet that says
 * what to do. Parts that are not touched keep their bytes; marks of an earlier review are replaced.
 *
 * @param bytes an .xlsx or .xlsm
 * @returns null when its form does not allow for it: then the review stands alone
 */
export async function annotated(bytes: Uint8Array, annotation: Annotation): Promise<Uint8Array | null> {
  try {
    const book = new Workbook(bytes);
    await book.annotate(annotation);
    return book.bytes();
  } catch (error) {
    if (error instanceof NotEditable || error instanceof Refused) return null;
    throw error;
  }
}

/**
 * A copy of a workbook with values written into cells; nothing else changes but that formulas are computed anew when
 * it is opened.
 * @returns the copy and the cells that had to be left as they are; null when its form does not allow for any
 */
export function withValues(
  bytes: Uint8Array,
  values: readonly CellFix[],
): { bytes: Uint8Array; left: readonly string[] } | null {
  try {
    const book = new Workbook(bytes);
    const left = book.write(values);
    return { bytes: book.bytes(), left };
  } catch (error) {
    if (error instanceof NotEditable || error instanceof Refused) return null;
    throw error;
  }
}

/** The review as a workbook of its own. */
export async function reviewAlone(content: ReviewContent): Promise<Uint8Array> {
  return writeWorkbook({ sheets: [reviewSheet({ ...content, inside: false }), outputMark] });
}

/** By it an output of Quipu is known when it lies among the inputs. */
const outputMark = { name: META_SHEET, rows: [['salida', 'revision']], veryHidden: true };

class Workbook extends EditableWorkbook {
  async annotate(annotation: Annotation): Promise<void> {
    const styles = this.styles();
    const sheets = this.sheets();
    this.clear(sheets);
    const { numberCell, next } = annotation;
    if (numberCell && next !== null) this.setValues([{ ...numberCell, value: next }], styles.editor);
    this.mark(annotation, styles.editor, sheets);
    await this.putReview(annotation, styles.editor);
    this.book.write(styles.path, styles.editor.text());
  }

  /** Gives the cells that were left alone. */
  write(values: readonly CellFix[]): string[] {
    const styles = this.styles();
    const headers = this.headersInUse(values);
    const others = values.filter((one) => !headers.includes(one));
    this.setHeaders(others);
    const left = this.setValues(others, styles.editor);
    this.recalculate();
    for (const { name, path } of this.sheets()) if (READINESS.has(name)) this.part(path).forgetValues();
    this.book.write(styles.path, styles.editor.text());
    return [...left, ...headers.map(({ sheet, cell }) => `${sheet}!${cell}`)];
  }

  /** Headers of tables that formulas name: whoever changes one has to change the formulas. */
  private headersInUse(values: readonly CellFix[]): CellFix[] {
    const found: CellFix[] = [];
    for (const { name, path } of this.sheets()) {
      for (const { type, target } of this.book.relations(path)) {
        const xml = type === 'table' ? this.book.read(target) : null;
        const table = xml === null ? null : tableOf(xml);
        if (!table) continue;
        const own = values.filter(({ sheet, cell }) => sheet === name && table.columnAt(cell) !== undefined);
        if (own.length === 0) continue;
        const used = this.book
          .names()
          .some((part) => /^xl\/.*\.xml$/i.test(part) && (this.book.read(part) ?? '').includes(`${table.name}[`));
        const taken = own.filter(({ value }) => table.columns.includes(bytesOf(String(value))));
        found.push(...(used || xml?.includes('calculatedColumnFormula') ? own : taken));
      }
    }
    return found;
  }

  /** A header that is part of a table is also the name of the table's column; the two must agree. */
  private setHeaders(values: readonly CellFix[]): void {
    for (const { name, path } of this.sheets()) {
      const own = values.filter(({ sheet }) => sheet === name);
      if (own.length === 0) continue;
      for (const { type, target } of this.book.relations(path)) {
        const xml = type === 'table' ? this.book.read(target) : null;
        if (xml !== null) this.book.write(target, renamedColumns(xml, own));
      }
    }
  }

  private clear(sheets: readonly SheetEntry[]): void {
    for (const { path } of sheets) {
      const xml = this.book.read(path);
      if (xml === null || !/<(?:\w+:)?worksheet[\s>]/.test(xml.slice(0, 4000))) continue;
      const part = this.part(path);
      if (xml.includes('Quipu')) part.clearMarks();
      clearNotes(this.book, path, part);
    }
  }

  private mark({ issues, lang }: Annotation, styles: Styles, sheets: readonly SheetEntry[]): void {
    sheets.forEach(({ name, path }, at) => {
      const own = issues.filter(({ sheet, cell, confirmed }) => sheet === name && cell !== null && !confirmed);
      if (own.length === 0) return;
      const byCell = new Map<string, Issue[]>();
      for (const issue of own) byCell.set(issue.cell ?? '', [...(byCell.get(issue.cell ?? '') ?? []), issue]);
      const worst = (found: readonly Issue[]) =>
        LEVELS.find((level) => found.some(({ severity }) => severity === level));
      const part = this.part(path);
      const marks = LOOKS.flatMap(({ levels, style }) => {
        const cells = [...byCell].filter(([, found]) => levels.includes(worst(found) ?? 'note')).map(([cell]) => cell);
        return chunks(squeezed(cells)).map((where) => ({ where, style: styles.add('dxfs', style) }));
      });
      part.mark(marks);
      const notes = [...byCell].map(([cell, found]) => [cell, noteText(found, lang)] as const);
      putNotes(this.book, path, part, new Map(notes), at + 1);
    });
  }

  private async putReview(annotation: Annotation, styles: Styles): Promise<void> {
    const donor = new OfficePackage(await writeWorkbook({ sheets: [reviewSheet(annotation)] }));
    const xml = copiedSheet(donor, styles);
    const sheets = this.sheets();
    const known = this.reviewOf(sheets);
    for (const { path } of sheets) if (path !== known?.path) this.part(path).deselect();
    if (known) {
      this.parts.delete(known.path);
      this.book.write(known.path, xml);
    } else {
      const path = this.book.freeName('xl/worksheets/sheet', '.xml');
      this.book.write(path, xml);
      this.book.declare(path, SHEET_TYPE);
      this.addSheet(annotation.lang, this.book.relate(this.path, 'worksheet', path, 'rIdQuipuRevision'), sheets);
    }
    this.activateFirst(known ? sheets.indexOf(known) : 0);
  }

  /** Puts the sheet before all others; what counts sheets counts one more. */
  private addSheet(lang: Lang, relation: string, sheets: readonly SheetEntry[]): void {
    const { xml, elements, prefix } = this.children();
    const list = elements.find(({ name }) => localName(name) === 'sheets');
    if (!list) throw new NotEditable('no sheets');
    const ids = elementsIn(xml, list.innerStart, list.innerEnd).map(({ attributes }) =>
      Number(attributeOf(attributes, 'sheetId')),
    );
    const own = freeName(lang, sheets);
    const entry = `<${prefix}sheet xmlns:r="${OFFICE}/relationships" name="${bytesOf(escapeXml(own))}" sheetId="${Math.max(0, ...ids) + 1}" r:id="${relation}"/>`;
    const changes = [{ start: list.innerStart, end: list.innerStart, by: entry }];
    const names = elements.find(({ name }) => localName(name) === 'definedNames');
    for (const one of names ? elementsIn(xml, names.innerStart, names.innerEnd) : []) {
      const local = attributeOf(one.attributes, 'localSheetId');
      if (local === null) continue;
      const attributes = withAttribute(one.attributes, 'localSheetId', String(Number(local) + 1));
      changes.push({ start: one.start, end: one.innerStart, by: `<${one.name}${attributes}>` });
    }
    this.book.write(this.path, spliced(xml, changes));
  }

  private activateFirst(at: number): void {
    const { xml, elements } = this.children();
    const views = elements.find(({ name }) => localName(name) === 'bookViews');
    const changes = (views ? elementsIn(xml, views.innerStart, views.innerEnd) : []).map((view) => {
      const attributes = withAttribute(withAttribute(view.attributes, 'firstSheet', '0'), 'activeTab', String(at));
      const end = view.innerStart === view.end ? '/>' : '>';
      return { start: view.start, end: view.innerStart, by: `<${view.name}${attributes}${end}` };
    });
    if (changes.length > 0) this.book.write(this.path, spliced(xml, changes));
  }
}
