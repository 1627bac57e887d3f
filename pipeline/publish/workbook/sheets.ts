import type { Cell, CellStyle, WriteSheet } from 'hucre';
import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import { cellKey, letters, quoteSheet } from '../../../sheets-templates/emit/xlsx/address.ts';
import { PRINT_SCALE, pageBreaks } from '../../../sheets-templates/emit/xlsx/printed-pages.ts';
import { colour, landscapeA4, style } from '../../../sheets-templates/emit/xlsx/theme.ts';
import type { Cell as Value } from '../../merge/database.ts';
import { numberFormat, qualifierWords } from '../plain-words.ts';

/** Cells of a sheet by place; rows count from 1, columns from 0. */
export class Sheet {
  readonly cells = new Map<string, Partial<Cell>>();

  put(row: number, column: number, cell: Partial<Cell>): void {
    this.cells.set(cellKey(row, column), cell);
  }
}

export const NUMERIC = {
  ...style.boxed,
  alignment: { horizontal: 'right', vertical: 'center' },
} as const satisfies CellStyle;

const LINKED = { ...NUMERIC, font: style.link.font } as const satisfies CellStyle;

/** How the numbers of a unit are shown. */
export const formatOf = (value: Value, unit: Value | undefined): string =>
  unit === '%' ? '0.0%' : numberFormat([value]);

/** «más de 293» stays a number: its format says the words. */
function withWords(numFmt: string, qualifier: Value | undefined, lang: Lang): string {
  const words = qualifierWords(qualifier, lang);
  return words ? `"${words} "${numFmt}` : numFmt;
}

/** Where a figure has sources, it is a link to them. */
export function figure(
  value: string | number | null,
  unit: Value | undefined,
  row: number | undefined,
  lang: Lang,
  qualifier?: Value,
): Partial<Cell> {
  const numFmt = withWords(formatOf(value, unit), qualifier, lang);
  if (row === undefined) return { value, style: { ...NUMERIC, numFmt } };
  return { value, hyperlink: linkTo(SOURCES_SHEET[lang], `A${row}`), style: { ...LINKED, numFmt } };
}

/** Name of the sheet of sources, which figures lead to. */
export const SOURCES_SHEET: Text = { es: 'Fuentes', en: 'Sources' };
export const COVER: Text = { es: 'Portada', en: 'Cover' };

export const linkTo = (sheet: string, cell = 'A1') => ({ target: '', location: `${quoteSheet(sheet)}!${cell}` });

/** A heading in the language of the workbook with the other one below. */
export const both = (label: Text, lang: Lang): string => {
  const other = lang === 'es' ? label.en : label.es;
  return other === label[lang] ? other : `${label[lang]}\n${other}`;
};

/** The same in one line. */
export const inLine = (label: Text, lang: Lang): string => both(label, lang).replace('\n', ' · ');

/** Rows of data that are printed: a page, enough to see what a sheet holds. */
const PRINTED_ROWS = 32;

/**
 * What is printed of a sheet of data below three rows of headings: its first columns and rows, as large as can be read. The
 * rest is data, which is looked at on a screen; the foot of the page says so.
 * @param widths of its columns, in characters
 * @param count rows of data
 */
export function printedPart(
  widths: readonly number[],
  count: number,
  lang: Lang,
): Pick<WriteSheet, 'pageSetup' | 'headerFooter'> {
  const columns = pageBreaks(widths, 0)[0] ?? widths.length;
  const rows = Math.min(count, PRINTED_ROWS);
  const isCut = columns < widths.length || rows < count;
  const cut =
    lang === 'es'
      ? `Se imprimen ${rows} de ${count} filas y ${columns} de ${widths.length} columnas: lo demás se mira en pantalla`
      : `${rows} of ${count} rows and ${columns} of ${widths.length} columns are printed: the rest is for the screen`;
  return {
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      scale: PRINT_SCALE,
      printArea: `$A$1:$${letters(columns - 1)}$${HEADING_ROWS + rows}`,
      printTitlesRow: `$${HEADING_ROWS}:$${HEADING_ROWS}`,
      margins: { top: 0.6, right: 0.4, bottom: 0.6, left: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: `&L&A${isCut ? ` · ${cut}` : ''}&R&P / &N` },
  };
}

/** Title, the way back to the cover, headings. */
const HEADING_ROWS = 3;

/** A sheet that people read from the top, without gridlines. */
export function page(name: string, cells: Sheet['cells'], widths: readonly number[]): WriteSheet {
  return {
    name,
    columns: widths.map((width) => ({ width })),
    cells,
    view: { showGridLines: false, tabColor: { rgb: colour.ink } },
    pageSetup: landscapeA4,
  };
}
