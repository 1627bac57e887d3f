import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { cannotWrite } from './replace-outputs.ts';

/** Held locks are files beside what they protect, with the number of the process that holds them. */
const lockOf = (path: string) => `${path}.quipu-candado`;

/** Clears a preparation also when Ctrl-C ends the process. Returns what calls that off. */
export function clearOnExit(clear: () => void): () => void {
  const attempt = () => {
    try {
      clear();
    } catch {
      // Still open (Windows): the next start clears it.
    }
  };
  process.once('exit', attempt);
  return () => process.off('exit', attempt);
}

/**
 * Does work that nobody else may do on the same outputs or database at the same time. A lock that a process left
 * behind when it was stopped is taken over.
 */
export async function withLocks<T>(paths: readonly string[], work: () => Promise<T>): Promise<T> {
  const held: string[] = [];
  const release = () => {
    for (const lock of held) rmSync(lock, { force: true });
  };
  // Ctrl-C ends the process without passing through `finally`.
  process.once('exit', release);
  try {
    for (const path of paths) {
      take(path);
      held.push(lockOf(path));
    }
    return await work();
  } finally {
    release();
    process.off('exit', release);
  }
}

function take(path: string): void {
  const lock = lockOf(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(lock) && !isRunning(Number(readFileSync(lock, 'utf8')))) rmSync(lock, { force: true });
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
  } catch (error) {
    if (!isTaken(error, lock)) {
      // A full disk leaves an empty file behind.
      if (existsSync(lock)) rmSync(lock, { force: true });
      throw cannotWrite(path);
    }
    throw new Failure(
      text(
        `Otra consolidación está en marcha sobre ${path}. Espere a que termine y vuelva a intentar.`,
        `Another merge is working on ${path}. Wait until it ends and try again.`,
      ),
      2,
    );
  }
}

const isTaken = (error: unknown, lock: string) =>
  error instanceof Error && 'code' in error && error.code === 'EEXIST' && 'path' in error && error.path === lock;

function isRunning(id: number): boolean {
  // In a container every start has the same number: a lock that bears ours was left behind.
  if (!Number.isInteger(id) || id <= 0 || id === process.pid) return false;
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
