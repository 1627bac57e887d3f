import { existsSync } from 'node:fs';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { buildTables } from '../merge/build-tables.ts';
import type { Database } from '../merge/database.ts';
import type { EventKind } from '../merge/history.ts';
import { noteEvent } from '../merge/merge.ts';
import { dropDerived, prepareOfficeTables, prepareSchema } from '../merge/schema.ts';
import { type Action, noteAction } from './audit.ts';
import { lookInto } from './open-database.ts';
import { stagedChange } from './staged-change.ts';

export interface DatabaseChange {
  now: Date;
  /** What is noted of it in the log. */
  noted: Action;
  /** What of the totals it may change; null where it changes none, and no table is made anew. */
  kind: EventKind | null;
  /** A database that is not there yet is made. */
  create?: true;
}

/** Changes what the office itself keeps in its database, and builds the tables anew where totals may change by it. */
export async function changeDatabase<T>(
  target: string,
  { now, noted, kind, create }: DatabaseChange,
  change: (db: Database) => Promise<T>,
): Promise<T> {
  const isNew = create === true && !existsSync(target);
  // That it is there and ours is said in the same words as everywhere.
  if (!isNew) await lookInto(target, async () => undefined);
  return stagedChange({ database: target }, async ({ db, commit }) => {
    const result = await db.transaction(async () => {
      const rebuilt = isNew || kind !== null;
      if (rebuilt) {
        await dropDerived(db);
        await prepareSchema(db);
      } else await prepareOfficeTables(db);
      const changed = await change(db);
      if (rebuilt) await buildTables(db);
      if (kind !== null) await noteEvent(db, kind, now.toISOString().slice(0, 10));
      await noteAction(db, noted, now);
      return changed;
    });
    await commit();
    return result;
  });
}

/**
 * Notes in the log what was done beside the database: a key, an account, a link. Without a database there is no log yet.
 * @returns why it could not be noted; what was done is done all the same
 */
export async function noteBeside(target: string, noted: Action, now: Date): Promise<Text | null> {
  try {
    if (existsSync(target)) await changeDatabase(target, { now, noted, kind: null }, async () => undefined);
    return null;
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return text(`No quedó anotado en la bitácora. ${error.text.es}`, `It is not noted in the log. ${error.text.en}`);
  }
}
