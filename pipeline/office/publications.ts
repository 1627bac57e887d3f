import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { basename, join, resolve, sep } from 'node:path';
import { z } from 'zod';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { type Change, eventsOf } from '../merge/history.ts';
import { handedOutColumns } from '../merge/received-columns.ts';
import { hasTable } from '../merge/schema.ts';
import type { CsvDialect } from '../publish/to-files.ts';
import { hex } from '../submission.ts';
import { noteAction } from './audit.ts';
import { runMerge } from './merge.ts';
import { lookInto } from './open-database.ts';
import { closePeriod, noteStep, openAfter, type Period, periodsOf, type Step } from './periods.ts';
import { changedSince, type Difference, differencesBetween, isChanged, type Since } from './publication-changes.ts';

/** A set of results that was handed out; its folder never changes. */
export interface HandedOut {
  period: string;
  /** 1 for the first of its period; the others are corrections. */
  number: number;
  when: string;
  by: string;
  reason: string | null;
  /** The event after which it was made. */
  event: number;
  /** Name of its folder, beside the database. */
  folder: string;
  /** Hash of the list of its files. */
  sha256: string;
}

const LIST = 'publicacion.json';

const listSchema = z.object({
  period: z.string(),
  number: z.number(),
  when: z.string(),
  by: z.string(),
  reason: z.string().nullable(),
  /** Hash of each file. */
  files: z.record(z.string(), z.string()),
  /** How the totals differ from the publication before it, and by what. */
  changes: z.array(z.unknown()),
});

/** Where publications lie, beside the database. */
export const publicationsFolder = (database: string): string => `${database}.publicaciones`;

/** All that was handed out, the latest first. */
export async function handedOutOf(db: Database): Promise<HandedOut[]> {
  if (!(await hasTable(db, 'publicaciones'))) return [];
  const rows = await db.rows('select * from bruto.publicaciones order by orden desc');
  return rows.map((row) => ({
    period: String(row.periodo),
    number: Number(row.numero),
    when: String(row.cuando),
    by: String(row.quien),
    reason: row.motivo === null ? null : String(row.motivo),
    event: Number(row.fusion),
    folder: String(row.carpeta),
    sha256: String(row.sha256),
  }));
}

/** Closes a period. One that was published, opened again, and does not differ, stands as published. */
export const endPeriod = (target: string, step: Step, now: Date): Promise<void> =>
  closePeriod(target, step, now, async (db) => {
    const { before, since } = await sinceLast(db, step.period);
    if (!before || isChanged(since)) return 'cerrado';
    return before.number === 1 ? 'publicado' : 'corregido';
  });

/** What is the same for every period of a database. */
export interface Standing {
  periods: readonly Period[];
  handedOut: readonly HandedOut[];
  /** The last event. */
  event: number;
}

export async function standingOf(db: Database): Promise<Standing> {
  return {
    periods: await periodsOf(db),
    handedOut: await handedOutOf(db),
    event: (await eventsOf(db)).at(-1)?.event ?? 0,
  };
}

/** What would be published of a period now: the one before, and what has changed since then. */
export async function sinceLast(
  db: Database,
  period: string,
  standing?: Standing,
): Promise<{ before: HandedOut | null; since: Since; event: number; without: string[] }> {
  const { periods, handedOut, event } = standing ?? (await standingOf(db));
  const before = handedOut.find((one) => one.period === period) ?? null;
  const without = openAfter(periods, period);
  const since = before ? await changedSince(db, before.event, event, without) : NOTHING;
  return { before, event, without, since };
}

const NOTHING: Since = { changes: [], senders: [], others: false };

export interface PublishOptions {
  db: string;
  period: string;
  by: string;
  /** Why it is published again; the first of a period needs none. */
  reason?: string | undefined;
  lang: Lang;
  csvDialect?: CsvDialect;
}

/**
 * Hands results out: they are made once more from what the database holds, into a folder of their own which nothing changes
 * from then on. A later publication of the same period is a correction, which says what differs from the one before.
 * @throws Failure where the period is not closed, or nothing differs
 */
export async function publish(
  options: PublishOptions,
  effects: Effects,
): Promise<{ folder: string; changes: Change[]; differences: Difference[] }> {
  const { period, by, lang, csvDialect } = options;
  const target = resolve(options.db);
  const now = effects.now();
  const reason = options.reason ? maskPersonal(options.reason) : null;
  const { before, since, event, without } = await lookInto(target, async (db) => {
    await needsClosed(db, period);
    return sinceLast(db, period);
  });
  if (before && !isChanged(since)) throw nothingChanged(before);
  if (before && reason === null) throw whyAgain(since.changes.length);
  const named = (number: number) => join(publicationsFolder(target), `${period.replace(/[^\w-]/g, '-')}-${number}`);
  // What was handed out stands, also where the database is older than it.
  let number = (before?.number ?? 0) + 1;
  while (existsSync(named(number))) number += 1;
  const folder = named(number);
  const merge = {
    db: target,
    out: folder,
    lang,
    by,
    publication: `${period} ${number}`,
    notice: noticeOf(period, number, now),
    ...(csvDialect && { csvDialect }),
  };
  let differences: Difference[] = [];
  const write = async (db: Database, staged: string) => {
    if (before) differences = await differencesBetween(db, join(publicationsFolder(target), before.folder), staged);
    if (before && differences.length + since.changes.length === 0) throw nothingChanged(before);
    const made = { period, number, when: now.toISOString(), by: maskPersonal(by), reason };
    const list = JSON.stringify(
      { ...made, files: hashesIn(staged), differences, changes: since.changes.map(withoutFiles) },
      null,
      1,
    );
    writeFileSync(join(staged, LIST), list);
    const order = (await handedOutOf(db)).length + 1;
    const values = [order, period, number, made.when, made.by, reason, event, basename(folder), hex(list)];
    await db.append(
      'bruto',
      'publicaciones',
      handedOutColumns,
      values.map((value) => [value]),
    );
    await noteStep(db, { period, by, reason: options.reason }, number === 1 ? 'publicado' : 'corregido', now);
    await noteAction(db, { by, action: 'publicacion', detail: { periodo: period, numero: number } }, now);
  };
  await runMerge([], merge, effects, { without, files: [LIST], write });
  return { folder, changes: since.changes, differences };
}

async function needsClosed(db: Database, period: string): Promise<void> {
  const known = (await periodsOf(db)).find((one) => one.period === period);
  if (known && known.state !== 'planeado' && known.state !== 'abierto') return;
  throw new Failure(
    text(
      `El periodo ${period} no está cerrado. Ciérrelo antes con quipu period ${period} --close.`,
      `Period ${period} is not closed. Close it first with quipu period ${period} --close.`,
    ),
    2,
  );
}

/** Stands at the top of page and workbook. */
const noticeOf = (period: string, number: number, now: Date): Text => {
  const day = now.toISOString().slice(0, 10);
  const again = number > 1 ? text(`, corrección ${number - 1}`, `, correction ${number - 1}`) : text('', '');
  return text(
    `Publicado el ${dayInWords(day, 'es')}: cierre de ${period}${again.es}.`,
    `Published on ${dayInWords(day, 'en')}: close of ${period}${again.en}.`,
  );
};

const nothingChanged = ({ period, number }: HandedOut) =>
  new Failure(
    text(
      `Ningún total cambió desde la publicación ${number} de ${period}; no hay nada que corregir.`,
      `No total has changed since publication ${number} of ${period}; there is nothing to correct.`,
    ),
    2,
  );

const whyAgain = (changes: number) =>
  new Failure(
    text(
      `Ya se publicó, y ${changes === 0 ? 'algo cambió' : `${changes} ${changes === 1 ? 'total cambió' : 'totales cambiaron'}`} desde entonces. Diga por qué se corrige, con --reason.`,
      `It was published, and ${changes === 0 ? 'something has' : `${changes} ${changes === 1 ? 'total has' : 'totals have'}`} changed since. Say why it is corrected, with --reason.`,
    ),
    2,
  );

/** How somebody called a file is nobody's business: who sent it is said. */
const withoutFiles = ({ parts, ...change }: Change) => ({
  ...change,
  parts: parts.map(({ files: _files, ...part }) => part),
});

/** Hashes of all files below a folder. */
function hashesIn(folder: string): Record<string, string> {
  return Object.fromEntries(filesBelow(folder).map((file) => [file, hex(readFileSync(join(folder, file)))]));
}

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .map((path) => path.split(sep).join('/'))
    .sort();

/** Publications that are no longer what was handed out. */
export async function changedPublications(db: Database, database: string): Promise<Text[]> {
  const handedOut = await handedOutOf(db);
  const folder = publicationsFolder(database);
  const strangers = (existsSync(folder) ? readdirSync(folder) : []).filter(
    (name) => existsSync(join(folder, name, LIST)) && !handedOut.some((one) => one.folder === name),
  );
  const unknown = strangers.map((name) =>
    text(
      `La base no conoce la publicación ${name}, que está en ${folder}: es más antigua que ella. Restaure la base de una copia posterior.`,
      `The database does not know publication ${name}, which lies in ${folder}: it is older. Restore the database from a later backup.`,
    ),
  );
  return unknown.concat(
    handedOut.flatMap(({ folder: name, sha256, period, number }) => {
      const path = join(folder, name);
      return isWhole(path, sha256) ? [] : [altered(period, number, path)];
    }),
  );
}

const saidSchema = z.object({
  differences: z.array(
    z.object({
      table: z.string(),
      indicator: z.string(),
      country: z.string(),
      period: z.string(),
      unit: z.string(),
      before: z.number().nullable(),
      now: z.number().nullable(),
    }),
  ),
});

/** What a correction says otherwise than the publication before it, as it was handed out; nothing of a first one. */
export function differencesIn(folder: string): Difference[] {
  try {
    return saidSchema.parse(JSON.parse(readFileSync(join(folder, LIST), 'utf8'))).differences;
  } catch {
    // That it is no more what was handed out is told by `check`.
    return [];
  }
}

function isWhole(folder: string, sha256: string): boolean {
  const list = join(folder, LIST);
  if (!existsSync(list)) return false;
  const said = readFileSync(list);
  if (hex(said) !== sha256) return false;
  const { files } = listSchema.parse(JSON.parse(said.toString('utf8')));
  return Object.entries(files).every(([file, hash]) => {
    const path = join(folder, file);
    return path.startsWith(folder + sep) && existsSync(path) && hex(readFileSync(path)) === hash;
  });
}

const altered = (period: string, number: number, path: string) =>
  text(
    `La publicación ${number} de ${period} ya no es lo que se entregó (${path}). Restaure esa carpeta de su copia de seguridad.`,
    `Publication ${number} of ${period} is no longer what was handed out (${path}). Restore that folder from your backup.`,
  );
