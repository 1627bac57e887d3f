import { renameSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { Database } from '../merge/database.ts';
import { saltBeside } from '../merge/fingerprint.ts';
import { buildTables, loadSubmissions, noteEvent } from '../merge/merge.ts';
import { officeTables, prepareSchema } from '../merge/schema.ts';
import { submissionFrom } from '../office/inputs.ts';
import { clearOnExit, withLocks } from '../office/lock.ts';
import { lookInto } from '../office/open-database.ts';
import { originalFiles, originalPath } from '../office/originals.ts';
import { cannotWrite, discardDatabase, recoverDatabase, stagedDatabase } from '../office/replace-outputs.ts';
import type { Submission } from '../submission.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'rebuild',
  about: text(
    'Lee otra vez todo lo recibido y rehace la base de datos.',
    'Reads everything received again and makes the database anew.',
  ),
  options: [databaseOption],
  example: 'quipu rebuild --db oficina.duckdb',
  run: (options: { db: string; lang: Lang }, effects: Effects) => rebuildCommand(options, effects),
};

interface Stored {
  file: string;
  sha256: string;
  day: string | null;
  rejected: boolean;
  merge: number;
}

/** `quipu rebuild --db FILE`: reads everything received again, merge by merge, with the rules of today. */
export async function rebuildCommand(
  { db: path, lang }: { db: string; lang: Lang },
  effects: Effects,
): Promise<number> {
  const count = await rebuilt(resolve(path), effects, async (db, staged, target) => {
    await db.run('checkpoint');
    db.close();
    renameSync(staged, target);
  });
  effects.stderr(
    lang === 'es'
      ? `Se leyeron otra vez ${count} libros y se rehízo ${path}. Publique con quipu merge.\n`
      : `${count} workbooks were read again and ${path} was made anew. Publish with quipu merge.\n`,
  );
  return 0;
}

/**
 * Makes a database anew beside the old one and gives it to look at, or to put in its place.
 * @returns how many workbooks were read
 */
export async function rebuilt(
  target: string,
  effects: Effects,
  done: (db: Database, staged: string, target: string) => Promise<void>,
): Promise<number> {
  const today = effects.now().toISOString().slice(0, 10);
  return withLocks([target], async () => {
    recoverDatabase(target);
    const { batches, office } = await lookInto(target, async (db) => ({
      batches: await storedBatches(db),
      office: await officeRows(db),
    }));
    const staged = stagedDatabase(target);
    const keep = clearOnExit(() => discardDatabase(target));
    const db = await Database.open(staged);
    try {
      await db.transaction(async () => {
        await prepareSchema(db);
        for (const { name, columns, values } of office) await db.append('bruto', name, columns, values);
        for (const batch of batches) {
          const submissions: Submission[] = [];
          for (const one of batch) {
            const submission = await readStored(target, one);
            if (submission) submissions.push(submission);
          }
          const [first] = batch;
          const when = { day: first?.day ?? null, ...(first && { merge: first.merge }) };
          await loadSubmissions(db, submissions, { salt: saltBeside(target), ...when });
        }
        await buildTables(db);
        // What was told of earlier changes stands; what other rules change is told from now on.
        await noteEvent(db, 'reglas', today);
      });
      await done(db, staged, target);
    } catch (error) {
      throw isDisk(error) ? cannotWrite(target) : error;
    } finally {
      db.close();
      keep();
      discardDatabase(target);
    }
    return batches.flat().length;
  });
}

const isDisk = (error: unknown) =>
  error instanceof Error && ('syscall' in error || /IO Error|No space/i.test(error.message));

/** What was received, by the merge that brought it. */
async function storedBatches(db: Database): Promise<Stored[][]> {
  const rows = await db.rows(
    'select coalesce(fusion, 0) as fusion, archivo, sha256, recibido, estado from bruto.recibidas order by fusion, archivo',
  );
  const batches = new Map<number, Stored[]>();
  for (const row of rows) {
    const stored = {
      file: String(row.archivo),
      sha256: String(row.sha256),
      day: row.recibido === null ? null : String(row.recibido),
      rejected: row.estado === 'rechazada',
      merge: Number(row.fusion),
    };
    batches.set(Number(row.fusion), [...(batches.get(Number(row.fusion)) ?? []), stored]);
  }
  return [...batches.values()];
}

/** What the office itself put in: it stands in no workbook. */
async function officeRows(db: Database) {
  const tables = [];
  for (const { name, columns } of officeTables) {
    const rows = await db.rows(`select * from bruto.${name}`);
    tables.push({ name, columns, values: columns.map((column) => rows.map((row) => row[column.name] ?? null)) });
  }
  return tables;
}

async function readStored(target: string, { file, sha256, rejected }: Stored): Promise<Submission | null> {
  const files = originalFiles(target, sha256);
  const path = originalPath(target, sha256);
  // What could not even be opened when it came was not kept; it counts nowhere.
  if (!files && rejected) return null;
  if (!files) throw missing(file, path);
  const parts = files.map(({ name, bytes }) => ({ name: /^original(\.|$)/.test(name) ? null : name, bytes }));
  return submissionFrom(file, { path, sha256, parts });
}

const missing = (file: string, path: string) =>
  new Failure(
    text(
      `Falta el original de ${file} en ${path}; no se cambió nada. Restaure esa carpeta de su copia de seguridad.`,
      `The original of ${file} is missing from ${path}; nothing was changed. Restore that folder from your backup.`,
    ),
    2,
  );
