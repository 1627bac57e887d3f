import { type Book, type BookSheet, columnNumber, type Range } from './book.ts';
import { CellTable, ERRORS, FORMULA, KIND, KIND_SHOWN, STRUCK, written } from './cell-table.ts';
import { besideIn, codeShows } from './number-format.ts';

/** A workbook as plain data: what a spreadsheet program hands over, fit to be sent to a worker or over a wire. */
export interface PackedBook extends Pick<Book, 'date1904' | 'names' | 'macros'> {
  sheets: PackedSheet[];
  /** Each different text once; cells carry its index. */
  texts: string[];
  /** What a file tells of texts besides, and a spreadsheet program does not; see `Texts`. */
  plain?: ReadonlyMap<number, string>;
  struck?: ReadonlyMap<number, string | null>;
}

export interface PackedSheet extends Omit<BookSheet, 'cells'> {
  cells: PackedCells;
}

/** Cells in the order of rows, then columns; see `CellTable`. */
export interface PackedCells {
  row: Uint32Array;
  column: Uint16Array;
  kind: Uint8Array;
  number: Float64Array;
}

/** What a spreadsheet says of a block of cells: one entry for each row and column. */
export interface CellBlock {
  /** Row and column of the first cell, from 1. */
  top: number;
  left: number;
  values: readonly (readonly unknown[])[];
  /** The same as `values` where there is no formula. */
  formulas: readonly (readonly unknown[])[];
  numberFormat: readonly (readonly unknown[])[];
  /** Whether all that a cell shows is crossed out; left out where nothing is. */
  struck?: readonly (readonly boolean[])[] | undefined;
}

const ERROR_INDEX: ReadonlyMap<string, number> = new Map(ERRORS.map((name, index) => [name, index]));

/** What a format makes of a number. */
interface Shown {
  kind: number;
  beside: string;
}

/** Turns values as a spreadsheet program gives them into cells as the reader of files gives them. */
export class Packer {
  readonly texts: string[];
  private readonly known = new Map<string, number>();
  private readonly formats = new Map<unknown, Shown>();
  private row: number[] = [];
  private column: number[] = [];
  private kind: number[] = [];
  private number: number[] = [];

  constructor(texts: string[] = []) {
    this.texts = texts;
    texts.forEach((text, index) => {
      this.known.set(text, index);
    });
  }

  /** Blocks of one sheet come from top to bottom. */
  add({ top, left, values, formulas, numberFormat, struck }: CellBlock): void {
    values.forEach((cells, down) => {
      cells.forEach((value, right) => {
        const formula = formulas[down]?.[right];
        const computed = typeof formula === 'string' && formula.startsWith('=') && formula !== value;
        const flags = (computed ? FORMULA : 0) | (struck?.[down]?.[right] ? STRUCK : 0);
        this.cell(top + down, left + right, value, flags, numberFormat[down]?.[right]);
      });
    });
  }

  private cell(row: number, column: number, value: unknown, flag: number, format: unknown): void {
    if (typeof value === 'number') this.figure(row, column, value, flag, this.shown(format));
    else if (typeof value === 'boolean') this.push(row, column, KIND.boolean | flag, value ? 1 : 0);
    else if (typeof value === 'string' && (value !== '' || flag & FORMULA)) {
      const error = value.startsWith('#') ? ERROR_INDEX.get(value) : undefined;
      if (error === undefined) this.push(row, column, KIND.text | flag, this.text(value));
      else this.push(row, column, KIND.error | flag, error);
    }
  }

  private figure(row: number, column: number, value: number, flag: number, { kind, beside }: Shown): void {
    const number = beside === '' ? value : this.text(written(value, beside));
    this.push(row, column, (beside === '' ? kind : KIND.written) | flag, number);
  }

  private push(row: number, column: number, kind: number, number: number): void {
    this.row.push(row);
    this.column.push(column);
    this.kind.push(kind);
    this.number.push(number);
  }

  private text(value: string): number {
    const known = this.known.get(value);
    if (known !== undefined) return known;
    const index = this.texts.push(value) - 1;
    this.known.set(value, index);
    return index;
  }

  private shown(format: unknown): Shown {
    const known = this.formats.get(format);
    if (known !== undefined) return known;
    const code = String(format ?? '');
    const shown = { kind: KIND_SHOWN[codeShows(code)] ?? KIND.number, beside: besideIn(code) };
    this.formats.set(format, shown);
    return shown;
  }

  /** The cells added since the last time. */
  take(): PackedCells {
    const cells = {
      row: Uint32Array.from(this.row),
      column: Uint16Array.from(this.column),
      kind: Uint8Array.from(this.kind),
      number: Float64Array.from(this.number),
    };
    this.row = [];
    this.column = [];
    this.kind = [];
    this.number = [];
    return cells;
  }
}

const NONE: ReadonlyMap<number, string> = new Map();

/** The workbook as recovery takes it. */
export function unpack({ sheets, texts, plain = NONE, struck = NONE, ...book }: PackedBook): Book {
  const pool = { at: (index: number) => texts[index] ?? '', plain, struck };
  return { ...book, sheets: sheets.map(({ cells, ...sheet }) => ({ ...sheet, cells: tableOf(cells, pool) })) };
}

const tableOf = ({ row, column, kind, number }: PackedCells, pool: ConstructorParameters<typeof CellTable>[5]) =>
  new CellTable(row.length, row, column, kind, number, pool);

/** The same cells with those of some rows replaced; rows from 1, both included. */
export function withRows(cells: PackedCells, from: number, to: number, rows: PackedCells): PackedCells {
  const before = cells.row.findIndex((row) => row >= from);
  const start = before < 0 ? cells.row.length : before;
  const behind = cells.row.findIndex((row) => row > to);
  const end = behind < 0 ? cells.row.length : behind;
  const spliced = <T extends Uint32Array | Uint16Array | Uint8Array | Float64Array>(old: T, fresh: T): T => {
    const joined = new (old.constructor as new (length: number) => T)(start + fresh.length + old.length - end);
    joined.set(old.subarray(0, start));
    joined.set(fresh, start);
    joined.set(old.subarray(end), start + fresh.length);
    return joined;
  };
  return {
    row: spliced(cells.row, rows.row),
    column: spliced(cells.column, rows.column),
    kind: spliced(cells.kind, rows.kind),
    number: spliced(cells.number, rows.number),
  };
}

/** Blocks of an address as spreadsheets write it: `Hoja!A1:B2,Hoja!D4`, `'Mi hoja'!3:5`, `C:C`. */
export function areasOf(address: string): Range[] {
  const areas: Range[] = [];
  for (const part of partsOf(address)) {
    const bare = part
      .slice(part.lastIndexOf('!') + 1)
      .replace(/\$/g, '')
      .trim();
    const match = /^([A-Z]{0,3})(\d{0,7})(?::([A-Z]{0,3})(\d{0,7}))?$/i.exec(bare);
    if (!match || bare === '') continue;
    const [, left = '', top = '', right = left, bottom = top] = match;
    areas.push({
      top: Number(top || 1),
      left: left ? columnNumber(left) : 1,
      bottom: bottom ? Number(bottom) : 1_048_576,
      right: right ? columnNumber(right) : 16_384,
    });
  }
  return areas;
}

/** Splits at commas that are not inside the quotes of a sheet's name. */
function partsOf(address: string): string[] {
  if (!address.includes("'")) return address.split(',');
  const parts: string[] = [];
  let [from, quoted] = [0, false];
  for (let at = 0; at < address.length; at += 1) {
    if (address[at] === "'") quoted = !quoted;
    else if (address[at] === ',' && !quoted) {
      parts.push(address.slice(from, at));
      from = at + 1;
    }
  }
  return [...parts, address.slice(from)];
}
