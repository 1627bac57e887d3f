import { type NamedRange, type WriteSheet, writeXlsx } from 'hucre';
import { mendFonts } from './mend-fonts.ts';
import { withPlainTexts } from './plain-texts.ts';
import { withPrintNames } from './print-names.ts';
import { withSharedFormulas } from './shared-formulas.ts';
import { FONT } from './theme.ts';

export interface WorkbookContent {
  sheets: readonly WriteSheet[];
  names?: readonly NamedRange[];
  title?: string;
  description?: string;
}

/** Written into every workbook instead of the moment: the same content gives the same bytes. */
const MADE = new Date(Date.UTC(2026, 0, 1));

/**
 * The one way in which Quipu writes a workbook: what the library does not write as Excel wants it is mended here, for all.
 * The first sheet is the one that opens.
 */
export async function writeWorkbook({ sheets, names = [], title = 'Quipu', description }: WorkbookContent) {
  const printed = withPrintNames(withSharedFormulas(withPlainTexts(sheets)));
  const bytes = await writeXlsx({
    sheets: printed.sheets,
    namedRanges: [
      ...names.map(({ name, range, scope }) => ({ name, range, ...(scope && { scope }) })),
      ...printed.names,
    ],
    defaultFont: FONT,
    activeSheet: 0,
    properties: { title, ...(description && { description }), creator: 'Quipu', created: MADE, modified: MADE },
  });
  return mendFonts(bytes);
}
