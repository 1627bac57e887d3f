import type { BookSheet } from '../book/book.ts';
import type { Column } from '../define/column.ts';
import { letters } from '../emit/xlsx/address.ts';
import { type ColumnMatch, tells } from './match-columns.ts';
import type { Sample } from './sample.ts';
import { BESIDE_FITS, OWN_FITS, type Shift } from './shifted-columns.ts';

/** Rows in which part of the cells stand one column beside their own. */
export interface ShiftedRows extends Shift {
  /** Numbers of the first and last of them. */
  top: number;
  bottom: number;
}

/** Rows that are needed to say so, of those that are moved and of the others. */
const LEAST_ROWS = 3;
/** Cells of a row of data, at least. */
const LEAST_CELLS = 3;
/** Shares of rows in which a column is filled, or is not. */
const [NEARLY_ALL, HARDLY_ANY] = [0.8, 0.1];
/** Rows of which the values are looked at. */
const LOOKED_AT = 20;
/** Columns whose values are of the neighbour's kind, where nothing stands beyond the last one. */
const LEAST_COLUMNS = 2;

/** Rows of data, as places among the rows of the sheet, and which columns are filled in them. */
interface Filled {
  rows: number[];
  /** By column: for each row the index of its cell and 1, or 0. */
  cells: Map<number, Float64Array>;
}

/**
 * Rows that were moved by one column: one column is empty in them alone, and what stands beside it belongs to its neighbour.
 * Nothing else tells so of numbers, which fit everywhere.
 */
export function shiftedRows(
  sheet: BookSheet,
  matches: readonly ColumnMatch[],
  from: number,
  sample: Sample,
): ShiftedRows | null {
  const columns = new Map(matches.map(({ at, column }) => [at, column]));
  const filled = filledIn(sheet, columns, from);
  if (filled.rows.length < 2 * LEAST_ROWS) return null;
  for (const { at, column } of matches) {
    if (column.computed || column.idKind !== undefined) continue;
    const run = emptyRun(filled, at);
    if (!run) continue;
    const block = new Block(sheet, columns, filled, run, sample);
    const shift = block.toTheRight(at) ?? block.toTheLeft(at);
    const number = (place: number | undefined) => sheet.cells.rows[place ?? 0] as number;
    if (shift) return { ...shift, top: number(filled.rows[run[0]]), bottom: number(filled.rows[run[1] - 1]) };
  }
  return null;
}

function filledIn({ cells }: BookSheet, columns: ReadonlyMap<number, Column>, from: number): Filled {
  const own = (at: number) => columns.has(at) && !columns.get(at)?.computed;
  const rows: number[] = [];
  for (let place = cells.place(from); place < cells.rows.length; place += 1) {
    const [start, end] = cells.span(place);
    let held = 0;
    for (let index = start; index < end; index += 1) if (own(cells.column[index] as number)) held += 1;
    if (held >= LEAST_CELLS) rows.push(place);
  }
  // Of a sheet that holds something in thousands of columns those of the template, and one beside each.
  const looked = new Set([...columns.keys()].flatMap((at) => [at, at + 1]));
  const byColumn = new Map<number, Float64Array>();
  for (const [at, place] of rows.entries()) {
    const [start, end] = cells.span(place);
    for (let index = start; index < end; index += 1) {
      const column = cells.column[index] as number;
      if (!looked.has(column)) continue;
      const held = byColumn.get(column) ?? new Float64Array(rows.length);
      byColumn.set(column, held);
      held[at] = index + 1;
    }
  }
  return { rows, cells: byColumn };
}

/** The longest run of rows in which a column is empty, where it is filled in nearly all others. */
function emptyRun({ rows, cells }: Filled, at: number): [from: number, to: number] | null {
  const held = cells.get(at);
  if (!held) return null;
  let [best, bestFrom, run, total] = [0, 0, 0, 0];
  for (let row = 0; row < rows.length; row += 1) {
    run = held[row] ? 0 : run + 1;
    total += held[row] ? 1 : 0;
    if (run > best) [best, bestFrom] = [run, row - run + 1];
  }
  const others = rows.length - best;
  return best >= LEAST_ROWS && others >= LEAST_ROWS && total >= others * NEARLY_ALL
    ? [bestFrom, bestFrom + best]
    : null;
}

/** Rows in which one column is empty. */
class Block {
  private readonly last: number;

  constructor(
    private readonly sheet: BookSheet,
    private readonly columns: ReadonlyMap<number, Column>,
    private readonly filled: Filled,
    private readonly run: readonly [number, number],
    private readonly sample: Sample,
  ) {
    this.last = Math.max(...columns.keys());
  }

  /** Everything from an empty column on stands one too far right, up to one that is filled in these rows alone. */
  toTheRight(empty: number): Shift | null {
    const showing: number[] = [];
    for (let at = empty + 1; at <= this.last + 1; at += 1) {
      if (!this.isOfNeighbour(at, at - 1)) continue;
      showing.push(at);
      if (this.isFilledHereAlone(at) && this.areMoved(empty, at))
        return { side: 'right', from: letters(empty - 1), to: letters(at - 1) };
    }
    const strict = showing.filter((at) => this.isNotItsOwn(at));
    return strict.length >= LEAST_COLUMNS
      ? { side: 'right', from: letters(empty - 1), to: letters((strict.at(-1) ?? empty) - 1) }
      : null;
  }

  /**
   * Whether what lies between an empty column and one that is filled here alone belongs one further left: some of it is not of its
   * own kind, or numbers are as large as those of the neighbour elsewhere. A question that only these rows answer moves nothing.
   */
  private areMoved(empty: number, last: number): boolean {
    let [nearer, farther] = [0, 0];
    for (let at = empty + 1; at <= last; at += 1) {
      if (this.isNotItsOwn(at)) return true;
      const [here, own, neighbour] = [this.median(at, true), this.median(at, false), this.median(at - 1, false)];
      if (here === null || neighbour === null || own === null || own === neighbour) continue;
      const distance = (other: number) => Math.abs(Math.log((here + 1) / (other + 1)));
      if (distance(neighbour) < distance(own)) nearer += 1;
      else farther += 1;
    }
    return nearer >= LEAST_COLUMNS && nearer >= 2 * farther;
  }

  /** Of the numbers of a column in these rows, or in the others; null where there are few. */
  private median(at: number, isHere: boolean): number | null {
    const held = this.filled.cells.get(at);
    const numbers: number[] = [];
    for (let row = 0; held && row < held.length; row += 1) {
      if (!held[row] || (row >= this.run[0] && row < this.run[1]) !== isHere) continue;
      const { value } = this.sheet.cells.cell((held[row] as number) - 1);
      if (typeof value === 'number' && value >= 0) numbers.push(value);
    }
    numbers.sort((a, b) => a - b);
    return numbers.length < LEAST_ROWS ? null : (numbers[numbers.length >> 1] as number);
  }

  /** Everything up to an empty column stands one too far left. */
  toTheLeft(empty: number): Shift | null {
    const showing: number[] = [];
    for (let at = empty - 1; at >= 1; at -= 1)
      if (this.isNotItsOwn(at) && this.isOfNeighbour(at, at + 1)) showing.push(at);
    const first = showing.at(-1);
    return first !== undefined && showing.length >= LEAST_COLUMNS
      ? { side: 'left', from: letters(first - 1), to: letters(empty - 1) }
      : null;
  }

  /** Indexes of the cells of a column in these rows. */
  private cellsOf(at: number, most = LOOKED_AT): number[] {
    const held = this.filled.cells.get(at);
    const found: number[] = [];
    for (let row = this.run[0]; held && row < this.run[1] && found.length < most; row += 1)
      if (held[row]) found.push((held[row] as number) - 1);
    return found;
  }

  private isFilled(at: number): boolean {
    return this.cellsOf(at, Number.POSITIVE_INFINITY).length >= (this.run[1] - this.run[0]) * NEARLY_ALL;
  }

  private isFilledHereAlone(at: number): boolean {
    if (!this.isFilled(at)) return false;
    const others = this.filled.rows.length - (this.run[1] - this.run[0]);
    const all = this.filled.cells.get(at)?.reduce((sum, held) => sum + (held ? 1 : 0), 0) ?? 0;
    return all - this.cellsOf(at, Number.POSITIVE_INFINITY).length <= others * HARDLY_ANY;
  }

  private isOfNeighbour(at: number, neighbour: number): boolean {
    const column = this.columns.get(neighbour);
    const fit = column && tells(column) && !column.computed ? this.sample.fitOf(this.cellsOf(at), column) : null;
    return fit !== null && fit.of >= LEAST_ROWS && fit.fitting >= fit.of * BESIDE_FITS;
  }

  /** Its values are not of its own kind. */
  private isNotItsOwn(at: number): boolean {
    const column = this.columns.get(at);
    const fit = column && tells(column) && !column.computed ? this.sample.fitOf(this.cellsOf(at), column) : null;
    return fit !== null && fit.of >= LEAST_ROWS && fit.fitting <= fit.of * OWN_FITS;
  }
}
