import type { Effects } from '../effects.ts';
import type { Database } from '../merge/database.ts';
import { saltBeside } from '../merge/fingerprint.ts';
import { type Merged, mergeSubmissions } from '../merge/merge.ts';
import { dropDerived } from '../merge/schema.ts';
import type { Submission } from '../submission.ts';
import { layAside } from './lay-aside.ts';
import { NothingAccepted, nothingReceived } from './merge-refusals.ts';
import { type Progress, STAGES } from './messages.ts';
import type { StagedBooks } from './staged-books.ts';

/** Chooses, loads and works out all tables. @throws Failure where nothing of it counts */
export async function mergeInto(
  db: Database,
  submissions: readonly Submission[],
  { target, prepared, without, isAgain, timed, shown }: MergeWork,
  effects: Effects,
): Promise<Merged> {
  const merged = await db.transaction(async () => {
    await dropDerived(db);
    return mergeSubmissions(db, submissions, {
      salt: saltBeside(target),
      day: effects.now().toISOString().slice(0, 10),
      timed,
      step: (done, total) => shown.step(done, total, STAGES.tables),
      beforeTables: () => layAside(db, without),
      loadStaged: async (entries) => prepared?.load(db, entries),
    });
  });
  const [accepted] = await db.rows(ACCEPTED);
  if (Number(accepted?.n) === 0) throw isAgain ? nothingReceived : new NothingAccepted(merged.outcomes);
  return merged;
}

/** What a merge into an open database needs to know. */
interface MergeWork {
  target: string | null;
  prepared: StagedBooks | null;
  without: readonly string[];
  /** Nothing came: what was received is published again. */
  isAgain: boolean;
  timed: Timed;
  shown: Progress;
}

/** Notes how long a stage takes. */
export type Timed = <T>(stage: string, work: () => T | Promise<T>) => Promise<T>;

const ACCEPTED = "select count(*) as n from consolidado.entregas where estado = 'aceptada'";
