import { existsSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { cannotWrite } from './replace-outputs.ts';

/**
 * Held locks are files beside what they protect, with the computer and the number of the process that holds them: of another
 * computer nobody here knows whether the process still runs, so the holder touches its lock while it works.
 */
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
    for (const lock of held) if (isOurs(lock)) rmSync(lock, { force: true });
  };
  // Ctrl-C ends the process without passing through `finally`.
  process.once('exit', release);
  const alive = setInterval(() => {
    for (const lock of held) touch(lock);
  }, SIGN_OF_LIFE);
  alive.unref();
  try {
    for (const path of paths) {
      take(path);
      held.push(lockOf(path));
    }
    return await work();
  } finally {
    clearInterval(alive);
    release();
    process.off('exit', release);
  }
}

function take(path: string): void {
  const lock = lockOf(path);
  try {
    mkdirSync(dirname(path), { recursive: true });
    if (existsSync(lock) && !isHeld(lock, path)) rmSync(lock, { force: true });
    writeFileSync(lock, said(), { flag: 'wx' });
  } catch (error) {
    if (!isTaken(error, lock)) {
      // A full disk leaves an empty file behind.
      if (existsSync(lock)) rmSync(lock, { force: true });
      throw cannotWrite(path);
    }
    const [, other] = holderOf(lock);
    if (other !== null && other !== hostname())
      throw new Failure(
        text(
          `Otra computadora (${other}) está trabajando sobre ${path}. Espere a que termine; si se apagó en medio, podrá seguir en ${STALE / 60_000} minutos.`,
          `Another computer (${other}) is working on ${path}. Wait until it ends; if it was switched off meanwhile, you can go on in ${STALE / 60_000} minutes.`,
        ),
        2,
      );
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

/** How often a holder says that it works, and after how long without it nobody is believed to, in milliseconds. */
const SIGN_OF_LIFE = 10_000;
const STALE = 120_000;

function touch(lock: string): void {
  try {
    const now = new Date();
    utimesSync(lock, now, now);
  } catch {
    // The disk is away; whoever comes next sees an old lock.
  }
}

/** What a lock of this process says: its number, the computer, and when it began where the system tells. */
const said = () => [`${process.pid} ${hostname()}`, beganAt(process.pid)].filter((line) => line !== null).join('\n');

/** After a long sleep somebody else may hold it. */
function isOurs(lock: string): boolean {
  try {
    return readFileSync(lock, 'utf8') === said();
  } catch {
    return false;
  }
}

/** When a process began, since the computer was started: another one with its number began at another time. Linux alone tells. */
function beganAt(id: number): string | null {
  try {
    const stat = readFileSync(`/proc/${id}/stat`, 'utf8');
    // The name may hold blanks and parentheses.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? null;
  } catch {
    return null;
  }
}

/** Number of the process that holds it, and its computer; null where an earlier version did not say. When it began. */
function holderOf(lock: string): [number, string | null, string | null] {
  try {
    const [first = '', began = null] = readFileSync(lock, 'utf8').trim().split('\n');
    const [id = '', ...host] = first.split(' ');
    return [Number(id), host.join(' ') || null, began];
  } catch {
    return [0, null, null];
  }
}

function isHeld(lock: string, path: string): boolean {
  const [id, host, began] = holderOf(lock);
  if (host === null || host === hostname()) {
    // A process that runs may be another one by now, with the number of one that is gone.
    const now = beganAt(id);
    return isRunning(id) && (began === null || now === null || began === now);
  }
  // By the clock of the disk on which both stand, which may be another one than ours.
  const clock = `${lockOf(path)}.${process.pid}.hora`;
  try {
    writeFileSync(clock, '');
    return statSync(clock).mtimeMs - statSync(lock).mtimeMs < STALE;
  } finally {
    rmSync(clock, { force: true });
  }
}

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
