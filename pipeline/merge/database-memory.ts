import { randomUUID } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Bytes that a command gets by with where nobody says otherwise. */
export const USUAL_MEMORY = 1e9;

/** The other half is for what is not in the database. */
export const limitsOf = (memory: number) => ({ memory_limit: `${Math.round(memory / 2e6)}MB` });

/** Where goes what has no room: beside the database, and of one in memory among the files of the moment. */
export const overflowOf = (path: string): string =>
  path === ':memory:' ? join(tmpdir(), `quipu-${process.pid}-${randomUUID()}`) : `${path}.tmp`;
