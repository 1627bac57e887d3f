import { type CellTable, ERRORS, KIND, KIND_SHOWN, written } from '../../sheets-templates/book/cell-table.ts';
import { besideIn, codeShows } from '../../sheets-templates/book/number-format.ts';
import { CellCollector } from './cell-collector.ts';
import { TextPool } from './text-pool.ts';

/** Builds cell tables from values, for readers that do not scan bytes themselves. */
export class TableBuilder {
  private readonly pool = new TextPool();
  private readonly collector = new CellCollector(this.pool);

  add(row: number, column: number, kind: number, number: number): void {
    this.collector.add(row, column, kind, number);
  }

  text(row: number, column: number, value: string): void {
    this.add(row, column, KIND.text, this.pool.keep(value));
  }

  /** @param code format of the number */
  number(row: number, column: number, value: number, code: string): void {
    const beside = besideIn(code);
    if (beside === '') this.add(row, column, KIND_SHOWN[codeShows(code)] ?? KIND.number, value);
    else this.add(row, column, KIND.written, this.pool.keep(written(value, beside)));
  }

  error(row: number, column: number, name: string): void {
    this.add(row, column, KIND.error, (ERRORS as readonly string[]).indexOf(name));
  }

  /** The cells added since the last time. */
  take(): CellTable {
    return this.collector.take();
  }
}
