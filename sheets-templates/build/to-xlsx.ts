import { writeXlsx } from 'hucre';
import type { Template } from '../define.ts';
import { mendFonts } from './xlsx/mend-fonts.ts';
import { withPrintNames } from './xlsx/print-names.ts';
import { type TemplateOptions, templateBook } from './xlsx/template-book.ts';
import { FONT } from './xlsx/theme.ts';

/**
 * Builds a template workbook, empty or with rows filled in.
 *
 * @param template one of the seven
 * @param options language, country, values of the cover, rows by sheet id (codes and ISO dates), prepared rows (500)
 * @returns the bytes of an .xlsx; the same input gives the same bytes
 * @example await toXlsx(score, { lang: 'es', country: 'PE' })
 */
export async function toXlsx(template: Template, options: TemplateOptions): Promise<Uint8Array> {
  const { sheets, names } = templateBook(template, options);
  const printed = withPrintNames(sheets);
  const fixed = new Date(Date.UTC(2026, 0, 1));
  const bytes = await writeXlsx({
    sheets: printed.sheets,
    namedRanges: [...names.map(({ name, range }) => ({ name, range })), ...printed.names],
    defaultFont: FONT,
    activeSheet: 0,
    properties: {
      title: template[options.lang],
      description: template.purpose[options.lang],
      creator: 'Quipu',
      created: fixed,
      modified: fixed,
    },
  });
  return mendFonts(bytes);
}
