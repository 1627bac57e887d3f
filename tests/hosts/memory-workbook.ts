import type { Book, Range } from '../../sheets-templates/book/book.ts';
import { letters } from '../../sheets-templates/emit/xlsx/address.ts';
import { parseFormula } from '../judges/repair-rules/formula-grammar.ts';
import { ApiError } from './excel-item.ts';
import { asTyped, type Typed } from './typed.ts';

export type CellContent = string | number | boolean;

export interface MemoryCell {
  value: CellContent;
  /** The same as the value where there is no formula. */
  formula: CellContent;
  format: string;
  /** Crossed out. */
  struck?: true;
}

export interface MemorySheet {
  id: string;
  name: string;
  visibility: 'Visible' | 'Hidden' | 'VeryHidden';
  /** Cells by row, then column, from 1. */
  rows: Record<number, Record<number, MemoryCell>>;
  hiddenRows: number[];
  hiddenColumns: [number, number][];
  merged: Range[];
  tables: { name: string; range: Range }[];
  isProtected: boolean;
  /** Pictures and shapes. */
  drawings: number;
  conditionalFormats: MemoryFormat[];
}

export interface MemoryFormat {
  id: string;
  type: string;
  areas: Range[];
  formula: string;
  fill: string;
  ink: string;
}

/** A workbook as plain data, fit to be sent into a browser: what the stand-ins of Excel and Google Sheets hold. */
export interface MemoryWorkbook {
  sheets: MemorySheet[];
  names: { name: string; formula: string }[];
  settings: Record<string, unknown>;
  active: string;
  selected: string;
  url: string;
  /** Days are counted from 1904. */
  date1904: boolean;
}

export const emptySheet = (name: string, id = `{${name}}`): MemorySheet => ({
  id,
  name,
  visibility: 'Visible',
  rows: {},
  hiddenRows: [],
  hiddenColumns: [],
  merged: [],
  tables: [],
  isProtected: false,
  drawings: 0,
  conditionalFormats: [],
});

export const emptyWorkbook = (): MemoryWorkbook => ({
  sheets: [emptySheet('Hoja1')],
  names: [],
  settings: {},
  active: 'Hoja1',
  selected: 'A1',
  url: 'C:\\libros\\score-PE.xlsx',
  date1904: false,
});

const FORMATS = {
  number: 'General',
  date: 'dd/mm/yyyy',
  percent: '0%',
  literalPercent: '0"%"',
  duration: '[h]:mm',
} as const;
const STATES = { visible: 'Visible', hidden: 'Hidden', veryHidden: 'VeryHidden' } as const;

/** What the reader of files found, as a spreadsheet program that has it open. Formulas are there, their text is not. */
export function memoryOf(book: Book): MemoryWorkbook {
  const sheets = book.sheets.map((sheet, index): MemorySheet => {
    const rows: MemorySheet['rows'] = {};
    const { cells } = sheet;
    for (let at = 0; at < cells.count; at += 1) {
      const { value, shows, formula, struck, beside } = cells.cell(at);
      const shown = typeof value === 'object' && value !== null ? value.error : (value ?? '');
      rowIn(rows, cells.row[at] as number)[cells.column[at] as number] = {
        value: shown,
        formula: formula ? '=ANTES()' : shown,
        format: beside === undefined ? FORMATS[shows] : beside.replace(/[^#]+/g, '"$&"').replace('#', '0'),
        ...(struck === null && { struck: true }),
      };
    }
    return {
      ...emptySheet(sheet.name, `{${index + 1}}`),
      visibility: STATES[sheet.state],
      rows,
      hiddenRows: [...sheet.hiddenRows],
      hiddenColumns: sheet.hiddenColumns.map(([from, to]) => [from, to]),
      merged: [...sheet.merged],
      tables: [...sheet.tables],
    };
  });
  const names = book.names.map(({ name, refersTo }) => ({ name, formula: `=${refersTo}` }));
  return { ...emptyWorkbook(), sheets, names, active: sheets[0]?.name ?? '', date1904: book.date1904 };
}

/** The cells of a row, made where there are none. */
export function rowIn(rows: MemorySheet['rows'], row: number): Record<number, MemoryCell> {
  const known = rows[row] ?? {};
  rows[row] = known;
  return known;
}

export const cellAt = ({ rows }: MemorySheet, row: number, column: number): MemoryCell =>
  rows[row]?.[column] ?? { value: '', formula: '', format: 'General' };

type Compute = (
  workbook: MemoryWorkbook,
  sheet: MemorySheet,
  row: number,
  column: number,
  formula: string,
) => CellContent;

let compute: Compute = (_, sheet, row, column, formula) => {
  throw new Error(`nobody was told how to compute ${formula} in ${sheet.name}, row ${row}, column ${column}`);
};

/** Who computes the formulas that are entered. */
export function computeWith(engine: Compute): void {
  compute = engine;
}

export interface Habits {
  /** Signs that begin a formula; what follows a sign of arithmetic and is a number is none. */
  beginsFormula?: RegExp;
  /** `3/2/2026` is the third of February. */
  dayFirst?: boolean;
  /** Formulas are computed as they are entered; else their cells show nothing. */
  computes?: boolean;
}

/**
 * Puts something into a cell as a person, or the API, enters it: an apostrophe makes a text, a text for a number, a day, a share
 * or an amount becomes one, a formula is computed.
 */
export function enter(
  workbook: MemoryWorkbook,
  sheet: MemorySheet,
  row: number,
  column: number,
  entered: CellContent,
  { dayFirst = false, computes = true, beginsFormula = /^[=+@-]/ }: Habits = {},
): void {
  const { format } = cellAt(sheet, row, column);
  const quoted = typeof entered === 'string' && entered.startsWith("'");
  // Whatever comes into a cell for texts is one.
  const isText = quoted || format === '@';
  const content = quoted ? String(entered).slice(1) : format === '@' ? asText(entered) : entered;
  const cells = rowIn(sheet.rows, row);
  if (content === '' && !quoted) {
    // The format stays where the content goes.
    if (format === 'General') delete cells[column];
    else cells[column] = { value: '', formula: '', format };
  } else if (!isText && typeof content === 'string' && isFormula(content, dayFirst, beginsFormula)) {
    const formula = content.startsWith('=') ? content : `=${content.replace(/^@/, '')}`;
    if (computes && unreadable(formula)) throw new ApiError('InvalidArgument', formula);
    cells[column] = { value: computes ? compute(workbook, sheet, row, column, formula) : '', formula, format };
  } else {
    const typed: Typed = isText || typeof content !== 'string' ? { value: content } : asTyped(content, dayFirst);
    const value =
      typeof typed.value === 'number' && typed.format && isDay(typed.format) && workbook.date1904
        ? typed.value - 1462
        : typed.value;
    cells[column] = { value, formula: value, format: format === 'General' ? (typed.format ?? format) : format };
  }
}

/** In a cell for texts a boolean is the word that Excel shows for it. */
const asText = (content: CellContent) =>
  typeof content === 'boolean' ? String(content).toUpperCase() : String(content);

function isFormula(content: string, dayFirst: boolean, begins: RegExp): boolean {
  if (content.length < 2 || !begins.test(content)) return false;
  return content.startsWith('=') || typeof asTyped(content, dayFirst).value === 'string';
}

/** Functions may be unknown (`#NAME?`), and carry no prefix when they are typed. */
export const unreadable = (formula: string): boolean =>
  parseFormula(formula.slice(1)).problems.some((problem) => !/is no function|prefix _xlfn/.test(problem));

const isDay = (format: string) => /[dy]/.test(format);

/** The block that holds content, or formats as well; null for an empty sheet. */
export function usedBlock(sheet: MemorySheet, valuesOnly = true): Range | null {
  const { rows } = sheet;
  let [top, bottom, left, right] = [0, 0, Number.POSITIVE_INFINITY, 0];
  // Numbers as keys come in ascending order.
  for (const row in rows) {
    let [first, last] = [0, 0];
    for (const column in rows[row]) {
      const { formula, format } = cellAt(sheet, Number(row), Number(column));
      if (formula === '' && (valuesOnly || format === 'General')) continue;
      first ||= Number(column);
      last = Number(column);
    }
    if (first === 0) continue;
    top ||= Number(row);
    bottom = Number(row);
    left = Math.min(left, first);
    right = Math.max(right, last);
  }
  return top === 0 ? null : { top, left, bottom, right };
}

/** `Hoja!A1:B2` as Excel writes addresses. */
export function addressOf(sheet: string, { top, left, bottom, right }: Range): string {
  const name = /^[A-Za-z_]\w*$/.test(sheet) ? sheet : `'${sheet.replace(/'/g, "''")}'`;
  const first = `${letters(left - 1)}${top}`;
  const last = `${letters(right - 1)}${bottom}`;
  return `${name}!${first === last ? first : `${first}:${last}`}`;
}

/** Blocks of what is visible in a block: what hidden rows and columns leave. */
export function visibleBlocks({ hiddenRows, hiddenColumns }: MemorySheet, block: Range): Range[] {
  const hidden = new Set(hiddenRows);
  const spans = (from: number, to: number, isHidden: (at: number) => boolean) => {
    const found: [number, number][] = [];
    for (let at = from; at <= to; at += 1) {
      if (isHidden(at)) continue;
      const last = found.at(-1);
      if (last && last[1] === at - 1) last[1] = at;
      else found.push([at, at]);
    }
    return found;
  };
  const columns = spans(block.left, block.right, (at) => hiddenColumns.some(([from, to]) => at >= from && at <= to));
  return spans(block.top, block.bottom, (row) => hidden.has(row)).flatMap(([top, bottom]) =>
    columns.map(([left, right]) => ({ top, left, bottom, right })),
  );
}
