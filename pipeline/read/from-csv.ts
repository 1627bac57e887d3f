import { isUtf8 } from 'node:buffer';
import Papa from 'papaparse';
import type { Book, BookSheet } from '../../sheets-templates/book/book.ts';
import { LAST_COLUMN } from '../../sheets-templates/book/cell-table.ts';
import type { Deadline } from './limits.ts';
import { checkTime, refusals, refuse } from './refusal.ts';
import { TableBuilder } from './table-builder.ts';

export interface CsvFile {
  /** Name of the sheet: the file's without extension. */
  name: string;
  bytes: Uint8Array;
}

/**
 * Reads a submission of CSV files, one for each sheet. Values stay text: separators of decimals and thousands are
 * read later, by column and country.
 * @throws Refused when a file is none, or larger than allowed
 */
export function fromCsv(files: readonly CsvFile[], deadline: Deadline): Book {
  const builder = new TableBuilder();
  const { length } = sharedBeginning(files.map(({ name }) => name));
  const sheets = files.map(({ name: called, bytes }): BookSheet => {
    const name = called.slice(length);
    linesOf(bytes, deadline).forEach((line, row) => {
      if (line.length > LAST_COLUMN) refuse(refusals.tooMuchInside, 'columns');
      line.forEach((value, index) => {
        if (value !== '') builder.text(row + 1, index + 1, value);
      });
    });
    return { name, state: 'visible', cells: builder.take(), hiddenRows: [], hiddenColumns: [], merged: [], tables: [] };
  });
  return { sheets, date1904: false, names: [], macros: false };
}

/** «Libro-» of `Libro-Portada` and `Libro-Hitos`: the name of the workbook, which LibreOffice puts before each sheet. */
function sharedBeginning(names: readonly string[]): string {
  const [first = '', ...others] = names;
  const ends = [...first.matchAll(/[-_ ]/g)].map(({ index }) => index + 1).reverse();
  const shared = ends.find((end) =>
    others.every((other) => other.length > end && other.startsWith(first.slice(0, end))),
  );
  return others.length === 0 || shared === undefined ? '' : first.slice(0, shared);
}

/** Values of each line. A quotation mark that nobody closed would swallow lines: then marks are plain text. */
function linesOf(bytes: Uint8Array, deadline: Deadline): string[][] {
  const text = decode(bytes);
  const delimiter = delimiterOf(decode(bytes.subarray(0, SAMPLE)));
  const { data, errors } = Papa.parse<string[]>(text, { delimiter });
  checkTime(deadline);
  if (!errors.some(({ type }) => type === 'Quotes')) return data;
  return Papa.parse<string[]>(text, { delimiter, quoteChar: '\u0000' }).data;
}

/** UTF-8 where the bytes are valid as such, UTF-16 with its mark, else what Excel writes in our countries. */
function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  const encoding = isUtf8(cutToCharacter(bytes)) ? 'utf-8' : 'windows-1252';
  return new TextDecoder(encoding).decode(bytes);
}

/** Bytes looked at to find out what separates the columns. */
const SAMPLE = 16 << 10;

/** Without a character that the end of a sample cuts in two. */
function cutToCharacter(bytes: Uint8Array): Uint8Array {
  let end = bytes.length;
  while (end > 0 && bytes.length - end < 3 && ((bytes[end - 1] as number) & 0xc0) === 0x80) end -= 1;
  const lead = bytes[end - 1] ?? 0;
  const size = lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1;
  return end - 1 + size > bytes.length ? bytes.subarray(0, end - 1) : bytes;
}

const DELIMITERS = [';', '\t', ','];

/** The candidate that gives the same number of columns, above one, in most lines. */
function delimiterOf(sample: string): string {
  let best = { delimiter: ',', score: 0 };
  for (const delimiter of DELIMITERS) {
    const lines = Papa.parse<string[]>(sample, { delimiter, preview: 60 }).data.filter((line) => line.length > 1);
    const widths = new Map<number, number>();
    for (const { length } of lines) widths.set(length, (widths.get(length) ?? 0) + 1);
    const [width, count] = [...widths].sort(([, a], [, b]) => b - a)[0] ?? [0, 0];
    // Many columns in one line say less than a few in all.
    const score = count * Math.log2(width + 1);
    if (score > best.score) best = { delimiter, score };
  }
  return best.delimiter;
}
