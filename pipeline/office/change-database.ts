import { copyFileSync, renameSync } from 'node:fs';
import { text } from '../../sheets-templates/define.ts';
import { Failure } from '../failure.ts';
import { Database } from '../merge/database.ts';
import type { EventKind } from '../merge/history.ts';
import { buildTables, noteEvent } from '../merge/merge.ts';
import { dropDerived, prepareSchema } from '../merge/schema.ts';
import { clearOnExit, withLocks } from './lock.ts';
import { lookInto } from './open-database.ts';
import { cannotWrite, discardDatabase, recoverDatabase, stagedDatabase } from './replace-outputs.ts';

/**
 * Changes what the office itself keeps in its database, and builds the tables anew: in a copy that takes the place of
 * the database only when all of it is done.
 * @param day on which it is done, YYYY-MM-DD
 */
export async function changeDatabase<T>(
  target: string,
  { day, kind }: { day: string; kind: EventKind },
  change: (db: Database) => Promise<T>,
): Promise<T> {
  // That it is there and ours is said in the same words as everywhere.
  await lookInto(target, async () => undefined);
  return withLocks([target], async () => {
    const staged = stagedDatabase(target);
    recoverDatabase(target);
    const keep = clearOnExit(() => discardDatabase(target));
    try {
      copyFileSync(target, staged);
      const db = await Database.open(staged);
      let result: T;
      try {
        result = await db.transaction(async () => {
          await dropDerived(db);
          await prepareSchema(db);
          const changed = await change(db);
          await buildTables(db);
          await noteEvent(db, kind, day);
          return changed;
        });
        await db.run('checkpoint');
      } finally {
        db.close();
      }
      replace(staged, target);
      return result;
    } catch (error) {
      const disk = error instanceof Error && ('syscall' in error || /IO Error|No space/i.test(error.message));
      throw disk ? cannotWrite(target) : error;
    } finally {
      keep();
      discardDatabase(target);
    }
  });
}

function replace(staged: string, target: string): void {
  try {
    renameSync(staged, target);
  } catch {
    throw new Failure(
      text(
        `${target} está abierta en otro programa. Ciérrelo y vuelva a intentar; no se cambió nada.`,
        `${target} is open in another program. Close it and try again; nothing was changed.`,
      ),
      2,
    );
  }
}
