import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { z } from 'zod';
import { type Lang, type Severity, type Text, text } from '../../sheets-templates/define.ts';
import { countsInWords } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { withLocks } from '../publish/lock.ts';
import { OtherSource, pullStatePath, readState } from '../pull/pull.ts';
import { type Patience, realPatience } from '../pull/retry.ts';
import { drivePlace } from '../push/drive-place.ts';
import { folderPlace } from '../push/folder-place.ts';
import type { Place } from '../push/place.ts';
import { type Answer, type Pushed, push } from '../push/push.ts';
import { Failure } from './failure.ts';
import { type ConnectGoogle, connectGoogle, credentialsFrom, folderId, reasonIn, WRITING } from './google.ts';

export interface PushOptions {
  folder?: string;
  to?: string;
  from: string;
  results: string;
  credentials?: string;
  format: 'text' | 'json';
  lang: Lang;
}

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

/**
 * `quipu push drive --folder ID --from recibidos --results resultados`, `quipu push folder --to DIR …`: the workbooks with
 * notes of the last merge go back beside the submissions, with a comment that says the count. Exit 1 where some failed.
 */
export async function pushCommand(
  kind: 'drive' | 'folder',
  options: PushOptions,
  effects: Effects,
  { connect = connectGoogle, patience = realPatience }: { connect?: ConnectGoogle; patience?: Patience } = {},
): Promise<number> {
  const { from, results, lang } = options;
  if (!existsSync(pullStatePath(from)))
    throw new Failure(
      text(
        `En ${from} no hay nada que «quipu pull» haya traído. Diga con --from la carpeta que llenó.`,
        `There is nothing in ${from} that «quipu pull» has fetched. Give the folder that it filled with --from.`,
      ),
      2,
    );
  const merged = readSummary(results);
  const place = kind === 'drive' ? await inDrive(options, connect, patience) : inFolder(options);
  const progress = (done: number, of: number) => {
    if (!effects.terminal) return;
    const words = lang === 'es' ? `Devolviendo: ${done} de ${of}` : `Returning: ${done} of ${of}`;
    effects.stderr(`\r\u001b[K${words}${done === of ? '\r\u001b[K' : ''}`);
  };
  const pushed = await withLocks([resolve(from)], async () => {
    const answers = answersFor(from, place.id, merged, results, lang);
    return push(place, from, answers, { now: effects.now, progress });
  });
  const failed = pushed.failed.map(({ name, error }) => ({ name, reason: reasonIn(error) ?? notOurs(error) }));
  if (options.format === 'json')
    effects.stdout(
      `${JSON.stringify({ ...pushed, failed: failed.map(({ name, reason }) => ({ name, reason: reason.en })) }, null, 2)}\n`,
    );
  effects.stderr(inWords(pushed, failed, lang));
  return failed.length > 0 ? 1 : 0;
}

/** A locked or full folder is told; anything else is a defect of ours and goes on as one. */
function notOurs(error: unknown): Text {
  if (error instanceof Error && 'syscall' in error)
    return text(
      'no se pudo escribir allí; ciérrelo si está abierto y revise el espacio',
      'it could not be written there; close it if it is open, and check the room',
    );
  throw error;
}

async function inDrive({ folder, credentials }: PushOptions, connect: ConnectGoogle, patience: Patience) {
  const id = folderId(folder);
  return drivePlace((await connect(credentialsFrom(credentials), WRITING)).drive, id, patience);
}

function inFolder({ to }: PushOptions): Place {
  if (to === undefined || !existsSync(to) || !statSync(to).isDirectory())
    throw new Failure(text('Diga con --to una carpeta que exista.', 'Give a folder that exists with --to.'), 2);
  return folderPlace(resolve(to));
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
function answersFor(
  from: string,
  source: string,
  merged: ReadonlyMap<string, Merged>,
  results: string,
  lang: Lang,
): Answer[] {
  let files: ReturnType<typeof readState>['files'];
  try {
    ({ files } = readState(from, source));
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
  return Object.entries(files).flatMap(([submission, { path, sha256 }]): Answer[] => {
    const one = merged.get(sha256);
    if (!one || (one.status !== 'accepted' && one.status !== 'rejected')) return [];
    const review = one.feedback === null ? null : readFileSync(join(results, ...one.feedback.split('/')));
    // Read before and unchanged: what had to be said was said.
    const isSilent = review === null && one.counts.error + one.counts.fatal + one.counts.warning > 0;
    return isSilent
      ? []
      : [
          {
            submission,
            path,
            sha256,
            review,
            extension: extname(one.feedback ?? '.xlsx'),
            words: (name) => comment(one, name)[lang],
          },
        ];
  });
}

/** What stands at the submission. */
function comment({ status, counts }: Merged, review: string | null): Text {
  const shown: Record<Severity, number> = { ...counts, note: 0 };
  const count = { es: countsInWords(shown, 'es'), en: countsInWords(shown, 'en') };
  if (review === null || count.es === '')
    return text('Quipu: recibido, nada por corregir.', 'Quipu: received, nothing to correct.');
  return status === 'rejected'
    ? text(
        `Quipu: no se pudo aceptar así: ${count.es}. Qué hacer, casilla por casilla: «${review}», al lado.`,
        `Quipu: it could not be accepted like this: ${count.en}. What to do, cell by cell: «${review}», beside it.`,
      )
    : text(
        `Quipu: ${count.es}. Qué hacer, casilla por casilla: «${review}», al lado.`,
        `Quipu: ${count.en}. What to do, cell by cell: «${review}», beside it.`,
      );
}

function inWords(
  { returned, unchanged }: Pushed,
  failed: readonly { name: string; reason: Text }[],
  lang: Lang,
): string {
  const lines = [
    lang === 'es'
      ? `Devueltos ${returned.length}, sin novedad ${unchanged.length}, fallidos ${failed.length}.`
      : `Returned ${returned.length}, nothing new ${unchanged.length}, failed ${failed.length}.`,
    ...failed.map(({ name, reason }) => `  ✗ ${name}: ${reason[lang]}`),
  ];
  return `${lines.join('\n')}\n`;
}
