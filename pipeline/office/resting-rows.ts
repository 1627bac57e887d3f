import { closeSync, mkdtempSync, openSync, readSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, getHeapStatistics, serialize } from 'node:v8';
import type { CheckedRow, CheckedSheet } from '../../sheets-templates/workbook.ts';
import type { Submission } from '../submission.ts';
import { clearOnExit } from './lock.ts';

/** Sheets whose rows are kept in memory after they were asked for: those that are being loaded. */
const KEPT = 100;

/** Part of the memory that may be in use before the rows of workbooks go to disk. */
const SHARE = 4;

/**
 * Rows of workbooks that were read and wait for the last one: which of them count is known when all are there. Those that there
 * is no room for rest in a file of this user alone, and come back when they are asked for.
 */
export class RestingRows {
  private folder: string | null = null;
  private forget = () => {};
  private file = -1;
  private length = 0;
  /** Those whose rows are in memory. */
  private waiting: Submission[] = [];
  /** By their place in the file; the latest last. */
  private readonly kept = new Map<number, readonly CheckedRow[]>();

  /** @param memory bytes that the program is to get by with */
  constructor(private readonly memory: number) {}

  /** Takes a submission that waits for the others; where there is no room for more, the rows of all go to disk. */
  hold(submission: Submission): void {
    // How each cell was read is told by `quipu validate` alone.
    submission.readings = [];
    this.waiting.push(submission);
    if (getHeapStatistics().used_heap_size < this.memory / SHARE) return;
    for (const one of this.waiting) this.rest(one);
    this.waiting = [];
  }

  private rest(submission: Submission): void {
    const { checked } = submission;
    if (!checked) return;
    // What tells it from others is worked out from cells that are then needed no more.
    void submission.data;
    const sheets = checked.workbook.sheets.map((sheet) => this.resting(sheet));
    submission.checked = { ...checked, workbook: { ...checked.workbook, sheets } };
  }

  /** The file is gone, and with it the rows. */
  close(): void {
    if (this.folder === null) return;
    this.forget();
    closeSync(this.file);
    rmSync(this.folder, { recursive: true, force: true });
    this.folder = null;
    this.kept.clear();
    this.waiting = [];
  }

  private resting({ rows, ...sheet }: CheckedSheet): CheckedSheet {
    if (rows.length === 0) return { ...sheet, rows };
    const bytes = serialize(rows);
    const at = this.length;
    this.write(bytes);
    const read = () => this.rowsAt(at, bytes.length);
    return {
      ...sheet,
      get rows() {
        return read();
      },
    };
  }

  private write(bytes: Buffer): void {
    if (this.folder === null) {
      this.folder = mkdtempSync(join(tmpdir(), 'quipu-'));
      this.file = openSync(join(this.folder, 'filas'), 'wx+', 0o600);
      // Ctrl-C ends the process without passing through `finally`.
      this.forget = clearOnExit(() => this.close());
    }
    for (let done = 0; done < bytes.length; )
      done += writeSync(this.file, bytes, done, bytes.length - done, this.length + done);
    this.length += bytes.length;
  }

  private rowsAt(at: number, length: number): readonly CheckedRow[] {
    const known = this.kept.get(at);
    this.kept.delete(at);
    const rows = known ?? this.read(at, length);
    this.kept.set(at, rows);
    const [oldest] = this.kept.keys();
    if (this.kept.size > KEPT && oldest !== undefined) this.kept.delete(oldest);
    return rows;
  }

  private read(at: number, length: number): readonly CheckedRow[] {
    const bytes = Buffer.alloc(length);
    for (let done = 0; done < length; ) {
      const read = readSync(this.file, bytes, done, length - done, at + done);
      if (read === 0) throw new Error('rows that rested on disk are gone');
      done += read;
    }
    return deserialize(bytes) as CheckedRow[];
  }
}
