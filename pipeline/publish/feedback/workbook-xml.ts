import { parseRange } from '../../../sheets-templates/book/book.ts';
import type { CellFix } from '../../../sheets-templates/define/finding.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { LISTS_SHEET } from '../../../sheets-templates/emit/xlsx/address.ts';
import { isoToSerial } from '../../../sheets-templates/functions/to-date.ts';
import { REVIEW_MARK } from '../../../sheets-templates/review.ts';
import { templates } from '../../../sheets-templates/templates/index.ts';
import { bytesOf } from './package.ts';
import type { CellContent } from './row-edit.ts';
import type { Styles } from './styles-edit.ts';
import {
  attributeOf,
  type Element,
  elementsIn,
  escapeXml,
  localName,
  rootOf,
  spliced,
  withAttribute,
} from './xml-edit.ts';

export interface SheetEntry {
  name: string;
  path: string;
}

/** Sheets whose formulas say what is missing; after a repair they would say what was. */
export const READINESS = new Set([LISTS_SHEET, ...templates.flatMap(({ cover }) => [cover.label.es, cover.label.en])]);

export const SHEET_TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml';

export const TRANSITIONAL = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Name, columns and header cells of a table. */
export function tableOf(xml: string) {
  const root = rootOf(xml);
  const range = parseRange(attributeOf(root.attributes, 'ref') ?? '');
  const list = elementsIn(xml, root.innerStart, root.innerEnd).find(({ name }) => localName(name) === 'tableColumns');
  if (!range || !list || attributeOf(root.attributes, 'headerRowCount') === '0') return null;
  const elements = elementsIn(xml, list.innerStart, list.innerEnd);
  return {
    name: attributeOf(root.attributes, 'displayName') ?? attributeOf(root.attributes, 'name') ?? '',
    columns: elements.map(({ attributes }) => attributeOf(attributes, 'name') ?? ''),
    columnAt(cell: string): Element | undefined {
      const place = parseRange(cell);
      return place && place.top === range.top ? elements[place.left - range.left] : undefined;
    },
  };
}

/** The columns of a table whose headers are written, with the new names. */
export function renamedColumns(xml: string, values: readonly CellFix[]): string {
  const table = tableOf(xml);
  if (!table) return xml;
  const changes = values.flatMap(({ cell, value }) => {
    const column = table.columnAt(cell);
    if (!column || typeof value !== 'string') return [];
    const attributes = withAttribute(column.attributes, 'name', bytesOf(value));
    const single = column.innerStart === column.end;
    return [{ start: column.start, end: column.innerStart, by: `<${column.name}${attributes}${single ? '/' : ''}>` }];
  });
  return spliced(xml, changes);
}

/** Position of the mark among the shared texts. */
export function sharedIndex(xml: string): number {
  const root = rootOf(xml);
  return elementsIn(xml, root.innerStart, root.innerEnd).findIndex(({ innerStart, innerEnd }) =>
    xml.slice(innerStart, innerEnd).includes(`>${REVIEW_MARK}<`),
  );
}

export function freeName(lang: Lang, sheets: readonly SheetEntry[]): string {
  const taken = new Set(sheets.map(({ name }) => name.toLowerCase()));
  const wanted = lang === 'es' ? 'Revisión' : 'Review';
  const names = [wanted, `${wanted} Quipu`, ...Array.from({ length: 99 }, (_, at) => `${wanted} Quipu ${at + 2}`)];
  return names.find((name) => !taken.has(name.toLowerCase())) ?? wanted;
}

/** The 1904 system of dates begins so many days later. */
const DAYS_1904 = 1462;

/** The content of a cell for a value that an official would type. */
export function contentOf({ value, numberFormat }: CellFix, styles: Styles, date1904: boolean): CellContent {
  const style = numberFormat ? { style: (current: number) => styles.showing(current, numberFormat) } : {};
  if (value === null) return { type: '', inner: '' };
  const serial = typeof value === 'string' && numberFormat ? isoToSerial(value) - (date1904 ? DAYS_1904 : 0) : value;
  if (typeof serial === 'number') return { type: '', inner: `<v>${serial}</v>`, ...style };
  return { type: ' t="inlineStr"', inner: `<is><t xml:space="preserve">${bytesOf(escapeXml(serial))}</t></is>` };
}
