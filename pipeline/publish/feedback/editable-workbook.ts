import type { CellFix } from '../../../sheets-templates/define/finding.ts';
import { REVIEW_MARK } from '../../../sheets-templates/review.ts';
import { OfficePackage, utf8 } from './package.ts';
import type { CellContent } from './row-edit.ts';
import { SheetPart } from './sheet-edit.ts';
import { Styles } from './styles-edit.ts';
import { contentOf, type SheetEntry, sharedIndex, TRANSITIONAL } from './workbook-xml.ts';
import {
  attributeOf,
  type Element,
  elementsIn,
  localName,
  NotEditable,
  prefixOf,
  rootOf,
  spliced,
  withAttribute,
} from './xml-edit.ts';

/** A workbook of somebody, as the parts that it is made of: found, read, and written again. */
export class EditableWorkbook {
  protected readonly book: OfficePackage;
  protected readonly path: string;
  protected readonly parts = new Map<string, SheetPart>();

  constructor(bytes: Uint8Array) {
    this.book = new OfficePackage(bytes);
    const main = this.book.relations('').find(({ type }) => type === 'officeDocument');
    this.path = main?.target ?? 'xl/workbook.xml';
    // The strict form names everything otherwise; few programs write it.
    if (!this.workbook().includes(TRANSITIONAL)) throw new NotEditable('not transitional');
  }

  bytes(): Uint8Array {
    for (const [path, part] of this.parts) if (part.text() !== this.book.read(path)) this.book.write(path, part.text());
    return this.book.bytes();
  }

  protected workbook(): string {
    const xml = this.book.read(this.path);
    if (xml === null) throw new NotEditable('no workbook part');
    return xml;
  }

  protected styles(): { path: string; editor: Styles } {
    const path = this.book.relations(this.path).find(({ type }) => type === 'styles')?.target;
    const xml = path && this.book.read(path);
    if (!path || !xml) throw new NotEditable('no styles');
    return { path, editor: new Styles(xml) };
  }

  protected children(): { xml: string; elements: Element[]; prefix: string } {
    const xml = this.workbook();
    const root = rootOf(xml);
    return { xml, elements: elementsIn(xml, root.innerStart, root.innerEnd), prefix: prefixOf(root.name) };
  }

  protected countsFrom1904(): boolean {
    const facts = this.children().elements.find(({ name }) => localName(name) === 'workbookPr');
    return ['1', 'true'].includes(attributeOf(facts?.attributes ?? '', 'date1904') ?? '');
  }

  /** Sheets in their order, with the parts that hold them. */
  protected sheets(): SheetEntry[] {
    const { xml, elements } = this.children();
    const list = elements.find(({ name }) => localName(name) === 'sheets');
    const relations = new Map(this.book.relations(this.path).map((relation) => [relation.id, relation]));
    return (list ? elementsIn(xml, list.innerStart, list.innerEnd) : []).flatMap(({ attributes }) => {
      const relation = relations.get(attributeOf(attributes, '\\w+:id') ?? '');
      return relation ? [{ name: utf8(attributeOf(attributes, 'name') ?? ''), path: relation.target }] : [];
    });
  }

  protected part(path: string): SheetPart {
    const known = this.parts.get(path);
    if (known) return known;
    const xml = this.book.read(path);
    if (xml === null) throw new NotEditable(`${path} is missing`);
    const part = new SheetPart(xml);
    this.parts.set(path, part);
    return part;
  }

  /** The review of an earlier time, by its mark in the first cell. */
  protected reviewOf(sheets: readonly SheetEntry[]): SheetEntry | undefined {
    const shared = this.book.relations(this.path).find(({ type }) => type === 'sharedStrings')?.target;
    const text = shared ? (this.book.read(shared) ?? '') : '';
    const index = text.includes(REVIEW_MARK) ? sharedIndex(text) : -1;
    return sheets.find(({ path }) => {
      const xml = this.book.read(path) ?? '';
      const first = /<(?:\w+:)?c(?=\s)[^>]*\sr="A1"[^>]*>[\s\S]*?<\/(?:\w+:)?c>/.exec(xml.slice(0, 20_000))?.[0] ?? '';
      return first.includes(REVIEW_MARK) || (index >= 0 && /\st="s"/.test(first) && first.includes(`>${index}<`));
    });
  }

  /** Gives the cells, as `Hoja!F14`, that hold formulas of others and were left alone. */
  protected setValues(values: readonly CellFix[], styles: Styles): string[] {
    const all: string[] = [];
    const bySheet = new Map<string, Map<string, CellContent>>();
    const date1904 = this.countsFrom1904();
    for (const fix of values) {
      const own = bySheet.get(fix.sheet) ?? new Map<string, CellContent>();
      bySheet.set(fix.sheet, own.set(fix.cell, contentOf(fix, styles, date1904)));
    }
    const sheets = this.sheets();
    let formulas = false;
    for (const [name, cells] of bySheet) {
      const entry = sheets.find((sheet) => sheet.name === name);
      if (!entry) continue;
      const { left, formulas: gone } = this.part(entry.path).setCells(cells);
      all.push(...left.map((cell) => `${name}!${cell}`));
      formulas ||= gone;
    }
    if (formulas) this.forgetOrder();
    return all;
  }

  /** What the repairs change is computed when the workbook is opened. */
  protected recalculate(): void {
    const { xml, elements, prefix } = this.children();
    const known = elements.find(({ name }) => localName(name) === 'calcPr');
    if (known) {
      const attributes = withAttribute(known.attributes, 'fullCalcOnLoad', '1');
      this.book.write(
        this.path,
        spliced(xml, [{ start: known.start, end: known.end, by: `<${known.name}${attributes}/>` }]),
      );
      return;
    }
    const before = ['sheets', 'functionGroups', 'externalReferences', 'definedNames'];
    const last = elements.filter(({ name }) => before.includes(localName(name))).at(-1);
    if (last)
      this.book.write(
        this.path,
        spliced(xml, [{ start: last.end, end: last.end, by: `<${prefix}calcPr fullCalcOnLoad="1"/>` }]),
      );
  }

  /** The order of calculation names cells that no longer hold a formula; programs work it out again. */
  private forgetOrder(): void {
    const chain = this.book.relations(this.path).find(({ type }) => type === 'calcChain')?.target;
    if (!chain) return;
    this.book.unrelate(this.path, chain);
    this.book.undeclare(chain);
    this.book.remove(chain);
  }
}
