import { type WriteSheet, writeXlsx } from 'hucre';
import { PREPARED_ROWS } from '../check.ts';
import type { Template } from '../define.ts';
import { META_SHEET } from './xlsx/address.ts';
import { coverSheet } from './xlsx/cover-sheet.ts';
import { dataSheet } from './xlsx/data-sheet.ts';
import { instructionsSheet } from './xlsx/instructions-sheet.ts';
import { listsSheet } from './xlsx/lists-sheet.ts';
import { mendFonts } from './xlsx/mend-fonts.ts';
import { type BuildOptions, type Plan, plan } from './xlsx/plan.ts';
import { withPrintNames } from './xlsx/print-names.ts';
import { FONT } from './xlsx/theme.ts';

/** Version of what a built workbook looks like; raised when the contract of its sheets changes. */
export const BUILD = '1';

/**
 * Builds a template workbook, empty or with rows filled in.
 *
 * @param template one of the seven
 * @param options language, country, values of the cover, rows by sheet id (codes and ISO dates), prepared rows (500)
 * @returns the bytes of an .xlsx; the same input gives the same bytes
 * @example await toXlsx(score, { lang: 'es', country: 'PE' })
 */
export async function toXlsx(
  template: Template,
  options: Omit<BuildOptions, 'prepared'> & { prepared?: number },
): Promise<Uint8Array> {
  const book = plan(template, { prepared: PREPARED_ROWS, ...options });
  const lists = listsSheet(book);
  const printed = withPrintNames([
    instructionsSheet(book),
    coverSheet(book),
    ...book.sheets.map((sheet) => dataSheet(book, sheet)),
    lists.sheet,
    metaSheet(book),
  ]);
  const fixed = new Date(Date.UTC(2026, 0, 1));
  const bytes = await writeXlsx({
    sheets: printed.sheets,
    namedRanges: [...lists.names, ...printed.names],
    defaultFont: FONT,
    activeSheet: 0,
    properties: {
      title: template[book.lang],
      description: template.purpose[book.lang],
      creator: 'Quipu',
      created: fixed,
      modified: fixed,
    },
  });
  return mendFonts(bytes);
}

/** `_quipu`: what the workbook is, for the reader. */
function metaSheet({ template, lang }: Plan): WriteSheet {
  const facts: [string, string][] = [
    ['plantilla', template.code],
    ['version', template.version],
    ['idioma', lang],
    ['listas', '1'],
    ['construccion', BUILD],
  ];
  return { name: META_SHEET, rows: facts, veryHidden: true };
}
