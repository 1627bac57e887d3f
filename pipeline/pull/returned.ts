import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeSynced } from '../synced.ts';

const entrySchema = z.object({
  /** Of the submission that was answered. */
  sha256: z.string(),
  /** The review beside it. */
  review: z
    .object({
      id: z.string(),
      name: z.string(),
      md5: z.string(),
      sha256: z.string(),
      /** On its way: what lies there is this one, the one before, or nothing yet. */
      pending: z.boolean(),
      previous: z.string().nullable(),
    })
    .nullable(),
  /** What was said at the submission. */
  comment: z.string().nullable(),
  /** What is being said, and how often we had said it before. */
  saying: z.object({ words: z.string(), before: z.number() }).nullable(),
  returned: z.string(),
});
const stateSchema = z.object({ source: z.string(), files: z.record(z.string(), entrySchema) });
export type PushState = z.infer<typeof stateSchema>;
export type PushEntry = z.infer<typeof entrySchema>;

/** What has gone back so far, beside what was fetched. */
const pushStatePath = (folder: string) => join(folder, '.quipu-devueltos.json');

/** What was noted cannot be read. */
export class DamagedState extends Error {
  constructor(readonly path: string) {
    super(path);
  }
}

/** @throws DamagedState, because to begin anew would make every review twice */
export function readPushState(folder: string, source: string): PushState {
  const path = pushStatePath(folder);
  if (!existsSync(path)) return { source, files: {} };
  try {
    const state = stateSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
    return state.source === source ? state : { source, files: {} };
  } catch {
    throw new DamagedState(path);
  }
}

export const writePushState = (folder: string, state: PushState) =>
  writeSynced(pushStatePath(folder), JSON.stringify(state, null, 2));

/** Reviews of ours by the id under which they lie there, with the MD5 that they went with. */
export function ownReviews(folder: string, source: string): ReadonlyMap<string, string> {
  try {
    const { files } = readPushState(folder, source);
    return new Map(Object.values(files).flatMap(({ review }) => (review ? [[review.id, review.md5] as const] : [])));
  } catch {
    // Damaged: the reviews are fetched like anything else, and the merge knows copies of its own.
    return new Map();
  }
}
