import { CellTable, LAST_COLUMN } from '../../sheets-templates/book/cell-table.ts';
import { LIMITS } from './limits.ts';
import { damaged, refusals, refuse } from './refusal.ts';
import type { TextPool } from './text-pool.ts';

const SMALLEST = 1 << 12;

/** Collects the cells of one sheet after the other, growing as they come. */
export class CellCollector {
  count = 0;
  private size = 0;
  private row = new Uint32Array();
  private column = new Uint16Array();
  private kind = new Uint8Array();
  private number = new Float64Array();
  private total = 0;

  constructor(private readonly pool: TextPool) {}

  /** Makes room for about this many cells at once. */
  expect(cells: number): void {
    const wanted = Math.min(Math.max(Math.ceil(cells), SMALLEST), LIMITS.cells + 1);
    if (wanted > this.size) this.resize(wanted);
  }

  add(row: number, column: number, kind: number, number: number): void {
    const at = this.count;
    if (at === this.size) this.grow();
    this.row[at] = row;
    this.column[at] = column;
    this.kind[at] = kind;
    this.number[at] = number;
    this.count = at + 1;
  }

  /** The cells collected since the last time, in order. */
  take(): CellTable {
    const { count } = this;
    this.total += count;
    if (this.total > LIMITS.cells) refuse(refusals.tooMuchInside, 'cells');
    const order = this.order(count);
    // A nearly full buffer is handed over as it is; the next sheet gets another.
    const whole = order === null && count > this.size / 2;
    const pick = <T extends Columns>(source: T): T =>
      order ? picked(source, order) : ((whole ? source.subarray(0, count) : source.slice(0, count)) as T);
    const table = new CellTable(
      count,
      pick(this.row),
      pick(this.column),
      pick(this.kind),
      pick(this.number),
      this.pool,
    );
    this.count = 0;
    if (whole) this.resize(0);
    return table;
  }

  /** Null when the cells came in order, as nearly every program writes them. */
  private order(count: number): Uint32Array | null {
    const { row, column } = this;
    const place = (index: number) => (row[index] as number) * (LAST_COLUMN + 1) + (column[index] as number);
    let sorted = true;
    for (let index = 1; index < count && sorted; index += 1) sorted = place(index) > place(index - 1);
    if (sorted) return null;
    const order = Uint32Array.from({ length: count }, (_, index) => index).sort((a, b) => place(a) - place(b));
    for (let index = 1; index < count; index += 1) {
      if (place(order[index] as number) === place(order[index - 1] as number)) damaged('a cell stands twice');
    }
    return order;
  }

  private grow(): void {
    if (this.total + this.count >= LIMITS.cells) refuse(refusals.tooMuchInside, 'cells');
    this.resize(Math.min(Math.max(this.size * 2, SMALLEST), LIMITS.cells + 1));
  }

  private resize(size: number): void {
    const kept = Math.min(this.count, size);
    this.row = moved(this.row, new Uint32Array(size), kept);
    this.column = moved(this.column, new Uint16Array(size), kept);
    this.kind = moved(this.kind, new Uint8Array(size), kept);
    this.number = moved(this.number, new Float64Array(size), kept);
    this.size = size;
  }
}

type Columns = Uint32Array | Uint16Array | Uint8Array | Float64Array;

function moved<T extends Columns>(from: T, to: T, count: number): T {
  to.set(from.subarray(0, count));
  return to;
}

function picked<T extends Columns>(source: T, order: Uint32Array): T {
  const target = source.slice(0, order.length) as T;
  for (let at = 0; at < order.length; at += 1) target[at] = source[order[at] as number] as number;
  return target;
}
