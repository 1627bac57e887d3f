import { statSync } from 'node:fs';
import type { Database } from '../merge/database.ts';
import { lookInto, openToLook } from './open-database.ts';

/** One state of the database, open for whoever looks into it. */
interface Opened {
  database: Promise<Database>;
  /** What the file was like: another file, another state. */
  mark: string;
  users: number;
  rest: ReturnType<typeof setTimeout> | null;
}

/** Milliseconds for which it stays open when nobody looks. */
const REST = 2_000;

/**
 * The office's database, kept open for reading as long as somebody looks into it: to open and to close it takes longer than most
 * questions. A merge puts another file in its place; whoever comes then looks into that one.
 */
export class KeptOpen {
  private opened: Opened | null = null;

  constructor(private readonly path: string) {}

  /** @throws Failure when there is none, or it is no database of ours */
  async look<T>(work: (db: Database) => Promise<T>): Promise<T> {
    // There no file is put in the place of one that is open: a merge needs its moment.
    if (process.platform === 'win32') return lookInto(this.path, work);
    const own = this.current();
    own.users += 1;
    if (own.rest) clearTimeout(own.rest);
    own.rest = null;
    try {
      const db = await (await own.database).another();
      try {
        return await work(db);
      } finally {
        db.close();
      }
    } finally {
      own.users -= 1;
      this.leave(own);
    }
  }

  /** Closes it where nobody looks; else it is closed by the last who does. */
  close(): void {
    const own = this.opened;
    this.opened = null;
    if (own) this.leave(own);
  }

  private current(): Opened {
    const mark = this.mark();
    const known = this.opened;
    if (known && known.mark === mark) return known;
    const opened: Opened = { database: openToLook(this.path), mark, users: 0, rest: null };
    // Whoever comes next tries again.
    opened.database.catch(() => {
      if (this.opened === opened) this.opened = null;
    });
    this.opened = opened;
    if (known && known.users === 0) this.leave(known);
    return opened;
  }

  private mark(): string {
    const stat = statSync(this.path, { throwIfNoEntry: false });
    return stat ? `${stat.ino} ${stat.mtimeMs} ${stat.size}` : '';
  }

  private leave(one: Opened): void {
    if (one.users > 0) return;
    if (one.rest) clearTimeout(one.rest);
    one.rest = null;
    if (this.opened !== one) return void end(one);
    one.rest = setTimeout(() => {
      if (one.users > 0 || this.opened !== one) return;
      this.opened = null;
      void end(one);
    }, REST);
    one.rest.unref();
  }
}

async function end({ database }: Opened): Promise<void> {
  try {
    (await database).close();
  } catch {
    // It was never open.
  }
}
