import { buildTables } from '../merge/build-tables.ts';
import type { Database } from '../merge/database.ts';
import type { EventKind } from '../merge/history.ts';
import { noteEvent } from '../merge/merge.ts';
import { dropDerived, prepareSchema } from '../merge/schema.ts';
import { lookInto } from './open-database.ts';
import { stagedChange } from './staged-change.ts';

/**
 * Changes what the office itself keeps in its database, and builds the tables anew.
 * @param day on which it is done, YYYY-MM-DD
 */
export async function changeDatabase<T>(
  target: string,
  { day, kind }: { day: string; kind: EventKind },
  change: (db: Database) => Promise<T>,
): Promise<T> {
  // That it is there and ours is said in the same words as everywhere.
  await lookInto(target, async () => undefined);
  return stagedChange({ database: target }, async ({ db, commit }) => {
    const result = await db.transaction(async () => {
      await dropDerived(db);
      await prepareSchema(db);
      const changed = await change(db);
      await buildTables(db);
      await noteEvent(db, kind, day);
      return changed;
    });
    await commit();
    return result;
  });
}
