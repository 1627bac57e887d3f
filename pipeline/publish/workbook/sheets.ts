import type { Cell, CellStyle, WriteSheet } from 'hucre';
import type { Lang, Text } from '../../../sheets-templates/define/text.ts';
import { cellKey, quoteSheet } from '../../../sheets-templates/emit/xlsx/address.ts';
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
