import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** For the office alone: what was received, and what is known of who sent it. Windows keeps its own rights. */
const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;

/** Writes a file for the office alone so that it is on the disk, whole and under its name, when this returns. */
export function writeSynced(path: string, content: string | Uint8Array): void {
  const partial = `${path}.${process.pid}.parcial`;
  mkdirSync(dirname(path), { recursive: true, mode: PRIVATE_FOLDER });
  try {
    const file = openSync(partial, 'w', PRIVATE_FILE);
    try {
      writeFileSync(file, content);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
    renameSync(partial, path);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
  syncFolder(dirname(path));
}

/** What was left of a file that was being written when its process ended; one that is written now is younger. */
export function clearHalfWritten(folder: string): void {
  for (const name of readdirSync(folder).filter((one) => /\.\d+\.parcial$/.test(one))) {
    const path = join(folder, name);
    const written = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Number.POSITIVE_INFINITY;
    if (Date.now() - written > HALF_WRITTEN_FOR) rmSync(path, { force: true });
  }
}

/** Milliseconds for which a file may be being written. */
const HALF_WRITTEN_FOR = 60_000;

/** Tries, and milliseconds between them, where another program looks into a file for a moment. */
const [TRIES, PAUSE] = [40, 100];
const isHeld = (error: unknown): boolean =>
  process.platform === 'win32' && ['EPERM', 'EBUSY', 'EACCES'].includes(String((error as NodeJS.ErrnoException).code));

/** Puts a file in the place of another. @returns false where that is held for a moment, as long as tries are left */
function isReplaced(from: string, to: string, left: number): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (left === 0 || !isHeld(error)) throw error;
    return false;
  }
}

/** Puts a file in the place of another; Windows refuses that as long as somebody reads it, which pages do for moments. */
export async function replaceFile(from: string, to: string): Promise<void> {
  for (let left = TRIES; !isReplaced(from, to, left); left -= 1) await setTimeout(PAUSE);
}

/** The same where nothing may come between: this process reads nothing meanwhile. */
export function replaceFileNow(from: string, to: string): void {
  for (let left = TRIES; !isReplaced(from, to, left); left -= 1)
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE);
}

/** That what a file holds is on the disk. */
export function syncFile(path: string): void {
  const file = openSync(path, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** That a file has its name is written into its folder; Windows sees to it by itself. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const open = openSync(folder, 'r');
  try {
    fsyncSync(open);
  } finally {
    closeSync(open);
  }
}

/** Nobody else on this computer reads it. A disk that knows no rights keeps none. */
export function makePrivate(path: string): void {
  try {
    chmodSync(path, PRIVATE_FILE);
  } catch {
    // What cannot be kept to is no reason to lose the work.
  }
}
