import type { Book } from '../../sheets-templates/book/book.ts';
import { LISTS_SHEET } from '../../sheets-templates/emit/xlsx/address.ts';
import { fromCsv } from './from-csv.ts';
import { fromOther } from './from-other.ts';
import { fromXlsx } from './from-xlsx.ts';
import { deadlineFromNow, LIMITS } from './limits.ts';
import { type Refusal, Refused, refusals, refuse } from './refusal.ts';
import { checkAllParts, openZip, readPart, type Zip } from './zip.ts';

export type ReadResult = { book: Book } | { refusal: Refusal };

/**
 * Reads the bytes of a submission, whatever its name says: what it is shows in the bytes.
 * @param fileName only to name the sheet of a CSV file
 * @returns the sheets with their cells, or why the file cannot be read; never throws for what the bytes hold
 */
export async function readBook(bytes: Uint8Array, fileName: string): Promise<ReadResult> {
  return asResult(async () => {
    if (bytes.length === 0) refuse(refusals.empty, 'empty');
    if (bytes.length > LIMITS.file) refuse(refusals.tooBig, `${bytes.length} bytes`);
    if (startsWith(bytes, ZIP)) return fromZip(bytes);
    if (startsWith(bytes, OLE)) return fromOle(bytes);
    const foreign = foreignKind(bytes);
    if (foreign) refuse(foreign, 'another kind of file');
    if (isMarkup(bytes)) {
      if (bytes.length > LIMITS.otherFile) refuse(refusals.tooBig, `${bytes.length} bytes`);
      return fromOther(flatMarkup(bytes));
    }
    if (/\.(csv|tsv|txt)$/i.test(fileName)) refuse(refusals.loneCsv, 'one CSV file');
    return refuse(refusals.notAWorkbook, 'unknown bytes');
  });
}

/** Reads a folder of CSV files as one submission. */
export async function readCsvFolder(files: readonly { name: string; bytes: Uint8Array }[]): Promise<ReadResult> {
  return asResult(async () => {
    const size = files.reduce((sum, { bytes }) => sum + bytes.length, 0);
    if (size > LIMITS.file) refuse(refusals.tooBig, `${size} bytes`);
    return fromCsv(files, deadlineFromNow());
  });
}

async function asResult(work: () => Promise<Book>): Promise<ReadResult> {
  try {
    return { book: await work() };
  } catch (error) {
    if (error instanceof Refused) return { refusal: error.refusal };
    // Offsets that point outside the bytes end in a RangeError of Buffer: the file is damaged.
    if (error instanceof RangeError) return { refusal: refusals.damaged };
    throw error;
  }
}

const ZIP = [0x50, 0x4b];
const OLE = [0xd0, 0xcf, 0x11, 0xe0];
const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, at) => bytes[at] === byte);

function fromZip(bytes: Uint8Array) {
  const zip = openZip(bytes);
  const has = (name: string) => zip.parts.has(name);
  const names = [...zip.parts.keys()];
  if (has('xl/workbook.bin')) return checkedOther(zip, bytes);
  if (has('xl/workbook.xml') || has('[content_types].xml')) {
    if (has('word/document.xml')) refuse(refusals.document('un documento de Word', 'a Word document'), 'docx');
    if (has('ppt/presentation.xml')) refuse(refusals.document('una presentación', 'a presentation'), 'pptx');
    return fromXlsx(zip);
  }
  if (has('content.xml')) return isEncryptedOds(zip) ? refuse(refusals.password, 'ods') : fromOther(flatOds(zip));
  if (names.some((name) => name.endsWith('.iwa'))) refuse(refusals.numbers, 'iwa');
  if (names.some((name) => name.endsWith('.csv'))) return csvInZip(zip);
  return refuse(refusals.notAWorkbook, 'a zip of something else');
}

/** Sizes and checksums are held to before a library that does not look at them gets the file. */
async function checkedOther(zip: Zip, bytes: Uint8Array) {
  if (bytes.length > LIMITS.otherFile) refuse(refusals.tooBig, `${bytes.length} bytes`);
  checkAllParts(zip, LIMITS.otherInflated);
  return { ...(await fromOther(bytes)), macros: zip.parts.has('xl/vbaproject.bin') };
}

/**
 * An .ods as one flat document, which the library reads without asking for what a file may lack: its styles, and the text that
 * stands beside each number for people.
 */
function flatOds(zip: Zip): Buffer {
  checkAllParts(zip, LIMITS.otherInflated);
  const textOf = (name: string) => {
    const part = readPart(zip, name);
    return part ? part.bytes.toString('utf8', 0, part.end) : '';
  };
  const [, styles = ''] = /<office:styles\b[^>]*>([\s\S]*?)<\/office:styles>/.exec(textOf('styles.xml')) ?? [];
  const content = withoutLists(textOf('content.xml'), 'table:table', 'table:name');
  const root = /<office:document-content\b[^>]*>/.exec(content);
  if (!root) return refuse(refusals.damaged, 'content.xml is no document');
  const head = root[0].replace('document-content', 'document');
  const body = content
    .slice(root.index + root[0].length)
    .replace('</office:document-content>', '</office:document>')
    .replace(BARE_CELL, '<$1></table:table-cell>');
  return Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>${head}${styles}${body}`);
}

/** The template's own lists are most of what stands in it, and nobody's data: they stay empty. */
function withoutLists(xml: string, element: string, name: string): string {
  const start = new RegExp(`<${element}\\b[^<>]*\\b${name}="${LISTS_SHEET}"[^<>]*[^/]>`).exec(xml);
  if (!start) return xml;
  const from = start.index + start[0].length;
  const to = xml.indexOf(`</${element}>`, from);
  return to < 0 ? xml : xml.slice(0, from) + xml.slice(to);
}

/** SpreadsheetML without what nobody filled in; HTML and all else as it is. */
function flatMarkup(bytes: Uint8Array): Uint8Array {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (!buffer.includes(`ss:Name="${LISTS_SHEET}"`, 0, 'latin1')) return bytes;
  const own = withoutLists(buffer.toString('latin1'), 'Worksheet', 'ss:Name');
  // That there is a formula is known; what it is nobody asks.
  return Buffer.from(own.replace(/ ss:Formula="[^"<>]*"/g, ' ss:Formula="=0"'), 'latin1');
}

/** A cell with a value and without its text. */
const BARE_CELL = /<(table:table-cell\b[^<>]*\boffice:value-type="(?!string)[^<>]*)\/>/g;

function isEncryptedOds(zip: Zip): boolean {
  const manifest = readPart(zip, 'META-INF/manifest.xml');
  return manifest?.bytes.includes('encryption-data', 0, 'latin1') ?? false;
}

function csvInZip(zip: Zip) {
  const files = [...zip.parts.values()]
    .filter(({ name }) => /\.csv$/i.test(name) && !/(^|\/)(\.|__MACOSX\/)/.test(name))
    .map(({ name }) => {
      const part = readPart(zip, name);
      return { name: sheetNameOf(name), bytes: part ? part.bytes.subarray(0, part.end) : new Uint8Array() };
    });
  if (files.length < 2) refuse(refusals.loneCsv, 'one CSV file');
  return fromCsv(files, deadlineFromNow());
}

/** `carpeta/Módulos.csv` → `Módulos`. */
export const sheetNameOf = (path: string) => (path.split(/[\\/]/).at(-1) ?? '').replace(/\.[^.]*$/, '');

/** An encrypted workbook and an old .xls are both OLE2 containers; names of their streams are UTF-16. */
async function fromOle(bytes: Uint8Array) {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // Old programs write the names of streams in capitals.
  const holds = (stream: string) =>
    [stream, stream.toUpperCase()].some((name) => buffer.includes(Buffer.from(name, 'utf16le')));
  if (holds('EncryptedPackage')) refuse(refusals.password, 'encrypted package');
  if (!holds('Workbook') && !holds('Book')) refuse(refusals.notAWorkbook, 'another OLE2 file');
  if (bytes.length > LIMITS.otherFile) refuse(refusals.tooBig, `${bytes.length} bytes`);
  return { ...(await fromOther(bytes)), macros: holds('_VBA_PROJECT') };
}

function foreignKind(bytes: Uint8Array): Refusal | null {
  if (startsWith(bytes, [0x25, 0x50, 0x44, 0x46])) return refusals.document('un PDF', 'a PDF');
  const picture = startsWith(bytes, [0x89, 0x50, 0x4e, 0x47]) || startsWith(bytes, [0xff, 0xd8, 0xff]);
  return picture ? refusals.document('una imagen', 'a picture') : null;
}

/** SpreadsheetML 2003, or the HTML that many systems export under the name .xls. */
function isMarkup(bytes: Uint8Array): boolean {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, 2048)).toString('latin1');
  if (/<!ENTITY|<!DOCTYPE\s+(?!html)/i.test(head)) refuse(refusals.entities, 'DOCTYPE');
  return /^\W{0,8}<(\?xml|html|!doctype html|table|meta|head|body|workbook)\b/i.test(head);
}
