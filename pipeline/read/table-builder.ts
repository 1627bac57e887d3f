import { type CellTable, ERRORS, KIND } from '../../sheets-templates/book/cell-table.ts';
import { CellCollector } from './cell-collector.ts';
import { LIMITS } from './limits.ts';
import { refusals, refuse } from './refusal.ts';
import { TextPool } from './text-pool.ts';

/** Builds cell tables from values, for readers that do not scan bytes themselves. */
export class TableBuilder {
  private readonly pool = new TextPool();
  private readonly collector = new CellCollector(this.pool);

  add(row: number, column: number, kind: number, number: number): void {
    this.collector.add(row, column, kind, number);
  }

  text(row: number, column: number, value: string): void {
    this.pool.begin();
    const bytes = Buffer.from(value, 'utf8');
    if (this.pool.cursor + bytes.length > LIMITS.text) refuse(refusals.tooMuchInside, 'text');
    this.pool.write(bytes);
    this.add(row, column, KIND.text, this.pool.intern());
  }

  number(row: number, column: number, value: number, shows: 'number' | 'date' | 'percent'): void {
    this.add(row, column, KIND[shows], value);
  }

  error(row: number, column: number, name: string): void {
    this.add(row, column, KIND.error, (ERRORS as readonly string[]).indexOf(name));
  }

  /** The cells added since the last time. */
  take(): CellTable {
    return this.collector.take();
  }
}
