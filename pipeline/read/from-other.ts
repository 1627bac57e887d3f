import { Worker } from 'node:worker_threads';
import type { Book, BookSheet, Range } from '../../sheets-templates/book/book.ts';
import { type ERRORS, KIND } from '../../sheets-templates/book/cell-table.ts';
import { computed, LIMITS } from './limits.ts';
import { type Refusal, Refused, refusals } from './refusal.ts';
import { TableBuilder } from './table-builder.ts';

/** What the worker says of a sheet: cells as `[row, column, value, format, formula]`. */
interface WorkerSheet {
  name: string;
  hidden: number;
  cells: [number, number, WorkerValue, string, boolean][];
  hiddenRows: number[];
  hiddenColumns: [number, number][];
  merged: Range[];
}
type WorkerValue = string | number | boolean | { error: number } | { uncomputed: true };
type Answer =
  | { failed: 'password' | 'size' | 'damaged' }
  | (Pick<Book, 'date1904' | 'macros' | 'names'> & { sheets: WorkerSheet[] });

/** Excel's error values by the numbers that binary formats give them. */
const ERROR_NUMBERS: Readonly<Record<number, (typeof ERRORS)[number]>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

/**
 * Reads .xls, .xlsb, .ods, SpreadsheetML 2003 and HTML that calls itself .xls, in a thread that is ended when it
 * takes too long or too much memory: the library can hang on damaged files.
 * @throws Refused
 */
export async function fromOther(bytes: Uint8Array): Promise<Book> {
  if (bytes.length > LIMITS.otherInflated) throw new Refused(refusals.tooBig, `${bytes.length} bytes`);
  const answer = await ask(bytes);
  if ('failed' in answer) throw new Refused(FAILURES[answer.failed], answer.failed);
  const builder = new TableBuilder();
  const sheets = answer.sheets.map(({ name, hidden, cells, hiddenRows, hiddenColumns, merged }): BookSheet => {
    for (const [row, column, value, code] of cells) addCell(builder, row, column, value, code);
    const state = hidden === 2 ? 'veryHidden' : hidden === 1 ? 'hidden' : 'visible';
    return { name, state, cells: builder.take(), hiddenRows, hiddenColumns, merged, tables: [] };
  });
  if (sheets.length === 0) throw new Refused(refusals.noSheets, 'no sheets');
  const { date1904, macros, names } = answer;
  return { sheets, date1904, macros, names };
}

const FAILURES: Readonly<Record<'password' | 'size' | 'damaged', Refusal>> = {
  password: refusals.password,
  size: refusals.tooMuchInside,
  damaged: refusals.damaged,
};

function addCell(builder: TableBuilder, row: number, column: number, value: WorkerValue, code: string): void {
  if (typeof value === 'string') builder.text(row, column, value);
  else if (typeof value === 'number') builder.number(row, column, value, code);
  else if (typeof value === 'boolean') builder.add(row, column, KIND.boolean, value ? 1 : 0);
  else if ('error' in value) builder.error(row, column, ERROR_NUMBERS[value.error] ?? '');
  else builder.add(row, column, KIND.uncomputed, 0);
}

/** How often time and memory of the process are looked at. */
const LOOK_EVERY = 25;

function ask(bytes: Uint8Array): Promise<Answer> {
  const worker = new Worker(new URL('./other-worker.js', import.meta.url), {
    workerData: { bytes, cells: LIMITS.cells },
    resourceLimits: { maxOldGenerationSizeMb: LIMITS.otherHeap, maxYoungGenerationSizeMb: 16 },
    stdout: true,
    stderr: true,
  });
  const before = process.memoryUsage.rss();
  return new Promise<Answer>((resolve, reject) => {
    const stop = (refusal: Refusal) => {
      reject(new Refused(refusal, 'the worker was ended'));
      void worker.terminate();
    };
    const until = computed() + LIMITS.time;
    const watch = setInterval(() => {
      if (computed() > until) stop(refusals.tooSlow);
      if (process.memoryUsage.rss() - before > LIMITS.otherGrowth) stop(refusals.tooMuchInside);
    }, LOOK_EVERY);
    worker.once('message', (answer: Answer) => resolve(answer));
    worker.once('error', (error: NodeJS.ErrnoException) => {
      const full = error.code === 'ERR_WORKER_OUT_OF_MEMORY';
      reject(new Refused(full ? refusals.tooMuchInside : refusals.damaged, String(error)));
    });
    worker.once('exit', () => {
      clearInterval(watch);
      reject(new Refused(refusals.damaged, 'the worker ended without an answer'));
    });
  });
}
