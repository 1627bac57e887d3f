import { attributeOf, elementsIn, localName, prefixOf, rootOf, withAttribute } from './xml-edit.ts';

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

interface Section {
  name: string;
  attributes: string;
  /** As it stands; null once something was added. */
  raw: string | null;
  entries: string[];
  known: Map<string, number>;
}

/** Adds to the style part of a workbook; what is there keeps its place, its number and its bytes. */
export class Styles {
  private readonly prefix: string;
  private readonly before: string;
  private readonly after: string;
  private readonly sections: Section[];
  private readonly shown = new Map<string, number>();

  constructor(xml: string) {
    const root = rootOf(xml);
    this.prefix = prefixOf(root.name);
    this.before = xml.slice(0, root.innerStart);
    this.after = xml.slice(root.innerEnd);
    this.sections = elementsIn(xml, root.innerStart, root.innerEnd).map((section): Section => {
      const entries = elementsIn(xml, section.innerStart, section.innerEnd).map(({ start, end }) =>
        xml.slice(start, end),
      );
      const known = new Map<string, number>();
      for (const [at, entry] of entries.entries()) if (!known.has(entry)) known.set(entry, at);
      const { name, attributes, start, end } = section;
      return { name: localName(name), attributes, raw: xml.slice(start, end), entries, known };
    });
  }

  text(): string {
    const inner = this.sections.map(({ name, attributes, raw, entries }) => {
      if (raw !== null) return raw;
      const tag = this.prefix + name;
      return `<${tag}${withAttribute(attributes, 'count', String(entries.length))}>${entries.join('')}</${tag}>`;
    });
    return this.before + inner.join('') + this.after;
  }

  /** Number of an entry of a section, added where it is not there yet. */
  add(name: string, entry: string): number {
    const own = this.prefixed(entry);
    const section = this.section(name);
    const known = section.known.get(own);
    if (known !== undefined) return known;
    section.raw = null;
    section.entries.push(own);
    section.known.set(own, section.entries.length - 1);
    return section.entries.length - 1;
  }

  /** Number of a number format. */
  format(code: string): number {
    const known = this.formats();
    const same = known.find((format) => format.code === code);
    if (same) return same.id;
    const id = Math.max(FIRST_OWN_FORMAT - 1, ...known.map((format) => format.id)) + 1;
    this.add('numFmts', `<numFmt numFmtId="${id}" formatCode="${code}"/>`);
    return id;
  }

  /** The style of a cell, with a number format that shows dates or shares where it has none. */
  showing(style: number, code: string): number {
    const key = `${style} ${code}`;
    const known = this.shown.get(key);
    if (known !== undefined) return known;
    const found = this.show(style, code);
    this.shown.set(key, found);
    return found;
  }

  private show(style: number, code: string): number {
    const entry = this.section('cellXfs').entries[style];
    if (entry === undefined) return style;
    const xf = rootOf(entry);
    if (this.isLike(Number(attributeOf(xf.attributes, 'numFmtId') ?? 0), code)) return style;
    const format = String(this.format(code));
    const changed = withAttribute(withAttribute(xf.attributes, 'numFmtId', format), 'applyNumberFormat', '1');
    const inner = this.bare(entry.slice(xf.innerStart, xf.innerEnd));
    return this.add('cellXfs', inner === '' ? `<xf${changed}/>` : `<xf${changed}>${inner}</xf>`);
  }

  private formats(): { id: number; code: string | null }[] {
    return this.section('numFmts').entries.map((entry) => {
      const { attributes } = rootOf(entry);
      return { id: Number(attributeOf(attributes, 'numFmtId')), code: attributeOf(attributes, 'formatCode') };
    });
  }

  private isLike(id: number, code: string): boolean {
    const shown = this.formats().find((format) => format.id === id)?.code ?? '';
    return code.includes('%')
      ? BUILT_IN_PERCENT.has(id) || shown.includes('%')
      : BUILT_IN_DATES.has(id) || /[dmy]/i.test(shown.replace(/"[^"]*"|\[[^\]]*\]|\\./g, ''));
  }

  /** Names in an entry get the prefix that the part uses. */
  private prefixed = (entry: string) =>
    this.prefix ? entry.replace(/<(\/?)(?=[A-Za-z])/g, `<$1${this.prefix}`) : entry;
  private bare = (xml: string) =>
    this.prefix ? xml.replaceAll(`<${this.prefix}`, '<').replaceAll(`</${this.prefix}`, '</') : xml;

  private section(name: string): Section {
    const known = this.sections.find((section) => section.name === name);
    if (known) return known;
    const section: Section = { name, attributes: '', raw: '', entries: [], known: new Map() };
    const later = this.sections.findIndex((one) => ORDER.indexOf(one.name) > ORDER.indexOf(name));
    this.sections.splice(later < 0 ? this.sections.length : later, 0, section);
    return section;
  }
}
