import { existsSync, statSync } from 'node:fs';
import { resolve, sep } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { saltBeside, saltPath, saltThere } from '../merge/fingerprint.ts';
import { Lake } from '../merge/lake.ts';
import { isElsewhere, reaching } from '../merge/object-storage.ts';
import { stagePart, type ToStage } from '../merge/stage-part.ts';
import { hex, type Submission } from '../submission.ts';
import { VERSION } from '../version.ts';
import { findInputs, readAll } from './inputs.ts';
import { notWorkbooks, passedOver, progress } from './messages.ts';
import type { Received } from './received.ts';
import { writing } from './staged-change.ts';

export interface StageOptions {
  /** Folder, or address of object storage. */
  to: string;
  /** The office's database; only the salt beside it is read. */
  db: string;
  /** `3/16`: the third of sixteen parts of the work. */
  shard?: string;
  lang: Lang;
}

/** What was prepared. */
export interface StagedSummary {
  prepared: number;
  /** Were there already. */
  before: number;
  /** Of the prepared ones, those that a merge will refuse. */
  rejected: Submission[];
}

/** So many workbooks, or bytes of them, are in memory at a time and make one part. */
const MOST_BOOKS = 100;
const MOST_BYTES = 64e6;
/** So many are opened at a time. */
const AT_ONCE = 25;

/**
 * Reads and checks workbooks and lays their rows down as Parquet, to be merged later, elsewhere or together with what
 * others prepared. What is there already is passed over.
 */
export async function stageBooks(
  paths: readonly string[],
  { to, db, shard, lang }: StageOptions,
  effects: Effects,
): Promise<StagedSummary> {
  const mine = shardFrom(shard);
  apartFrom(paths, to);
  const { files, ignored } = await findInputs(paths);
  if (ignored.length > 0) effects.stderr(notWorkbooks(ignored, lang));
  const salt = await saltOf(db, lang, effects);
  const shown = progress(effects.terminal && files.length > 1, effects.stderr, lang);
  const lake = await Lake.open(to, salt);
  const summary: StagedSummary = { prepared: 0, before: 0, rejected: [] };
  try {
    const there = await writing(to, () => reaching(to, () => booksThere(lake)));
    await writing(to, async () => lake.tidy(effects.now()));
    let waiting: ToStage[] = [];
    const flush = async () => {
      if (waiting.length > 0) await writing(to, () => reaching(to, () => stagePart(lake, waiting)));
      waiting = [];
    };
    for (let from = 0; from < files.length; from += AT_ONCE) {
      const received = new Map<string, Received>();
      const { submissions, unchanged } = await readAll(
        { files: files.slice(from, from + AT_ONCE) },
        {
          step: (done) => shown.step(from + done, files.length),
          wanted: mine,
          known: there,
          keep: (one) => received.set(one.sha256, one),
        },
      );
      summary.before += unchanged.length;
      for (const submission of submissions) {
        const { file, sha256, ours } = submission;
        if (ours) effects.stderr(passedOver(file, lang));
        else if (there.has(sha256)) summary.before += 1;
        else {
          there.add(sha256);
          const came = received.get(sha256);
          waiting.push({ submission, parts: came?.parts ?? [], letter: came?.letter ?? null });
          summary.prepared += 1;
          if (submission.fatal) summary.rejected.push(submission);
        }
      }
      if (waiting.length >= MOST_BOOKS || bytesOf(waiting) >= MOST_BYTES) await flush();
    }
    await flush();
  } finally {
    lake.close();
    shown.end();
  }
  return summary;
}

const bytesOf = (books: readonly ToStage[]): number =>
  books.reduce((sum, { parts }) => sum + parts.reduce((own, { bytes }) => own + bytes.length, 0), 0);

/** Workbooks that this program prepared, by the hash of their bytes. */
async function booksThere(lake: Lake): Promise<Set<string>> {
  const parts = (await lake.parts()).filter((part) => part.version === VERSION);
  return new Set(parts.flatMap(({ books }) => books.map(({ sha256 }) => sha256)));
}

/** The office's salt; a new one where there is no office yet, and that is said: other machines need it. */
async function saltOf(db: string, lang: Lang, effects: Effects): Promise<Buffer> {
  const path = resolve(db);
  if (statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw isFolder(db);
  if (existsSync(path) || existsSync(saltPath(path))) return saltThere(path);
  const salt = await writing(db, async () => saltBeside(path));
  effects.stderr(
    lang === 'es'
      ? `Se hizo ${saltPath(path)}: déjelo junto a la base y cópielo a cada máquina que prepare libros.\n`
      : `${saltPath(path)} was made: leave it beside the database, and copy it to each machine that stages workbooks.\n`,
  );
  return salt;
}

const isFolder = (db: string) =>
  new Failure(
    text(
      `${db} es una carpeta. Diga en --db el archivo de la base de la oficina.`,
      `${db} is a folder. Give the file of the office's database with --db.`,
    ),
    2,
  );

/** @throws Failure where what is prepared would lie among what comes */
function apartFrom(paths: readonly string[], to: string): void {
  if (isElsewhere(to)) return;
  const inside = paths.find((path) => `${resolve(to)}${sep}`.startsWith(`${resolve(path)}${sep}`));
  if (inside !== undefined && to.trim() !== '')
    throw new Failure(
      text(
        `Lo preparado no va entre los libros: elija con --to una carpeta fuera de ${inside}.`,
        `What is staged does not go among the workbooks: choose a folder outside ${inside} with --to.`,
      ),
      2,
    );
}

/** Which bytes are of this part of the work; the same ones on every machine. @throws Failure for what is no part */
function shardFrom(said: string | undefined): (sha256: string) => boolean {
  if (said === undefined) return () => true;
  const [, own, all] = /^(\d{1,5})\/(\d{1,5})$/.exec(said.trim()) ?? [];
  const [part, parts] = [Number(own), Number(all)];
  if (!own || !all || part < 1 || parts < 1 || part > parts)
    throw new Failure(
      text(
        `«${said}» no es una parte del trabajo: escriba por ejemplo --shard 3/16, de 1/16 a 16/16.`,
        `«${said}» is no part of the work: write for example --shard 3/16, from 1/16 to 16/16.`,
      ),
      2,
    );
  return (sha256) => Number.parseInt(hex(sha256).slice(0, 8), 16) % parts === part - 1;
}
