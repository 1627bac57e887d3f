import { unzipSync } from 'fflate';
import { SaxesParser } from 'saxes';

/* A workbook as the parts that it is made of. Unzipped by fflate and parsed by saxes, a strict parser: none of ours. */

export interface Node {
  /** Without prefix. */
  name: string;
  /** By qualified name: `r:id`, `ref`. */
  attributes: Readonly<Record<string, string>>;
  children: Node[];
  text: string;
}

export interface Relation {
  id: string;
  /** Last word of its address: worksheet, table … */
  type: string;
  /** Path of a part; the address itself where it is outside. */
  target: string;
  outside: boolean;
}

export interface SheetPart {
  name: string;
  state: string;
  id: string;
  path: string;
  root: Node;
}

export interface DefinedName {
  name: string;
  /** Place of the sheet that it belongs to. */
  scope: number | null;
  formula: string;
  hidden: boolean;
}

export class WorkbookParts {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  readonly path: string;
  readonly root: Node;
  readonly sheets: readonly SheetPart[];
  readonly names: readonly DefinedName[];
  readonly sharedStrings: readonly Node[];
  private readonly parsed = new Map<string, Node | null>();

  constructor(bytes: Uint8Array) {
    this.parts = new Map(Object.entries(unzipSync(bytes)).filter(([name]) => !name.endsWith('/')));
    this.path = this.relations('').find(({ type }) => type === 'officeDocument')?.target ?? '';
    this.root = this.needed(this.path);
    const related = this.relations(this.path);
    this.sheets = childrenOf(childOf(this.root, 'sheets'), 'sheet').map(({ attributes }) => {
      const path = related.find(({ id }) => id === attributes['r:id'])?.target ?? '';
      return {
        name: attributes.name ?? '',
        state: attributes.state ?? 'visible',
        id: attributes.sheetId ?? '',
        path,
        root: this.needed(path),
      };
    });
    this.names = childrenOf(childOf(this.root, 'definedNames'), 'definedName').map(({ attributes, text }) => ({
      name: attributes.name ?? '',
      scope: attributes.localSheetId === undefined ? null : Number(attributes.localSheetId),
      formula: text,
      hidden: attributes.hidden === '1',
    }));
    const strings = related.find(({ type }) => type === 'sharedStrings')?.target;
    this.sharedStrings = strings ? childrenOf(this.needed(strings), 'si') : [];
  }

  /** Names of the parts that hold XML. */
  get xmlParts(): string[] {
    return [...this.parts.keys()].filter((name) => /\.(xml|rels|vml)$/i.test(name));
  }

  xml(path: string): Node | null {
    const known = this.parsed.get(path);
    if (known !== undefined) return known;
    const bytes = this.parts.get(path);
    const root = bytes ? parseXml(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) : null;
    this.parsed.set(path, root);
    return root;
  }

  needed(path: string): Node {
    const root = this.xml(path);
    if (!root) throw new Error(`the part ${path} is missing`);
    return root;
  }

  relations(of: string): Relation[] {
    const folder = of.slice(0, of.lastIndexOf('/') + 1);
    const root = this.xml(`${folder}_rels/${of.slice(folder.length)}.rels`);
    return childrenOf(root, 'Relationship').map(({ attributes: { Id = '', Type = '', Target = '', TargetMode } }) => ({
      id: Id,
      type: Type.slice(Type.lastIndexOf('/') + 1),
      target: TargetMode === 'External' ? Target : resolved(folder, Target),
      outside: TargetMode === 'External',
    }));
  }

  /** Parts of a kind that a sheet names: tables, drawings, comments. */
  related(sheet: SheetPart, type: string): { path: string; root: Node }[] {
    return this.relations(sheet.path)
      .filter((relation) => relation.type === type && !relation.outside)
      .map(({ target }) => ({ path: target, root: this.needed(target) }));
  }

  /** What a cell says as text: shared, inline or the value of a formula. */
  textOf(cell: Node): string {
    const value = childOf(cell, 'v')?.text ?? '';
    if (cell.attributes.t === 's') return textIn(this.sharedStrings[Number(value)]);
    return cell.attributes.t === 'inlineStr' ? textIn(childOf(cell, 'is')) : value;
  }
}

function resolved(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const steps: string[] = [];
  for (const step of `${folder}${target}`.split('/')) {
    if (step === '..') steps.pop();
    else if (step !== '.' && step !== '') steps.push(step);
  }
  return steps.join('/');
}

function valuesIn(attributes: Readonly<Record<string, { value: string }>>): Record<string, string> {
  const values: Record<string, string> = {};
  for (const name in attributes) values[name] = attributes[name]?.value ?? '';
  return values;
}

/** @throws when the text is not well-formed XML */
export function parseXml(text: string): Node {
  const parser = new SaxesParser({ xmlns: true });
  const root: Node = { name: '', attributes: {}, children: [], text: '' };
  const open = [root];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ local, attributes }) => {
    const node: Node = {
      name: local,
      attributes: valuesIn(attributes),
      children: [],
      text: '',
    };
    open.at(-1)?.children.push(node);
    open.push(node);
  });
  const addText = (more: string) => {
    const inside = open.at(-1);
    if (inside) inside.text += more;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  parser.write(text).close();
  return root.children[0] ?? root;
}

export const childOf = (node: Node | null | undefined, name: string): Node | undefined =>
  node?.children.find((child) => child.name === name);

export const childrenOf = (node: Node | null | undefined, name: string): Node[] =>
  node?.children.filter((child) => child.name === name) ?? [];

/** All elements of this name below a node, in its order; cells of a sheet are asked for by `cellsOf`. */
export function below(node: Node | null | undefined, name: string, found: Node[] = []): Node[] {
  for (const child of node?.children ?? []) {
    if (child.name === name) found.push(child);
    if (child.name !== 'sheetData') below(child, name, found);
  }
  return found;
}

/** Rows of a sheet. */
export const rowsOf = (sheet: Node): Node[] => childrenOf(childOf(sheet, 'sheetData'), 'row');

const cellsKnown = new WeakMap<Node, Node[]>();

/** Cells of a sheet, row by row. */
export function cellsOf(sheet: Node): Node[] {
  const cells = cellsKnown.get(sheet) ?? rowsOf(sheet).flatMap(({ children }) => children);
  cellsKnown.set(sheet, cells);
  return cells;
}

/** Text of a string item: its own runs, without phonetic help. */
function textIn(item: Node | undefined): string {
  if (!item) return '';
  return [childOf(item, 't'), ...childrenOf(item, 'r').map((run) => childOf(run, 't'))]
    .map((part) => part?.text ?? '')
    .join('');
}

/** `B12` → row 12, column 2. */
export function place(address: string): { row: number; column: number } | null {
  const [, letters = '', row = ''] = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/.exec(address) ?? [];
  if (letters === '') return null;
  const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
  return column > 16_384 || Number(row) > 1_048_576 ? null : { row: Number(row), column };
}

export interface Area {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export function area(reference: string): Area | null {
  const [first = '', last = first] = reference.split(':');
  const [from, to] = [place(first), place(last)];
  if (!from || !to || to.row < from.row || to.column < from.column) return null;
  return { top: from.row, left: from.column, bottom: to.row, right: to.column };
}

export const overlap = (a: Area, b: Area): boolean =>
  a.top <= b.bottom && b.top <= a.bottom && a.left <= b.right && b.left <= a.right;
