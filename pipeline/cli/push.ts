import { existsSync, readFileSync, statSync } from 'node:fs';
import { extname, join, resolve } from 'node:path';
import { z } from 'zod';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { countBySeverity, countsInWords } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { withLocks } from '../office/lock.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import {
  type ConnectGoogle,
  connectGoogle,
  credentialsFrom,
  folderId,
  reasonIn,
  WRITING,
} from '../pull/google-access.ts';
import { OtherSource, pullStatePath, readState } from '../pull/pull.ts';
import { type Patience, realPatience } from '../pull/retry.ts';
import { DamagedState, readPushState } from '../pull/returned.ts';
import { drivePlace } from '../push/drive-place.ts';
import { folderPlace } from '../push/folder-place.ts';
import type { Place } from '../push/place.ts';
import { type Answer, type Pushed, push } from '../push/push.ts';
import { readSubmission } from '../submission.ts';
import { type CommandDefinition, formatOption } from './command.ts';
import { type PushMailOptions, pushMailCommand } from './push-mail.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'push',
  about: text(
    'Devuelve los libros con notas de la última consolidación: al lado de los envíos, con la cuenta en un comentario, o en respuesta a los correos.',
    'Returns the workbooks with notes of the last merge: beside the submissions, with the count in a comment, or in reply to the mails.',
  ),
  arguments: [{ name: '<destino>', about: 'drive, folder, mail', choices: ['drive', 'folder', 'mail'] }],
  options: [
    {
      flags: '--folder <id>',
      about: text('drive: el código de la carpeta, o su enlace', "drive: the folder's id, or its link"),
    },
    {
      flags: '--to <carpeta>',
      about: text('folder: la carpeta de la que se trajo', 'folder: the folder that was fetched from'),
    },
    {
      flags: '--from <carpeta>',
      about: text('drive, folder: lo que trajo «quipu pull»', 'drive, folder: what «quipu pull» has fetched'),
    },
    {
      flags: '--results <carpeta>',
      about: text('resultados de «quipu merge»', 'results of «quipu merge»'),
      required: true,
    },
    {
      flags: '--credentials <archivo>',
      about: text(
        'credenciales de Google, o la cuenta de correo, en JSON',
        'credentials of Google, or the mail account, as JSON',
      ),
    },
    { flags: '--db <archivo>', about: text('mail: la base de la oficina', "mail: the office's database") },
    {
      flags: '--reminders',
      about: text(
        'mail: además, un recordatorio a cada uno que va atrasado, una vez al día',
        'mail: a reminder as well to each who is overdue, once a day',
      ),
    },
    {
      flags: '--dry-run',
      about: text('mail: solo mostrar, aunque se diga --send', 'mail: only show, also where --send is given'),
    },
    {
      flags: '--send',
      about: text(
        'mail: enviar de verdad; sin esto solo se muestra',
        'mail: really send; without it, it is only shown',
      ),
    },
    formatOption('text', 'json'),
  ],
  example: 'quipu push drive --folder 1AbC… --from recibidos --results resultados',
  run: (place: 'drive' | 'folder' | 'mail', options: PushOptions, effects: Effects) =>
    place === 'mail' ? pushMailCommand(options, effects) : pushCommand(place, options, effects),
};

export interface PushOptions extends PushMailOptions {
  folder?: string;
  to?: string;
  from?: string;
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
  if (from === undefined || !existsSync(pullStatePath(from)))
    throw new Failure(
      text(
        `En ${from ?? '--from'} no hay nada que «quipu pull» haya traído. Diga con --from la carpeta que llenó.`,
        `There is nothing in ${from ?? '--from'} that «quipu pull» has fetched. Give the folder that it filled with --from.`,
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
    const answers = await answersFor(from, place.id, merged, results, lang);
    return push(place, from, answers, { now: effects.now, progress });
  }).catch((error: unknown) => {
    throw error instanceof DamagedState ? damaged(error.path) : error;
  });
  const failed = pushed.failed.map(({ name, error }) => ({ name, reason: reasonIn(error) ?? notOurs(error) }));
  if (options.format === 'json')
    effects.stdout(
      `${JSON.stringify({ ...pushed, failed: failed.map(({ name, reason }) => ({ name, reason: reason.en })) }, null, 2)}\n`,
    );
  effects.stderr(inWords(pushed, failed, lang));
  return failed.length > 0 ? 1 : 0;
}

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
