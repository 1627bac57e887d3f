import { createHash } from 'node:crypto';
import { basename, extname } from 'node:path';
import { type PushEntry, type PushState, readPushState, writePushState } from '../pull/returned.ts';
import { hex } from '../submission.ts';
import type { Place, Review } from './place.ts';

/** What goes back for one submission. */
export interface Answer {
  /** Id under which it was fetched, and its path in the folder. */
  submission: string;
  path: string;
  sha256: string;
  /** The workbook with notes; null where there is nothing to do. */
  review: Uint8Array | null;
  extension: string;
  /** What is said at the submission, with the name of the review where there is one. */
  words: (review: string | null) => string;
}

export interface Pushed {
  returned: string[];
  unchanged: string[];
  failed: { name: string; error: unknown }[];
}

export const md5Of = (bytes: Uint8Array) => createHash('md5').update(bytes).digest('hex');

/**
 * Puts reviews beside the submissions and says the counts there. Each step is noted before the next, so that a push that was
 * stopped goes on and makes nothing twice. A review that somebody has changed since is theirs: another one is made.
 */
export async function push(
  place: Place,
  folder: string,
  answers: readonly Answer[],
  { now, progress }: { now: () => Date; progress: (done: number, of: number) => void },
): Promise<Pushed> {
  const state = readPushState(folder, place.id);
  const result: Pushed = { returned: [], unchanged: [], failed: [] };
  for (const [at, answer] of answers.entries()) {
    try {
      const isNew = await returnOne(place, answer, state, () => writePushState(folder, state), now);
      (isNew ? result.returned : result.unchanged).push(answer.path);
    } catch (error) {
      result.failed.push({ name: answer.path, error });
    }
    progress(at + 1, answers.length);
  }
  return result;
}

async function returnOne(
  place: Place,
  answer: Answer,
  state: PushState,
  save: () => void,
  now: () => Date,
): Promise<boolean> {
  const { submission, sha256 } = answer;
  const before = state.files[submission];
  const lies = before?.review ?? null;
  const content = answer.review && hex(answer.review);
  const sameReview = content === null || (lies !== null && !lies.pending && lies.sha256 === content);
  const known = before?.sha256 === sha256 && sameReview;
  const nameOf = (review: { name: string } | null) => (answer.review ? (review?.name ?? null) : null);
  if (known && (place.comments === null || before.comment === answer.words(nameOf(lies)))) return false;
  const { comment = null, saying = null } = before ?? {};
  const entry: PushEntry = { sha256, review: lies, comment, saying, returned: '' };
  state.files[submission] = entry;
  if (answer.review && !known) await putReview(place, answer, answer.review, entry, state, save);
  await say(place, submission, answer.words(nameOf(entry.review)), entry, save);
  entry.returned = now().toISOString();
  save();
  return true;
}

async function putReview(
  place: Place,
  { submission, path, extension }: Answer,
  bytes: Uint8Array,
  entry: PushEntry,
  state: PushState,
  save: () => void,
): Promise<void> {
  const review: Review = { submission, stem: basename(path, extname(path)), extension, bytes };
  const before = entry.review;
  const there = before && (await place.there(before.id));
  // Ours is what we have put there, or were about to; what somebody has changed since is theirs.
  const ours = before && (there === null ? before.pending : there === before.md5 || there === before.previous);
  const names = Object.values(state.files).map((one) => one.review?.name.toLowerCase());
  const { id, name } = ours ? before : await place.reserve(review, (one) => names.includes(one.toLowerCase()));
  const noted = { id, name, md5: md5Of(bytes), sha256: hex(bytes) };
  entry.review = { ...noted, pending: true, previous: ours ? there : null };
  save();
  await place.put(review, { id, name });
  entry.review = { ...noted, pending: false, previous: null };
  save();
}

/** Says something once, also where the answer to an earlier try got lost, and again where it was said of an earlier version. */
async function say(place: Place, submission: string, words: string, entry: PushEntry, save: () => void): Promise<void> {
  const { comments } = place;
  if (!comments || entry.comment === words) return;
  if (entry.saying?.words !== words) {
    entry.saying = { words, before: await comments.count(submission, words) };
    save();
  }
  await comments.say(submission, words, entry.saying.before);
  Object.assign(entry, { comment: words, saying: null });
}
