import type { RawValue } from '../define/cell.ts';

export interface BookCell {
  /** For a formula, the value that the last program computed. */
  value: RawValue;
  /** What its format makes of a number. */
  shows: 'number' | 'date' | 'percent' | 'literalPercent' | 'duration';
  /** What its format writes beside the number: «US$ #». */
  beside?: string;
  formula: boolean;
  /** The text without its superscript runs, where it has any. */
  plain?: string;
  /** What the cell shows with what is crossed out in it; null where all of it is. */
  struck?: string | null;
}

/** The texts of a workbook by the number that its cells carry. */
export interface Texts {
  at: (index: number) => string;
  /** Texts without their superscript runs, where they have any: footnote marks. */
  readonly plain: ReadonlyMap<number, string>;
  /** Texts with what is crossed out in them; null where all of the text is. */
  readonly struck: ReadonlyMap<number, string | null>;
}

/** What stands in a cell; a date or a percentage is a number by its format. */
export const KIND = {
  number: 1,
  date: 2,
  percent: 3,
  text: 4,
  boolean: 5,
  error: 6,
  uncomputed: 7,
  literalPercent: 8,
  duration: 9,
  /** A number beside which its format writes something: the index of a text that holds both, see `written`. */
  written: 10,
} as const;
/** Kinds of number by what the format shows; see `SHOWS`. */
export const KIND_SHOWN = [KIND.number, KIND.date, KIND.percent, KIND.literalPercent, KIND.duration] as const;

/** A number and what its format writes beside it, as the one text that a cell of kind `written` names. */
export const written = (value: number, beside: string): string => `${value}${BETWEEN}${beside}`;
const BETWEEN = '\t';

/** Whether a cell of this kind names a text of the pool. */
export const namesText = (kind: number): boolean => {
  const bare = kind & KIND_MASK;
  return bare === KIND.text || bare === KIND.written;
};

/** Added to the kind of a cell with a formula. */
export const FORMULA = 0x80;
/** Added to the kind of a cell whose font is crossed out. */
export const STRUCK = 0x40;
const KIND_MASK = 0x3f;

/** Excel's error values; a number cell of kind `error` holds an index. */
export const ERRORS = [
  '#NULL!',
  '#DIV/0!',
  '#VALUE!',
  '#REF!',
  '#NAME?',
  '#NUM!',
  '#N/A',
  '#GETTING_DATA',
  '#SPILL!',
  '#CALC!',
] as const;
const UNKNOWN_ERROR = '#ERROR!';

const SHOWN: Readonly<Record<number, BookCell['shows']>> = {
  [KIND.date]: 'date',
  [KIND.percent]: 'percent',
  [KIND.literalPercent]: 'literalPercent',
  [KIND.duration]: 'duration',
};

export const LAST_ROW = 1_048_576;
export const LAST_COLUMN = 16_384;

/**
 * The cells of one sheet that hold something, as columns of numbers: 15 bytes a cell, each with its address. Rows and
 * columns count from 1. Cells are in the order of rows, then columns.
 */
export class CellTable {
  private index: { rows: Uint32Array; starts: Uint32Array } | null = null;

  constructor(
    readonly count: number,
    readonly row: Uint32Array,
    readonly column: Uint16Array,
    readonly kind: Uint8Array,
    /** The number, a text's index in the pool, an error's in `ERRORS`, or 0 and 1. */
    readonly number: Float64Array,
    readonly pool: Texts,
  ) {}

  /** Numbers of the rows that hold cells, ascending. */
  get rows(): Uint32Array {
    return this.byRow().rows;
  }

  /** Rows and where their cells begin; worked out when it is first asked for. */
  private byRow(): { rows: Uint32Array; starts: Uint32Array } {
    if (this.index) return this.index;
    const { row, count } = this;
    let distinct = 0;
    for (let index = 0, last = 0; index < count; index += 1) {
      if (row[index] === last) continue;
      last = row[index] as number;
      distinct += 1;
    }
    const rows = new Uint32Array(distinct);
    const starts = new Uint32Array(distinct + 1).fill(count);
    for (let index = 0, last = 0, place = 0; index < count; index += 1) {
      if (row[index] === last) continue;
      last = row[index] as number;
      rows[place] = last;
      starts[place] = index;
      place += 1;
    }
    this.index = { rows, starts };
    return this.index;
  }

  /** Indexes of the cells of the row at this place in `rows`: from, and up to but without. */
  span(place: number): [number, number] {
    const { starts } = this.byRow();
    return [starts[place] ?? this.count, starts[place + 1] ?? this.count];
  }

  /** Place in `rows` of the first row with at least this number. */
  place(rowNumber: number): number {
    const { rows } = this.byRow();
    let low = 0;
    let high = rows.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((rows[middle] as number) < rowNumber) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Whether another sheet says the same in the same cells. */
  equals(other: CellTable): boolean {
    if (this.count !== other.count) return false;
    for (let index = 0; index < this.count; index += 1)
      if (
        this.row[index] !== other.row[index] ||
        this.column[index] !== other.column[index] ||
        this.kind[index] !== other.kind[index] ||
        (namesText(this.kind[index] as number)
          ? this.pool.at(this.number[index] as number) !== other.pool.at(other.number[index] as number)
          : this.number[index] !== other.number[index])
      )
        return false;
    return true;
  }

  at(rowNumber: number, columnNumber: number): BookCell | undefined {
    const place = this.place(rowNumber);
    if (this.byRow().rows[place] !== rowNumber) return undefined;
    const [from, to] = this.span(place);
    for (let index = from; index < to; index += 1) if (this.column[index] === columnNumber) return this.cell(index);
    return undefined;
  }

  cell(index: number): BookCell {
    const kind = this.kind[index] as number;
    const bare = kind & KIND_MASK;
    const shows = SHOWN[bare] ?? 'number';
    const text = bare === KIND.text ? (this.number[index] as number) : -1;
    const plain = text < 0 ? undefined : this.pool.plain.get(text);
    const struck = kind & STRUCK ? null : text < 0 ? undefined : this.pool.struck.get(text);
    const cell: BookCell = { value: this.value(index), shows, formula: kind >= FORMULA };
    if (plain !== undefined) cell.plain = plain;
    if (struck !== undefined) cell.struck = struck;
    if (bare === KIND.written) cell.beside = this.pool.at(this.number[index] as number).split(BETWEEN)[1] ?? '';
    return cell;
  }

  /** What stands in the cell, a date as its serial number. */
  value(index: number): Exclude<RawValue, null> {
    const number = this.number[index] as number;
    switch ((this.kind[index] as number) & KIND_MASK) {
      case KIND.text:
        return this.pool.at(number);
      case KIND.written:
        return Number.parseFloat(this.pool.at(number));
      case KIND.boolean:
        return number === 1;
      case KIND.error:
        return { error: ERRORS[number] ?? UNKNOWN_ERROR };
      case KIND.uncomputed:
        return { error: '', uncomputed: true };
      default:
        return number;
    }
  }

  hasFormula(index: number): boolean {
    return (this.kind[index] as number) >= FORMULA;
  }

  /** How many of some cells are texts. */
  textsIn(start: number, end: number): number {
    let count = 0;
    for (let index = start; index < end; index += 1)
      if (((this.kind[index] as number) & KIND_MASK) === KIND.text) count += 1;
    return count;
  }

  /** The text of a cell; empty for everything that is none. */
  text(index: number): string {
    const isText = ((this.kind[index] as number) & KIND_MASK) === KIND.text;
    return isText ? this.pool.at(this.number[index] as number) : '';
  }
}
