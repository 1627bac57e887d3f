import { join } from 'node:path';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { fetchedFolder, fetchInto } from '../pull/fetch-into.ts';
import type { Source } from '../pull/source.ts';
import { hex } from '../submission.ts';

/** For which office, and when. */
export interface Fetching {
  database: string;
  now: () => Date;
}

/** What is said of what came. */
interface Came {
  none: Text;
  one: Text;
  many: (count: number) => Text;
}

/** Where what comes from a place lies: another mailbox, or another folder of it, has one of its own. */
export const fetchedPlace = (database: string, source: string): string =>
  join(fetchedFolder(database), hex(source).slice(0, 8));

/** Fetches what is new, beside the database. @returns what came, in words */
export async function fetchedIn(
  source: Source,
  reasonIn: (error: unknown) => Text | null,
  { database, now }: Fetching,
  words: Came,
): Promise<Text> {
  const into = fetchedPlace(database, source.id);
  const { fetched, failed } = await fetchInto(source, into, reasonIn, { now, progress: () => undefined });
  const count = fetched.length;
  const came = count === 0 ? words.none : count === 1 ? words.one : words.many(count);
  if (failed.length === 0) return came;
  const reason = failed.map(({ error }) => reasonIn(error)).find((one) => one !== null);
  return text(
    `${came.es} No se pudieron traer ${failed.length}: ${reason?.es ?? 'vuelva a intentar.'}`,
    `${came.en} ${failed.length} could not be fetched: ${reason?.en ?? 'try again.'}`,
  );
}
