import {
  attributeOf,
  type Element,
  elementsIn,
  localName,
  prefixOf,
  rootOf,
  spliced,
  withAttribute,
} from './xml-edit.ts';

/** Sections of a style part in the order that the Open XML schema wants. */
const ORDER = [
  'numFmts',
  'fonts',
  'fills',
  'borders',
  'cellStyleXfs',
  'cellXfs',
  'cellStyles',
  'dxfs',
  'tableStyles',
  'colors',
  'extLst',
];
/** Formats below this number are built in. */
const FIRST_OWN_FORMAT = 164;
const BUILT_IN_DATES = new Set([14, 15, 16, 17, 22, 27, 30, 36, 50, 57]);
const BUILT_IN_PERCENT = new Set([9, 10]);

/** Adds to the style part of a workbook; what is there keeps its place and its number. */
export class Styles {
  private readonly prefix: string;

  constructor(private xml: string) {
    this.prefix = prefixOf(rootOf(xml).name);
  }

  text(): string {
    return this.xml;
  }

  /** Number of an entry of a section, added where it is not there yet. */
  add(section: string, entry: string): number {
    const own = this.prefixed(entry);
    const at = this.children(section);
    const known = at.findIndex(({ start, end }) => this.xml.slice(start, end) === own);
    if (known >= 0) return known;
    this.append(section, own, at.length + 1);
    return at.length;
  }

  /** Number of a number format. */
  format(code: string): number {
    const known = this.children('numFmts').map(({ attributes }) => ({
      id: Number(attributeOf(attributes, 'numFmtId')),
      code: attributeOf(attributes, 'formatCode'),
    }));
    const same = known.find((format) => format.code === code);
    if (same) return same.id;
    const id = Math.max(FIRST_OWN_FORMAT - 1, ...known.map((format) => format.id)) + 1;
    this.append('numFmts', this.prefixed(`<numFmt numFmtId="${id}" formatCode="${code}"/>`), known.length + 1);
    return id;
  }

  /** The style of a cell, with a number format that shows dates or shares where it has none. */
  showing(style: number, code: string): number {
    const xf = this.children('cellXfs')[style];
    if (!xf) return style;
    const current = Number(attributeOf(xf.attributes, 'numFmtId') ?? 0);
    if (this.isLike(current, code)) return style;
    const changed = withAttribute(
      withAttribute(xf.attributes, 'numFmtId', String(this.format(code))),
      'applyNumberFormat',
      '1',
    );
    // The number format may have been added before it.
    const now = this.children('cellXfs')[style] ?? xf;
    const inner = this.xml.slice(now.innerStart, now.innerEnd);
    const name = localName(now.name);
    return this.add(
      'cellXfs',
      inner === '' ? `<${name}${changed}/>` : `<${name}${changed}>${this.bare(inner)}</${name}>`,
    );
  }

  private isLike(id: number, code: string): boolean {
    const own = this.children('numFmts').find(({ attributes }) => Number(attributeOf(attributes, 'numFmtId')) === id);
    const shown = own ? (attributeOf(own.attributes, 'formatCode') ?? '') : '';
    return code.includes('%')
      ? BUILT_IN_PERCENT.has(id) || shown.includes('%')
      : BUILT_IN_DATES.has(id) || /[dmy]/i.test(shown.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  }

  /** Names in an entry get the prefix that the part uses. */
  private prefixed = (entry: string) =>
    this.prefix ? entry.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${this.prefix}`) : entry;
  private bare = (xml: string) =>
    this.prefix ? xml.replaceAll(`<${this.prefix}`, '<').replaceAll(`</${this.prefix}`, '</') : xml;

  private sections(): Element[] {
    const root = rootOf(this.xml);
    return elementsIn(this.xml, root.innerStart, root.innerEnd);
  }

  private section(name: string): Element | undefined {
    return this.sections().find((one) => one.name === this.prefix + name);
  }

  private children(name: string): Element[] {
    const section = this.section(name);
    return section ? elementsIn(this.xml, section.innerStart, section.innerEnd) : [];
  }

  private append(name: string, entry: string, count: number): void {
    const section = this.section(name);
    const tag = this.prefix + name;
    if (!section) {
      const root = rootOf(this.xml);
      const later = this.sections().find((one) => ORDER.indexOf(localName(one.name)) > ORDER.indexOf(name));
      const at = later?.start ?? root.innerEnd;
      this.xml = spliced(this.xml, [{ start: at, end: at, by: `<${tag} count="${count}">${entry}</${tag}>` }]);
      return;
    }
    const attributes = withAttribute(section.attributes, 'count', String(count));
    const inner = this.xml.slice(section.innerStart, section.innerEnd);
    const by = `<${tag}${attributes}>${inner}${entry}</${tag}>`;
    this.xml = spliced(this.xml, [{ start: section.start, end: section.end, by }]);
  }
}
