import type { BookSheet } from '../book/book.ts';
import type { Sheet } from '../define/template.ts';
import { type Text, text } from '../define/text.ts';
import { letters } from '../emit/xlsx/address.ts';
import { evidenceOf } from './evidence.ts';
import { type ColumnMatch, tells } from './match-columns.ts';
import { type MatchContext, Sample } from './sample.ts';

/**
 * Reads a sheet without any header by the order of the template's columns, where their values fit.
 * @returns null when they do not
 */
export function matchByOrder(
  sheet: BookSheet,
  definition: Sheet,
  context: MatchContext,
): { matches: ColumnMatch[]; from: number } | null {
  const from = sheet.cells.rows[0];
  if (from === undefined) return null;
  const [start, end] = sheet.cells.span(0);
  const left = sheet.cells.column[start] ?? 1;
  if (end - start < 3) return null;
  const sample = new Sample(sheet, from, context);
  const fits = definition.columns.map((column, index) => {
    const fit = tells(column) ? sample.fit(left + index, column) : null;
    return { column, at: left + index, fit };
  });
  const told = fits.flatMap(({ fit }) => fit ?? []);
  const fitting = told.reduce((sum, fit) => sum + fit.fitting, 0);
  const of = told.reduce((sum, fit) => sum + fit.of, 0);
  if (told.length < 3 || fitting < of * ORDER_FITS) return null;
  const matches = fits.map(({ column, at }, index): ColumnMatch => {
    const [before, after] = [definition.columns[index - 1], definition.columns[index + 1]];
    const place = evidenceOf.neighbours(before?.label.es ?? '', after?.label.es ?? '');
    return { at, column, header: '', evidence: [place, evidenceOf.contents(fitting, of)] };
  });
  return { matches: matches.filter(({ at }) => !sample.isEmpty(at)), from };
}

/** Share of all values that must fit for the order alone to be believed. */
const ORDER_FITS = 0.9;

/** «Empresas, columna F». */
export const columnPlace = (sheet: string, at: number): Text =>
  text(`${sheet}, columna ${letters(at - 1)}`, `${sheet}, column ${letters(at - 1)}`);
