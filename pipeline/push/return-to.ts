import { existsSync, readFileSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { countBySeverity, countsInWords } from '../../sheets-templates/issues.ts';
import { Failure } from '../failure.ts';
import { withLocks } from '../office/lock.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import { reasonIn } from '../pull/google-access.ts';
import { OtherSource, pullStatePath, readState } from '../pull/pull.ts';
import { DamagedState, readPushState } from '../pull/returned.ts';
import { readSubmission } from '../submission.ts';
import type { Place } from './place.ts';
import { type Answer, type Pushed, push } from './push.ts';

const summarySchema = z.object({
  program: z.literal('quipu'),
  files: z.array(
    z.object({
      sha256: z.string(),
      status: z.string(),
      counts: z.object({ fatal: z.number(), error: z.number(), warning: z.number(), note: z.number() }),
      feedback: z.string().nullable().default(null),
    }),
  ),
});
type Merged = z.infer<typeof summarySchema>['files'][number];

/** What goes back, from where, and what was found in it. */
export interface ToReturn {
  /** Folder into which the submissions were fetched. */
  from: string;
  /** Folder of results. */
  results: string;
  lang: Lang;
  now: () => Date;
  progress: (done: number, of: number) => void;
}

/** What went back; of what did not, why. */
export type Returned = Omit<Pushed, 'failed'> & { failed: { name: string; reason: Text }[] };

/** Puts the workbooks with notes of the last merge beside the submissions, with a comment that says the count. */
export async function returnTo(place: () => Promise<Place> | Place, wanted: ToReturn): Promise<Returned> {
  const { from, results, lang, now, progress } = wanted;
  if (!existsSync(pullStatePath(from))) throw nothingFetched(from);
  const merged = readSummary(results);
  const to = await place();
  const pushed = await withLocks([resolve(from)], async () => {
    const answers = await answersFor(from, to.id, merged, results, lang);
    return push(to, from, answers, { now, progress });
  }).catch((error: unknown) => {
    throw error instanceof DamagedState ? damaged(error.path) : error;
  });
  return {
    ...pushed,
    failed: pushed.failed.map(({ name, error }) => ({ name, reason: reasonIn(error) ?? notOurs(error) })),
  };
}

export const nothingFetched = (from = '--from') =>
  new Failure(
    text(
      `En ${from} no hay nada que «quipu pull» haya traído. Diga con --from la carpeta que llenó.`,
      `There is nothing in ${from} that «quipu pull» has fetched. Give the folder that it filled with --from.`,
    ),
    2,
  );

const damaged = (path: string) =>
  new Failure(
    text(
      `${path} está dañado y no se sabe qué se devolvió ya. Recupérelo de una copia, o bórrelo y retire antes las revisiones que haya.`,
      `${path} is damaged, and nobody knows what went back already. Restore it from a copy, or delete it and take away the reviews first.`,
    ),
    2,
  );

/** A locked or full folder is told; anything else is a defect of ours and goes on as one. */
function notOurs(error: unknown): Text {
  if (error instanceof Error && 'syscall' in error)
    return text(
      'no se pudo escribir allí; ciérrelo si está abierto y revise el espacio',
      'it could not be written there; close it if it is open, and check the room',
    );
  throw error;
}

/** What the last merge said of each file. */
function readSummary(results: string): ReadonlyMap<string, Merged> {
  try {
    const { files } = summarySchema.parse(JSON.parse(readFileSync(join(results, 'merge.json'), 'utf8')));
    return new Map(files.map((file) => [file.sha256, file]));
  } catch {
    throw new Failure(
      text(
        `En ${results} no están los resultados de «quipu merge». Dígalos con --results.`,
        `The results of «quipu merge» are not in ${results}. Give them with --results.`,
      ),
      2,
    );
  }
}

/** Submissions of this place of which the last merge says something. */
async function answersFor(
  from: string,
  source: string,
  merged: ReadonlyMap<string, Merged>,
  results: string,
  lang: Lang,
): Promise<Answer[]> {
  const files = fetchedInto(from, source);
  const answered = readPushState(from, source).files;
  const answers: Answer[] = [];
  for (const [submission, { path, sha256 }] of Object.entries(files)) {
    const one = merged.get(sha256);
    const isAnswered = answered[submission]?.sha256 === sha256 && answered[submission].returned !== '';
    const isKnown = one?.status === 'duplicate';
    if (!one || (isKnown && isAnswered)) continue;
    // What an earlier merge found went with its results; the workbook itself is looked at again.
    const found = isKnown ? await reviewOf(join(from, ...path.split('/')), lang) : await reviewIn(one, results);
    if (found)
      answers.push({
        submission,
        path,
        sha256,
        ...found,
        words: (name) => comment(found.counts, found.rejected, name)[lang],
      });
  }
  return answers;
}

function fetchedInto(from: string, source: string): ReturnType<typeof readState>['files'] {
  try {
    return readState(from, source).files;
  } catch (error) {
    if (!(error instanceof OtherSource)) throw error;
    throw new Failure(
      text(
        `${from} se llenó desde otro lugar (${error.source}). Devuelva a ese.`,
        `${from} was filled from another place (${error.source}). Return to that one.`,
      ),
      2,
    );
  }
}

interface Found {
  review: Uint8Array | null;
  extension: string;
  counts: Merged['counts'];
  rejected: boolean;
}

function reviewIn({ status, counts, feedback }: Merged, results: string): Found | null {
  if (status !== 'accepted' && status !== 'rejected') return null;
  const found = { counts, rejected: status === 'rejected', extension: extname(feedback ?? '.xlsx') };
  if (feedback === null) return { ...found, review: null };
  const path = join(results, ...feedback.split('/'));
  if (!existsSync(path))
    throw new Failure(
      text(
        `Falta ${path}. Consolide otra vez con «quipu merge» y repita.`,
        `${path} is missing. Merge again with «quipu merge», and repeat.`,
      ),
      2,
    );
  return { ...found, review: readFileSync(path) };
}

async function reviewOf(path: string, lang: Lang): Promise<Found | null> {
  if (!existsSync(path)) return null;
  const bytes = readFileSync(path);
  const submission = await readSubmission(path, bytes);
  const counts = countBySeverity(submission.issues);
  const found = { counts, rejected: submission.fatal, extension: extname(path).toLowerCase() };
  if (counts.fatal + counts.error + counts.warning === 0) return { ...found, review: null };
  const { bytes: review, alone } = await toFeedback(submission, bytes, { lang });
  return { ...found, review, ...(alone && { extension: '.xlsx' }) };
}

/** What stands at the submission. */
function comment(counts: Merged['counts'], rejected: boolean, review: string | null): Text {
  const shown: Record<Severity, number> = { ...counts, note: 0 };
  const count = { es: countsInWords(shown, 'es'), en: countsInWords(shown, 'en') };
  if (review === null || count.es === '')
    return text('Quipu: recibido, nada por corregir.', 'Quipu: received, nothing to correct.');
  return rejected
    ? text(
        `Quipu: no se pudo aceptar así: ${count.es}. Qué hacer, casilla por casilla: «${review}», al lado.`,
        `Quipu: it could not be accepted like this: ${count.en}. What to do, cell by cell: «${review}», beside it.`,
      )
    : text(
        `Quipu: ${count.es}. Qué hacer, casilla por casilla: «${review}», al lado.`,
        `Quipu: ${count.en}. What to do, cell by cell: «${review}», beside it.`,
      );
}
