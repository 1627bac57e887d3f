import { copyFileSync, existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { Database } from '../merge/database.ts';
import { memoryAllowed } from '../merge/database-memory.ts';
import { makePrivate, replaceFile, syncFile, syncFolder } from '../synced.ts';
import { clearOnExit, withLocks } from './lock.ts';
import { openOffice } from './open-database.ts';
import {
  cannotWrite,
  commit,
  discardDatabase,
  discardStaging,
  previousOutputs,
  recoverDatabase,
  recoverOutputs,
  stage,
  stagedDatabase,
} from './replace-outputs.ts';

/** What is to change: a database, a folder of outputs, or both together. */
export interface ChangeOf {
  /** The office's database, resolved; null works in memory. */
  database: string | null;
  /** Folder of outputs, resolved. */
  out?: string;
  /** The database is made anew; else it is a copy of the one that stands. */
  anew?: boolean;
}

/** A change in the making: nothing of it stands before it is committed. */
export interface StagedChange {
  db: Database;
  /** A fresh folder in which outputs are prepared. */
  folder: () => string;
  /**
   * Puts what was prepared in the place of the old: all of it or, by the next start, all of it.
   * @param outputs files of the folder
   */
  commit: (outputs?: readonly string[]) => Promise<void>;
}

/**
 * The one way in which database and outputs change: prepared beside the old ones, put in their place together or not at all.
 * What an interrupted change left is completed or cleared first.
 * @throws Failure when another command is at work on it, or the disk refuses
 */
export function stagedChange<T>(of: ChangeOf, work: (change: StagedChange) => Promise<T>): Promise<T> {
  const { database, out } = of;
  const targets = [out, database].filter((one) => one !== undefined && one !== null);
  return withLocks(targets, async () => {
    if (database) recoverDatabase(database);
    if (out) {
      recoverOutputs(out, database);
      previousOutputs(out);
    }
    const discard = () => (out ? discardStaging(out, database) : database && discardDatabase(database));
    const keep = clearOnExit(discard);
    try {
      const db = await openStaged(of);
      try {
        return await work({
          db,
          folder: () => stage(out ?? ''),
          commit: (outputs = []) => commitChange(db, of, outputs),
        });
      } finally {
        db.close();
      }
    } catch (error) {
      throw ofDisk(error) ? cannotWrite(database ?? out ?? '') : ofMemory(error) ? needsMemory() : error;
    } finally {
      keep();
      discard();
    }
  });
}

async function openStaged({ database, anew }: ChangeOf): Promise<Database> {
  if (database === null) return Database.open(':memory:');
  const staged = stagedDatabase(database);
  try {
    if (!anew && existsSync(database)) copyFileSync(database, staged);
  } catch {
    throw cannotWrite(database);
  }
  return openOffice(staged, database);
}

async function commitChange(db: Database, { database, out }: ChangeOf, outputs: readonly string[]): Promise<void> {
  if (database || out) await db.run('checkpoint');
  db.close();
  const change = database ? { staged: stagedDatabase(database), path: database } : null;
  if (change) {
    makePrivate(change.staged);
    syncFile(change.staged);
  }
  if (out) return commit(out, outputs, change);
  if (!change) return;
  try {
    await replaceFile(change.staged, change.path);
    syncFolder(dirname(change.path));
  } catch {
    throw new Failure(
      text(
        `${database} está abierta en otro programa. Ciérrelo y vuelva a intentar; no se cambió nada.`,
        `${database} is open in another program. Close it and try again; nothing was changed.`,
      ),
      2,
    );
  }
}

/** Work of which the disk's refusal becomes one sentence about this place. */
export async function writing<T>(place: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw ofDisk(error) ? cannotWrite(place) : error;
  }
}

const ofMemory = (error: unknown) => error instanceof Error && /Out of Memory Error/.test(error.message);

const needsMemory = () => {
  const [given, more] = [memoryAllowed(), 2 * memoryAllowed()].map((bytes) => `${Math.round(bytes / 1e6)}MB`);
  return new Failure(
    text(
      `Para tantos libros no basta la memoria permitida (${given}); no se cambió nada. Repita con --memory ${more}, si la máquina la tiene.`,
      `The memory allowed (${given}) does not do for so many workbooks; nothing was changed. Repeat with --memory ${more}, if the machine has it.`,
    ),
    2,
  );
};

const ofDisk = (error: unknown) =>
  error instanceof Error &&
  !(error instanceof Failure) &&
  ('syscall' in error || /IO Error|No space/i.test(error.message));
