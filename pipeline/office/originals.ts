import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { PRIVATE_FOLDER, writeSynced } from '../synced.ts';
import { hashOf, type Received } from './received.ts';
import { cannotWrite } from './replace-outputs.ts';

/** The folder beside a database in which everything received is kept as it came. */
const originalsOf = (database: string) => `${database}.originales`;

/** Where what came under a hash is kept. */
export const originalPath = (database: string, sha256: string) =>
  join(originalsOf(database), sha256.slice(0, 2), sha256);

/**
 * Keeps what was received under its hash: a file, or a folder of CSV files. What is there already is looked at, and what is not
 * what came is replaced by it.
 */
export function keepOriginal(database: string, { sha256, path, parts }: Received): void {
  const place = originalPath(database, sha256);
  if (originalFiles(database, sha256)?.whole) return;
  // Complete before it bears its name.
  const partial = `${place}.parcial`;
  try {
    rmSync(partial, { recursive: true, force: true });
    mkdirSync(partial, { recursive: true, mode: PRIVATE_FOLDER });
    for (const { name, bytes } of parts) writeSynced(join(partial, name ?? `original${safeExtension(path)}`), bytes);
    rmSync(place, { recursive: true, force: true });
    renameSync(partial, place);
  } catch {
    throw cannotWrite(dirname(place));
  }
}

/** The name of a file says what it may be; only letters of it reach the disk. */
const safeExtension = (path: string) =>
  extname(basename(path))
    .replace(/[^.a-z0-9]/gi, '')
    .toLowerCase();

export interface Original {
  parts: Received['parts'];
  /** It is what was received, byte for byte. */
  whole: boolean;
}

/** What was kept under a hash; null where it is gone. */
export function originalFiles(database: string, sha256: string): Original | null {
  const place = originalPath(database, sha256);
  if (!existsSync(place)) return null;
  const parts = readdirSync(place)
    .sort()
    .map((name) => ({ name: /^original(\.|$)/.test(name) ? null : name, bytes: readFileSync(join(place, name)) }));
  return { parts, whole: parts.length > 0 && hashOf(parts) === sha256 };
}
