import { type CellContent, editRow, groupByRow, newRow, rowsBefore, tagsNamed } from './row-edit.ts';
import { attributeOf, elementsIn, localName, NotEditable, prefixOf, rootOf, spliced } from './xml-edit.ts';

/** Elements of a worksheet after its cells, in the order that the Open XML schema wants. */
const ORDER = [
  'sheetCalcPr',
  'sheetProtection',
  'protectedRanges',
  'scenarios',
  'autoFilter',
  'sortState',
  'dataConsolidate',
  'customSheetViews',
  'mergeCells',
  'phoneticPr',
  'conditionalFormatting',
  'dataValidations',
  'hyperlinks',
  'printOptions',
  'pageMargins',
  'pageSetup',
  'headerFooter',
  'rowBreaks',
  'colBreaks',
  'customProperties',
  'cellWatches',
  'ignoredErrors',
  'smartTags',
  'drawing',
  'legacyDrawing',
  'legacyDrawingHF',
  'drawingHF',
  'picture',
  'oleObjects',
  'controls',
  'webPublishItems',
  'tableParts',
  'extLst',
];

/** Always true, and nobody else writes it: by it Quipu knows its own marks again. */
const OWN_FORMULA = '"Quipu"="Quipu"';

export interface Mark {
  /** Addresses and ranges, separated with spaces. */
  where: string;
  /** Number of the differential style. */
  style: number;
}

/** A worksheet part while it is being edited; text with one character a byte. */
export class SheetPart {
  constructor(private xml: string) {}

  text(): string {
    return this.xml;
  }

  /** No formula has a value: who opens the workbook computes them, and nobody reads an old one. */
  forgetValues(): void {
    this.xml = this.xml.replace(
      /(<(?:\w+:)?f(?:\s[^>]*)?(?:\/>|>[^<]*<\/(?:\w+:)?f>))<(?:\w+:)?v>[^<]*<\/(?:\w+:)?v>/g,
      '$1',
    );
  }

  private get prefix(): string {
    return prefixOf(rootOf(this.head()).name);
  }

  /** Everything up to the cells: the root is not closed in it. */
  private head(): string {
    const at = this.xml.search(/<(?:\w+:)?sheetData[\s/>]/);
    const name = /<((?:\w+:)?(?:worksheet|chartsheet|dialogsheet|macrosheet))[\s>]/.exec(this.xml.slice(0, 4000))?.[1];
    if (!name) throw new NotEditable('not a sheet');
    return at < 0 ? this.xml : `${this.xml.slice(0, at)}</${name}>`;
  }

  /** No sheet but the first is selected, or else typing would go into several at once. */
  deselect(): void {
    const end = this.head().length;
    const head = this.xml.slice(0, end);
    const without = head.replace(/(\stabSelected\s*=\s*)(["'])(?:1|true)\2/, '$1$20$2');
    if (without !== head) this.xml = without + this.xml.slice(end);
  }

  /** Where the elements after the cells begin and end. */
  private tail(): [number, number] {
    const close = this.xml.lastIndexOf(`</${this.prefix}sheetData>`);
    const root = this.xml.lastIndexOf(`</${this.prefix}worksheet>`);
    if (root < 0) throw new NotEditable('not a worksheet');
    if (close >= 0) return [close + `</${this.prefix}sheetData>`.length, root];
    const single = new RegExp(`<${this.prefix}sheetData\\s*/>`).exec(this.xml);
    if (!single) throw new NotEditable('a sheet without cells');
    return [single.index + single[0].length, root];
  }

  private tailElements() {
    const [start, end] = this.tail();
    return elementsIn(this.xml, start, end);
  }

  private insert(name: string, element: string): void {
    const [, end] = this.tail();
    const later = this.tailElements().find((one) => ORDER.indexOf(localName(one.name)) > ORDER.indexOf(name));
    const at = later?.start ?? end;
    this.xml = this.xml.slice(0, at) + element + this.xml.slice(at);
  }

  /** Takes out the marks of an earlier review. */
  clearMarks(): void {
    const changes = this.tailElements()
      .filter(({ name }) => localName(name) === 'conditionalFormatting')
      .flatMap((format) => {
        const rules = elementsIn(this.xml, format.innerStart, format.innerEnd);
        const own = rules.filter(({ innerStart, innerEnd }) => isOwn(this.xml.slice(innerStart, innerEnd)));
        if (own.length === 0) return [];
        if (own.length === rules.length) return [{ start: format.start, end: format.end, by: '' }];
        return own.map(({ start, end }) => ({ start, end, by: '' }));
      });
    if (changes.length > 0) this.xml = spliced(this.xml, changes);
  }

  /** Colours cells by conditional formats, which leave the cells and their own formats as they are. */
  mark(marks: readonly Mark[]): void {
    const { prefix } = this;
    let priority = 0;
    for (const match of this.xml.slice(this.tail()[0]).matchAll(/\spriority\s*=\s*["'](\d+)["']/g))
      priority = Math.max(priority, Number(match[1]));
    for (const { where, style } of marks) {
      priority += 1;
      const formula = OWN_FORMULA.replace(/"/g, '&quot;');
      const rule = `<${prefix}cfRule type="expression" dxfId="${style}" priority="${priority}"><${prefix}formula>${formula}</${prefix}formula></${prefix}cfRule>`;
      const name = `${prefix}conditionalFormatting`;
      this.insert('conditionalFormatting', `<${name} sqref="${where}">${rule}</${name}>`);
    }
  }

  /** The relation of the drawing that holds the notes; null where there is none. */
  notesDrawing(): string | null {
    const drawing = this.tailElements().find(({ name }) => localName(name) === 'legacyDrawing');
    return drawing ? attributeOf(drawing.attributes, '\\w+:id') : null;
  }

  addNotesDrawing(relation: string): void {
    const namespace = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
    this.insert('legacyDrawing', `<${this.prefix}legacyDrawing xmlns:r="${namespace}" r:id="${relation}"/>`);
  }

  removeNotesDrawing(): void {
    const drawing = this.tailElements().find(({ name }) => localName(name) === 'legacyDrawing');
    if (drawing) this.xml = this.xml.slice(0, drawing.start) + this.xml.slice(drawing.end);
  }

  /**
   * Writes values into cells. A cell that holds the formula of others is left alone.
   * @param cells content (`<v>…</v>` and the type) by address, and the style for the one the cell has
   * @returns addresses that could not be written, and whether a formula went
   */
  setCells(cells: ReadonlyMap<string, CellContent>): { left: string[]; formulas: boolean } {
    const [end] = this.tail();
    const open = /<(?:\w+:)?sheetData(\s[^>]*)?>/.exec(this.xml);
    if (/<!--|<!\[CDATA\[/.test(this.xml.slice(0, end)) || !open || open[0].endsWith('/>'))
      throw new NotEditable('a sheet of another form');
    const byRow = groupByRow(cells);
    const result = { left: [] as string[], formulas: false };
    const { prefix } = this;
    const changes: { start: number; end: number; by: string }[] = [];
    const from = open.index + open[0].length;
    const close = end - `</${prefix}sheetData>`.length;
    let last = 0;
    for (const row of tagsNamed(this.xml, `${prefix}row`, from, close)) {
      const number = Number(attributeOf(row.attributes, 'r') ?? last + 1);
      for (const missing of rowsBefore(byRow, number))
        changes.push({ start: row.start, end: row.start, by: newRow(prefix, missing, byRow, result) });
      last = number;
      const wanted = byRow.get(number);
      if (!wanted) continue;
      byRow.delete(number);
      changes.push(...editRow(this.xml, prefix, row, number, wanted, result));
    }
    for (const missing of rowsBefore(byRow, Number.POSITIVE_INFINITY))
      changes.push({ start: close, end: close, by: newRow(prefix, missing, byRow, result) });
    this.xml = spliced(this.xml, changes);
    return result;
  }
}

const isOwn = (rule: string) => rule.replace(/&quot;/g, '"').includes(`>${OWN_FORMULA}<`);
