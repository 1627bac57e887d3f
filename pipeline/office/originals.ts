import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import type { Received } from './inputs.ts';
import { cannotWrite } from './replace-outputs.ts';

/** The folder beside a database in which everything received is kept as it came. */
const originalsOf = (database: string) => `${database}.originales`;

/** Where what came under a hash is kept. */
export const originalPath = (database: string, sha256: string) =>
  join(originalsOf(database), sha256.slice(0, 2), sha256);

/** Keeps what was received under its hash: a file, or a folder of CSV files. What is there already is the same. */
export function keepOriginal(database: string, { sha256, path, parts }: Received): void {
  const place = originalPath(database, sha256);
  if (existsSync(place)) return;
  // Complete before it bears its name.
  const partial = `${place}.parcial`;
  try {
    mkdirSync(partial, { recursive: true });
    for (const { name, bytes } of parts) writeFileSync(join(partial, name ?? `original${safeExtension(path)}`), bytes);
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

/** What was kept under a hash; null where it is gone. */
export function originalFiles(database: string, sha256: string): { name: string; bytes: Buffer }[] | null {
  const place = originalPath(database, sha256);
  if (!existsSync(place)) return null;
  return readdirSync(place)
    .sort()
    .map((name) => ({ name, bytes: readFileSync(join(place, name)) }));
}
