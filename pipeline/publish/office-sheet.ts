import type { Cell, WriteSheet } from 'hucre';
import { cellKey, letters, META_SHEET } from '../../sheets-templates/emit/xlsx/address.ts';
import { FONT, landscapeA4, style } from '../../sheets-templates/emit/xlsx/theme.ts';
import { writeWorkbook } from '../../sheets-templates/emit/xlsx/write-workbook.ts';
import { numberFormat } from './plain-words.ts';

/** A column of a sheet that the office fills in and Quipu reads back. */
export interface OfficeColumn {
  /** Stands in a hidden row, so that headings may be changed. */
  key: string;
  heading: string;
  width: number;
  hidden?: boolean;
  /** The office writes here. */
  open?: boolean;
  /** What the list of the cell offers. */
  choices?: readonly string[];
}

export interface OfficeSheet {
  /** What the file is, so that it is passed over among submissions. */
  output: string;
  name: string;
  title: string;
  help: readonly string[];
  columns: readonly OfficeColumn[];
  rows: readonly (readonly (string | number)[])[];
  /** Empty rows prepared below. */
  spare?: number;
}

/** Row of the hidden keys; headings stand above it, rows below. */
const KEY_ROW = 5;
export const FIRST_OFFICE_ROW = KEY_ROW + 1;

/** Numbers stand to the right, with a mark at the thousands. */
function styleOf(value: string | number, open = false) {
  const own = open ? style.input : style.boxed;
  if (typeof value !== 'number') return own;
  return { ...own, numFmt: numberFormat([value]), alignment: { ...own.alignment, horizontal: 'right' as const } };
}

/** Points of a line of text. */
const LINE_HEIGHT = 15;

/** Lines that a text takes in its column. */
const linesOf = (value: string | number, column: OfficeColumn | undefined): number =>
  column?.hidden
    ? 1
    : String(value)
        .split('\n')
        .reduce((lines, line) => lines + Math.max(1, Math.ceil(line.length / ((column?.width ?? 20) - 1))), 0);

/** A workbook with one sheet that the office fills in. */
export async function officeWorkbook({
  output,
  name,
  title,
  help,
  columns,
  rows,
  spare = 0,
}: OfficeSheet): Promise<Uint8Array> {
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, cell: Partial<Cell>) => cells.set(cellKey(row, column), cell);
  const first = columns.findIndex(({ hidden }) => !hidden);
  put(1, first, { value: title, style: style.title });
  help.forEach((line, at) => {
    put(2 + at, first, { value: line, style: style.help });
  });
  columns.forEach(({ key, heading }, at) => {
    put(KEY_ROW - 1, at, { value: heading, style: style.header });
    put(KEY_ROW, at, { value: key, style: { font: FONT } });
  });
  const empty = columns.map(() => '');
  [...rows, ...Array.from({ length: spare }, () => empty)].forEach((row, index) => {
    row.forEach((value, at) => {
      put(FIRST_OFFICE_ROW + index, at, {
        value,
        type: typeof value === 'number' ? 'number' : 'string',
        style: styleOf(value, columns[at]?.open),
      });
    });
  });
  const last = FIRST_OFFICE_ROW + Math.max(rows.length + spare, 1) - 1;
  const sheet: WriteSheet = {
    name,
    cells,
    columns: columns.map(({ width, hidden }) => ({ width, ...(hidden && { hidden }) })),
    rowDefs: new Map([
      [0, { height: 28 }],
      [KEY_ROW - 2, { height: 34 }],
      [KEY_ROW - 1, { hidden: true }],
      ...rows.map((row, index): [number, { height: number }] => [
        FIRST_OFFICE_ROW + index - 1,
        { height: LINE_HEIGHT * Math.max(...row.map((value, at) => linesOf(value, columns[at]))) + 3 },
      ]),
    ]),
    freezePane: { rows: KEY_ROW },
    dataValidations: columns.flatMap(({ choices }, at) =>
      choices
        ? [
            {
              type: 'list' as const,
              range: `${letters(at)}${FIRST_OFFICE_ROW}:${letters(at)}${last}`,
              values: [...choices],
              allowBlank: true,
            },
          ]
        : [],
    ),
    view: { showGridLines: false },
    pageSetup: { ...landscapeA4, printTitlesRow: `$${KEY_ROW - 1}:$${KEY_ROW - 1}` },
  };
  return writeWorkbook({ sheets: [sheet, { name: META_SHEET, rows: [['salida', output]], veryHidden: true }] });
}
