import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that the program gets by with; set once, when it starts. */
let allowed = 1e9;

export const allowMemory = (bytes: number): void => {
  allowed = bytes;
};

export const memoryAllowed = (): number => allowed;

/**
 * What has no room in the database's part goes to disk. That part is half, since the rest of the program works too; of little it
 * is most, because the database is what cannot do with less.
 */
export const memoryLimits = () => {
  const part = Math.max(allowed / 2, Math.min(400e6, 0.8 * allowed));
  return { memory_limit: `${Math.round(part / 1e6)}MB` };
};

/** Where goes what has no room: beside the database, and of one in memory among the files of the moment. */
export const overflowOf = (path: string): string =>
  path === ':memory:' ? join(tmpdir(), `quipu-${process.pid}-${randomUUID()}`) : `${path}.tmp`;
