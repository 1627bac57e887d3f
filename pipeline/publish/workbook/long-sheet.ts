import { once } from 'node:events';
import zlib from 'node:zlib';
import type { CellStyle, WriteSheet } from 'hucre';
import { cellKey, letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { escapedText } from '../../../sheets-templates/emit/xlsx/plain-texts.ts';
import { writeWorkbook } from '../../../sheets-templates/emit/xlsx/write-workbook.ts';
import type { Cell as Value } from '../../merge/database.ts';
import { bytesOf, OfficePackage } from '../feedback/package.ts';
import { escapeXml } from '../feedback/xml-edit.ts';

/*
 * Sheets of many rows. The library keeps every cell of a workbook in memory and looks up the style of each, so it writes the
 * head of such a sheet and one sample of each look; the rows go from where they are read into the packed file.
 */

/** A cell that does not look like its column, or leads somewhere. */
export interface OwnCell {
  value: Value;
  /** Which of the looks of its rows. */
  look: number;
  /** Where it leads, as `'Sheet'!A1`; null for nowhere. */
  location: string | null;
}

type LongCell = Value | OwnCell;

/** Rows below the head of a sheet. */
export interface LongRows {
  /** Row of the sheet in which the first stands, from 1. */
  from: number;
  /** How many there are. */
  count: number;
  looks: readonly CellStyle[];
  /** Reads them, some at a time. */
  read: () => AsyncIterable<readonly (readonly LongCell[])[]> | Iterable<readonly (readonly LongCell[])[]>;
}

export interface LongSheet {
  /** Its head, and everything that is said of the whole sheet. */
  sheet: WriteSheet;
  /** Null where it has no rows besides. */
  rows: LongRows | null;
}

/** Writes a workbook whose sheets may be long; the first one opens. */
export async function writeLongWorkbook(sheets: readonly LongSheet[]): Promise<Uint8Array> {
  const samples = sheets.map(({ sheet, rows }) => (rows ? withSamples(sheet, rows) : sheet));
  const workbook = new OfficePackage(await writeWorkbook({ sheets: samples }));
  const texts = new SharedTexts(workbook.read(SHARED_TEXTS) ?? '');
  for (const [at, { sheet, rows }] of sheets.entries())
    if (rows) await putRows(workbook, `xl/worksheets/sheet${at + 1}.xml`, widthOf(sheet), rows, texts);
  workbook.write(SHARED_TEXTS, texts.xml());
  return workbook.bytes();
}

const SHARED_TEXTS = 'xl/sharedStrings.xml';
const widthOf = ({ columns }: WriteSheet) => columns?.length ?? 0;

/** The sheet with two rows in place of all: an empty cell of each column, and one of each look. */
function withSamples(sheet: WriteSheet, { from, looks }: LongRows): WriteSheet {
  const cells = new Map(sheet.cells);
  looks.forEach((style, at) => {
    cells.set(cellKey(from + 1, at), { value: null, style });
  });
  const head = Array.from({ length: from - 1 }, (_, at) => sheet.rows?.[at] ?? []);
  return { ...sheet, rows: [...head, Array.from({ length: widthOf(sheet) }, () => null)], cells };
}

/** Puts the rows in place of the samples. */
async function putRows(workbook: OfficePackage, part: string, width: number, rows: LongRows, texts: SharedTexts) {
  const xml = workbook.read(part) ?? '';
  const end = xml.indexOf('</sheetData>');
  if (end < 0) throw new Error(`${part} was not written as expected`);
  // Where no cell has a look there are no samples.
  const sample = xml.indexOf(`<row r="${rows.from}"`);
  const start = sample < 0 ? end : sample;
  const styles = new Map(
    [...xml.slice(start, end).matchAll(/<c r="([A-Z]+\d+)" s="(\d+)"/g)].map(([, cell = '', style = '']) => [
      cell,
      ` s="${style}"`,
    ]),
  );
  const at = (row: number, count: number) =>
    Array.from({ length: count }, (_, column) => styles.get(`${letters(column)}${row}`) ?? '');
  const writer = new RowWriter(rows.from, at(rows.from, width), at(rows.from + 1, rows.looks.length), texts);
  const packed = new PackedPart();
  const links: string[] = [];
  const last = `${letters(width - 1)}${rows.from + rows.count - 1}`;
  await packed.add(xml.slice(0, start).replace(/<dimension ref="[^"]*"\/>/, `<dimension ref="A1:${last}"/>`));
  for await (const piece of rows.read()) await packed.add(writer.xml(piece, links));
  const rest = xml.slice(end);
  await packed.add(links.length > 0 ? withLinks(rest, links) : rest);
  workbook.writePacked(part, await packed.end());
}

/** The end of a sheet with more links in it. */
function withLinks(rest: string, links: readonly string[]): string {
  const list = rest.indexOf('</hyperlinks>');
  if (list < 0) throw new Error('a sheet with links has none in its head: the way back to the cover is missing');
  return rest.slice(0, list) + links.join('') + rest.slice(list);
}

/** Rows as the XML of a sheet, one below the other. */
class RowWriter {
  private readonly columns: readonly string[];

  constructor(
    private row: number,
    /** Attribute of the style of each column, and of each look. */
    private readonly styles: readonly string[],
    private readonly looks: readonly string[],
    private readonly texts: SharedTexts,
  ) {
    this.columns = styles.map((_, at) => letters(at));
  }

  /** @param links gets the links of their cells */
  xml(rows: readonly (readonly LongCell[])[], links: string[]): string {
    let xml = '';
    for (const cells of rows) {
      xml += `<row r="${this.row}">`;
      cells.forEach((cell, at) => {
        if (cell === null) return;
        const ref = `${this.columns[at]}${this.row}`;
        if (typeof cell !== 'object') xml += this.cell(ref, cell, this.styles[at] ?? '');
        else {
          if (cell.value !== null) xml += this.cell(ref, cell.value, this.looks[cell.look] ?? '');
          if (cell.location !== null)
            links.push(bytesOf(`<hyperlink ref="${ref}" location="${escapeXml(cell.location)}"/>`));
        }
      });
      xml += '</row>';
      this.row += 1;
    }
    return xml;
  }

  private cell(ref: string, value: string | number | boolean, style: string): string {
    if (typeof value === 'string') return `<c r="${ref}"${style} t="s"><v>${this.texts.numberOf(value)}</v></c>`;
    if (typeof value === 'boolean') return `<c r="${ref}"${style} t="b"><v>${value ? 1 : 0}</v></c>`;
    return Number.isFinite(value) ? `<c r="${ref}"${style}><v>${value}</v></c>` : '';
  }
}

/** Texts of a workbook, each once, behind those that the library wrote. */
class SharedTexts {
  private readonly numbers = new Map<string, number>();
  private readonly added: string[] = [];
  private readonly first: number;

  constructor(private readonly written: string) {
    this.first = written.split('<si>').length - 1;
  }

  numberOf(text: string): number {
    const known = this.numbers.get(text);
    if (known !== undefined) return known;
    const number = this.first + this.added.length;
    this.numbers.set(text, number);
    this.added.push(bytesOf(`<si><t xml:space="preserve">${escapedText(text)}</t></si>`));
    return number;
  }

  /** With one character a byte. How often each is used nobody needs to know. */
  xml(): string {
    const end = this.written.indexOf('</sst>');
    const counted = this.written
      .slice(0, end)
      .replace(/ count="\d+" uniqueCount="\d+"/, ` uniqueCount="${this.first + this.added.length}"`);
    return `${counted}${this.added.join('')}</sst>`;
  }
}

/** A part that is packed while it is written. */
class PackedPart {
  private readonly deflate = zlib.createDeflateRaw({ chunkSize: 1 << 18 });
  private packing: Promise<unknown> = Promise.resolve();
  private readonly chunks: Buffer[] = [];
  private crc = 0;
  private size = 0;

  constructor() {
    this.deflate.on('data', (chunk: Buffer) => this.chunks.push(chunk));
  }

  /** Packed in another thread, while the next text is put together. @param text with one character a byte */
  async add(text: string): Promise<void> {
    const bytes = Buffer.from(text, 'latin1');
    this.crc = zlib.crc32(bytes, this.crc);
    this.size += bytes.length;
    await this.packing;
    if (!this.deflate.write(bytes)) this.packing = once(this.deflate, 'drain');
  }

  async end(): Promise<{ content: Buffer; crc: number; size: number }> {
    await this.packing;
    const ended = once(this.deflate, 'end');
    this.deflate.end();
    await ended;
    return { content: Buffer.concat(this.chunks), crc: this.crc, size: this.size };
  }
}
