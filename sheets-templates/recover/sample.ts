import type { BookSheet } from '../book/book.ts';
import { lists } from '../code-lists/lookup.ts';
import { parseCell } from '../column-types/parsing.ts';
import type { Column, ParseContext } from '../define/column.ts';
import type { Lang } from '../define/text.ts';

export interface MatchContext {
  lang: Lang;
  country: string | null;
  workbook: string;
}

/** Columns that hold something in the first rows below the header: a header may be missing. */
export function usedColumns({ cells }: BookSheet, from: number): Set<number> {
  const found = new Set<number>();
  const start = cells.place(from);
  for (let place = start; place < Math.min(cells.rows.length, start + SAMPLE_SIZE); place += 1) {
    const [first, last] = cells.span(place);
    for (let index = first; index < Math.min(last, first + WIDEST); index += 1)
      found.add(cells.column[index] as number);
  }
  return found;
}

/** Cells of a row that are looked at. */
const WIDEST = 300;
/** Values looked at in a column to see what they are. */
const SAMPLE_SIZE = 40;

/** What stands in the first cells of columns. */
export class Sample {
  /** Columns with anything below the header. */
  private filled: ReadonlySet<number> | null = null;

  constructor(
    private readonly sheet: BookSheet,
    private readonly from: number,
    private readonly context: MatchContext,
  ) {}

  /** Indexes of the first cells of a column below the header. */
  cells(at: number, most = SAMPLE_SIZE): number[] {
    const { cells } = this.sheet;
    const found: number[] = [];
    for (let place = cells.place(this.from); place < cells.rows.length && found.length < most; place += 1) {
      const [from, to] = cells.span(place);
      for (let index = from; index < to; index += 1) if (cells.column[index] === at) found.push(index);
      if (place > cells.place(this.from) + SAMPLE_SIZE * 10) break;
    }
    return found;
  }

  /** All values of a column as one text, to compare two columns. */
  fingerprint(at: number): string {
    const { cells } = this.sheet;
    const values: unknown[] = [];
    for (let index = this.first(); index < cells.count; index += 1)
      if (cells.column[index] === at) values.push(cells.row[index], cells.value(index));
    return JSON.stringify(values);
  }

  isEmpty(at: number): boolean {
    this.filled ??= new Set(this.sheet.cells.column.subarray(this.first()));
    return !this.filled.has(at);
  }

  /** Whether its first values are plain numbers. */
  isOfNumbers(at: number): boolean {
    const values = this.cells(at).map((index) => this.sheet.cells.cell(index));
    return values.length > 0 && values.every(({ value, shows }) => typeof value === 'number' && shows !== 'date');
  }

  /** Index of the first cell below the header. */
  private first(): number {
    const { cells } = this.sheet;
    return cells.span(cells.place(this.from))[0];
  }

  /** How many of a column's values can be read as a column's; null where that says nothing. */
  fit(at: number, column: Column, most = SAMPLE_SIZE): { fitting: number; of: number } | null {
    return this.fitOf(this.cells(at, most), column);
  }

  /** The same of cells, by their indexes. */
  fitOf(indexes: readonly number[], column: Column): { fitting: number; of: number } | null {
    const { context } = this;
    const values = indexes.map((index) => this.sheet.cells.cell(index));
    if (values.length === 0) return null;
    const parsing: ParseContext = {
      country: context.country,
      workbook: context.workbook,
      lang: context.lang,
      cutoff: null,
      series: null,
      column,
      lists,
      resolveReference: () => null,
      resolveName: () => null,
      columnTexts: () => new Set(),
    };
    const fitting = values.filter(({ value, shows }) => {
      const parsed = parseCell({ raw: value, dateFormat: shows === 'date' }, parsing);
      return parsed.value !== null && parsed.problems.every(({ severity }) => severity !== 'error');
    }).length;
    return { fitting, of: values.length };
  }
}
