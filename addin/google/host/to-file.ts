import type { Cell, WriteSheet } from 'hucre';
import { parseRange } from '../../../sheets-templates/book/book.ts';
import { writeWorkbook } from '../../../sheets-templates/emit/xlsx/write-workbook.ts';
import type { Block, CellValue } from '../protocol.ts';
import type { Told } from './read.ts';

/**
 * The open spreadsheet as .xlsx, from what the script tells of it: values, formulas with what they gave, number formats,
 * hidden and merged cells. Google's own export would need leave to see more than this spreadsheet.
 */
export function toFile({ sheets, names }: Told): Promise<Uint8Array> {
  return writeWorkbook({
    sheets: sheets.map(({ name, hidden, blocks, hiddenRows, hiddenColumns, merged }): WriteSheet => {
      const cells = new Map<string, Partial<Cell>>();
      for (const block of blocks) addCells(cells, block);
      const widest = Math.max(0, ...hiddenColumns.map(([, to]) => to));
      return {
        name,
        cells,
        hidden,
        rowDefs: new Map(hiddenRows.map((row) => [row - 1, { hidden: true }])),
        columns: Array.from({ length: widest }, (_, at) => ({
          hidden: hiddenColumns.some(([from, to]) => at + 1 >= from && at + 1 <= to),
        })),
        merges: merged.map((range) => mergeOf(range)),
      };
    }),
    names: names.map(({ name, refersTo }) => ({ name, range: refersTo })),
  });
}

function addCells(cells: Map<string, Partial<Cell>>, { top, left, values, formulas, formats, struck }: Block): void {
  const crossedOut = new Set(struck.map(String));
  values.forEach((row, down) => {
    row.forEach((value, right) => {
      const formula = formulas[down]?.[right] ?? '';
      if (value === '' && formula === '') return;
      const format = formats[down]?.[right] ?? '';
      cells.set(`${top + down - 1},${left + right - 1}`, {
        ...contentOf(value, formula),
        ...styleOf(typeof value === 'number' && !isPlain(format) ? format : null, crossedOut.has(`${down},${right}`)),
      });
    });
  });
}

function styleOf(format: string | null, struck: boolean): Pick<Partial<Cell>, 'style'> {
  if (format === null && !struck) return {};
  return { style: { ...(format !== null && { numFmt: format }), ...(struck && { font: { strikethrough: true } }) } };
}

/** What Google says of a cell without a format of its own. */
export const isPlain = (format: string) => /^(general|0\.#+)?$/i.test(format);

function contentOf(value: CellValue, formula: string): Partial<Cell> {
  if (formula === '') return { value, ...(typeof value === 'string' && { type: 'string' }) };
  return { value: null, type: 'formula', formula: inExport(formula, value), formulaResult: value };
}

/** Text in one literal of a formula, in Excel. */
const LONGEST = 255;

/**
 * A formula of Sheets as Google's own export writes those that Excel may not have, with what it gave: Excel shows that,
 * and Sheets makes the formula of it again.
 * Source: https://github.com/vinci1it2000/formulas/issues/51
 */
function inExport(formula: string, value: string | number | boolean): string {
  const shown = typeof value === 'string' ? literal(value) : String(value).toUpperCase();
  return `IFERROR(__xludf.DUMMYFUNCTION(${literal(formula)}),${shown})`;
}

function literal(text: string): string {
  const pieces = text.match(new RegExp(`[\\s\\S]{1,${LONGEST}}`, 'g')) ?? [''];
  return pieces.map((piece) => `"${piece.replaceAll('"', '""')}"`).join('&');
}

function mergeOf(address: string) {
  const { top, left, bottom, right } = parseRange(address) ?? { top: 1, left: 1, bottom: 1, right: 1 };
  return { startRow: top - 1, startCol: left - 1, endRow: bottom - 1, endCol: right - 1 };
}
