import type { sheets_v4 } from '@googleapis/sheets';
import type { Cell, CellStyle, WriteSheet } from 'hucre';
import { codeShows, SHOWS } from '../../book/number-format.ts';
import { inSheets, relativeTo } from './formulas.ts';
import { type Context, colourOf, type GoogleRequest, gridRange } from './ranges.ts';

interface Placed extends Partial<Cell> {
  row: number;
}

/** Values, formulas and formats, each for the cells below one another that have the same. */
export function cellsOf(sheet: WriteSheet, context: Context): GoogleRequest[] {
  const requests: GoogleRequest[] = [];
  for (const [column, cells] of byColumn(sheet)) {
    const range = (from: number, to: number) =>
      gridRange(sheet.name, { top: from, bottom: to, left: column + 1, right: column + 1 }, context);
    for (const run of runs(cells, ({ style }) => (style ? inOneText(style) : null)))
      requests.push({
        repeatCell: {
          range: range(run.from, run.to),
          cell: { userEnteredFormat: formatOf(run.first.style ?? {}) },
          fields: 'userEnteredFormat',
        },
      });
    for (const run of runs(cells, ({ formula, row }) => (formula ? relativeTo(formula, row) : null)))
      requests.push({
        repeatCell: {
          range: range(run.from, run.to),
          cell: { userEnteredValue: { formulaValue: inSheets(run.first.formula ?? '') } },
          fields: 'userEnteredValue',
        },
      });
    const constants = cells.filter(({ value, formula }) => !formula && value !== null && value !== undefined);
    for (const run of runs(constants, () => ''))
      requests.push({
        updateCells: {
          start: { sheetId: context.ids.get(sheet.name) ?? null, rowIndex: run.from - 1, columnIndex: column },
          rows: run.all.map(({ value }) => ({ values: [{ userEnteredValue: typedValue(value) }] })),
          fields: 'userEnteredValue',
        },
      });
  }
  return requests;
}

/** A style as a text, to know those that are alike; most cells of a column share one object. */
function inOneText(style: CellStyle): string {
  const known = texts.get(style) ?? JSON.stringify(style);
  texts.set(style, known);
  return known;
}
const texts = new WeakMap<CellStyle, string>();

/** Cells of each column from top to bottom; rows from 1. */
function byColumn({ cells = new Map<string, Partial<Cell>>(), rows = [] }: WriteSheet): Map<number, Placed[]> {
  const columns = new Map<number, Placed[]>();
  const put = (column: number, cell: Placed) => {
    const known = columns.get(column);
    if (known) known.push(cell);
    else columns.set(column, [cell]);
  };
  rows.forEach((values, row) => {
    values.forEach((value, column) => {
      put(column, { value, row: row + 1 });
    });
  });
  for (const [key, cell] of cells) {
    const [row = 0, column = 0] = key.split(',').map(Number);
    put(column, { ...cell, row: row + 1 });
  }
  for (const found of columns.values()) found.sort((a, b) => a.row - b.row);
  return columns;
}

interface Run {
  from: number;
  to: number;
  first: Placed;
  all: Placed[];
}

/** Cells below one another of which the same is said; null stands in no run. */
function runs(cells: readonly Placed[], said: (cell: Placed) => string | null): Run[] {
  const found: (Run & { said: string })[] = [];
  for (const cell of cells) {
    const what = said(cell);
    if (what === null) continue;
    const last = found.at(-1);
    if (last && last.said === what && last.to === cell.row - 1) {
      last.to = cell.row;
      last.all.push(cell);
    } else found.push({ from: cell.row, to: cell.row, first: cell, all: [cell], said: what });
  }
  return found;
}

function typedValue(value: unknown): sheets_v4.Schema$ExtendedValue {
  if (typeof value === 'number') return { numberValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  return { stringValue: String(value) };
}

const SIDES = ['top', 'bottom', 'left', 'right'] as const;

const ACROSS = { left: 'LEFT', center: 'CENTER', right: 'RIGHT' } as const;

const ALONG = { top: 'TOP', center: 'MIDDLE', bottom: 'BOTTOM' } as const;

export function formatOf({ font, fill, alignment, border, numFmt }: CellStyle): sheets_v4.Schema$CellFormat {
  const background = fill?.type === 'pattern' ? fill.fgColor?.rgb : undefined;
  const across = ACROSS[(alignment?.horizontal ?? '') as keyof typeof ACROSS];
  const along = ALONG[(alignment?.vertical ?? '') as keyof typeof ALONG];
  return {
    ...(numFmt && { numberFormat: { type: kindOf(numFmt), pattern: numFmt } }),
    ...(background && { backgroundColorStyle: { rgbColor: colourOf(background) } }),
    ...(border && {
      borders: Object.fromEntries(
        SIDES.flatMap((side) => {
          const rgb = border[side]?.color?.rgb;
          return rgb ? [[side, { style: 'SOLID', colorStyle: { rgbColor: colourOf(rgb) } }]] : [];
        }),
      ),
    }),
    ...(across && { horizontalAlignment: across }),
    ...(along && { verticalAlignment: along }),
    ...(alignment?.wrapText && { wrapStrategy: 'WRAP' }),
    textFormat: {
      ...(font?.name && { fontFamily: font.name }),
      ...(font?.size && { fontSize: font.size }),
      ...(font?.bold && { bold: true }),
      ...(font?.color?.rgb && { foregroundColorStyle: { rgbColor: colourOf(font.color.rgb) } }),
    },
  };
}

function kindOf(pattern: string): string {
  if (pattern === '@') return 'TEXT';
  const shows = codeShows(pattern);
  return shows === SHOWS.date || shows === SHOWS.duration ? 'DATE' : shows === SHOWS.percent ? 'PERCENT' : 'NUMBER';
}
