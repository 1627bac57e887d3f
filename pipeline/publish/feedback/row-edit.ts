import { columnNumber } from '../../../sheets-templates/book/book.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { attributeOf, NotEditable, withAttribute } from './xml-edit.ts';

export interface CellContent {
  /** The type attribute with a space before it, or nothing for a number. */
  type: string;
  /** Inner XML; empty for an empty cell. */
  inner: string;
  /** From the style that the cell has to the one it gets. */
  style?: (current: number) => number;
}

type Result = { left: string[]; formulas: boolean };

export function groupByRow(cells: ReadonlyMap<string, CellContent>): Map<number, Map<number, CellContent>> {
  const rows = new Map<number, Map<number, CellContent>>();
  for (const [address, content] of cells) {
    const [, column = '', row = ''] = /^([A-Z]+)(\d+)$/.exec(address) ?? [];
    const own = rows.get(Number(row)) ?? new Map<number, CellContent>();
    own.set(columnNumber(column), content);
    rows.set(Number(row), own);
  }
  return rows;
}

export interface TagSpan {
  attributes: string;
  start: number;
  innerStart: number;
  innerEnd: number;
  end: number;
}

export function rowsBefore(rows: ReadonlyMap<number, unknown>, number: number): number[] {
  return [...rows.keys()].filter((row) => row < number).sort((a, b) => a - b);
}

export function newRow(
  prefix: string,
  number: number,
  rows: Map<number, Map<number, CellContent>>,
  result: Result,
): string {
  const cells = [...(rows.get(number) ?? [])].sort(([a], [b]) => a - b);
  rows.delete(number);
  void result;
  return `<${prefix}row r="${number}">${cells.map(([column, content]) => cellXml(prefix, `${letters(column - 1)}${number}`, '', content)).join('')}</${prefix}row>`;
}

export function editRow(
  xml: string,
  prefix: string,
  row: TagSpan,
  number: number,
  wanted: Map<number, CellContent>,
  result: Result,
): { start: number; end: number; by: string }[] {
  const changes: { start: number; end: number; by: string }[] = [];
  const put = (column: number, content: CellContent) => cellXml(prefix, `${letters(column - 1)}${number}`, '', content);
  let last = 0;
  for (const cell of tagsNamed(xml, `${prefix}c`, row.innerStart, row.innerEnd)) {
    const reference = attributeOf(cell.attributes, 'r');
    const column = reference ? columnNumber(reference.replace(/\d+/, '')) : last + 1;
    last = column;
    for (const [at, content] of [...wanted].filter(([key]) => key < column).sort(([a], [b]) => a - b)) {
      changes.push({ start: cell.start, end: cell.start, by: put(at, content) });
      wanted.delete(at);
    }
    const content = wanted.get(column);
    if (!content) continue;
    wanted.delete(column);
    const address = `${letters(column - 1)}${number}`;
    const inner = xml.slice(cell.innerStart, cell.innerEnd);
    const formula = new RegExp(`<${prefix}f[\\s/>]`).test(inner);
    if (formula && /\st\s*=\s*["'](shared|array|dataTable)["']/.test(inner)) result.left.push(address);
    else {
      if (formula) result.formulas = true;
      changes.push({ start: cell.start, end: cell.end, by: cellXml(prefix, address, cell.attributes, content) });
    }
  }
  const rest = [...wanted].sort(([a], [b]) => a - b).map(([at, content]) => put(at, content));
  if (rest.length === 0) return changes;
  if (row.innerStart !== row.end) changes.push({ start: row.innerEnd, end: row.innerEnd, by: rest.join('') });
  else
    changes.push({
      start: row.start,
      end: row.end,
      by: `<${prefix}row${row.attributes}>${rest.join('')}</${prefix}row>`,
    });
  return changes;
}

function cellXml(prefix: string, address: string, attributes: string, { type, inner, style }: CellContent): string {
  const current = Number(attributeOf(attributes, 's') ?? 0);
  const kept = attributes.replace(/\st\s*=\s*(?:"[^"]*"|'[^']*')/, '');
  const own = style ? withAttribute(kept, 's', String(style(current))) : kept;
  const named = attributeOf(own, 'r') === null ? ` r="${address}"${own}` : own;
  const open = `<${prefix}c${named}${type}`;
  return inner === '' ? `${open}/>` : `${open}>${inner.replace(/<(\/?)(?=[a-z])/g, `<$1${prefix}`)}</${prefix}c>`;
}

/** Elements of one name that do not contain themselves. */
export function* tagsNamed(xml: string, name: string, from: number, to: number): Iterable<TagSpan> {
  const tag = new RegExp(`<${name}((?:\\s+[\\w:.-]+\\s*=\\s*(?:"[^"]*"|'[^']*'))*)\\s*(/?)>`, 'g');
  tag.lastIndex = from;
  for (let match = tag.exec(xml); match && match.index < to; match = tag.exec(xml)) {
    const [whole, attributes = '', single] = match;
    const innerStart = match.index + whole.length;
    const innerEnd = single ? innerStart : xml.indexOf(`</${name}>`, innerStart);
    if (innerEnd < 0) throw new NotEditable(`<${name}> is not closed`);
    const end = single ? innerStart : innerEnd + name.length + 3;
    yield { attributes, start: match.index, innerStart, innerEnd, end };
    tag.lastIndex = end;
  }
}
