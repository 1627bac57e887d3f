import { text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { buildTables } from '../merge/build-tables.ts';
import type { Database } from '../merge/database.ts';
import { memoryAllowed } from '../merge/database-memory.ts';
import { saltBeside } from '../merge/fingerprint.ts';
import { loadSubmissions, noteEvent } from '../merge/merge.ts';
import { officeTables, prepareSchema } from '../merge/schema.ts';
import type { Submission } from '../submission.ts';
import { noteAction } from './audit.ts';
import { submissionFrom } from './inputs.ts';
import { lookInto } from './open-database.ts';
import { originalFiles, originalPath } from './originals.ts';
import { RestingRows } from './resting-rows.ts';
import { type StagedChange, stagedChange } from './staged-change.ts';

interface Stored {
  file: string;
  sha256: string;
  day: string | null;
  state: string;
  merge: number;
}

export interface Rebuilt {
  /** Workbooks that were read. */
  count: number;
  /** Files that counted or waited and that the rules of today refuse. */
  refused: string[];
}

/** Makes a database anew from everything received, merge by merge, and gives it to look at, or to put in its place. */
export async function rebuildDatabase(
  target: string,
  effects: Effects,
  done: (change: StagedChange) => Promise<void>,
): Promise<Rebuilt> {
  const today = effects.now().toISOString().slice(0, 10);
  return stagedChange({ database: target, anew: true }, async (change) => {
    const { db } = change;
    const { batches, office } = await lookInto(target, async (old) => ({
      batches: await storedBatches(old),
      office: await officeRows(old),
    }));
    await db.transaction(async () => {
      await prepareSchema(db);
      // Whom the office expects today does not judge what came before.
      const isList = ({ name }: { name: string }) => name === 'esperadas';
      const restore = async (tables: typeof office) => {
        for (const { name, columns, values } of tables) await db.append('bruto', name, columns, values);
      };
      await restore(office.filter((table) => !isList(table)));
      for (const batch of batches) await loadBatch(db, target, batch);
      await restore(office.filter(isList));
      await buildTables(db);
      // What was told of earlier changes stands; what other rules change is told from now on.
      await noteEvent(db, 'reglas', today);
      await noteAction(db, { action: 'reglas', detail: { libros: batches.flat().length } }, effects.now());
    });
    const refused = await nowRefused(db, batches.flat());
    await done(change);
    return { count: batches.flat().length, refused };
  });
}

/** What was not refused when it came, and is now. */
async function nowRefused(db: Database, stored: readonly Stored[]): Promise<string[]> {
  const rows = await db.rows("select sha256 from bruto.recibidas where estado = 'rechazada'");
  const refused = new Set(rows.map(({ sha256 }) => sha256));
  return stored
    .filter(({ sha256, state }) => (state === 'aceptada' || state === 'espera') && refused.has(sha256))
    .map(({ file }) => file);
}

async function loadBatch(db: Database, target: string, batch: readonly Stored[]): Promise<void> {
  const submissions: Submission[] = [];
  const resting = new RestingRows(memoryAllowed());
  try {
    for (const one of batch) {
      const submission = await readStored(target, one);
      if (!submission) continue;
      resting.hold(submission);
      submissions.push(submission);
    }
    const [first] = batch;
    const when = { day: first?.day ?? null, ...(first && { merge: first.merge }) };
    await loadSubmissions(db, submissions, { salt: saltBeside(target), ...when });
  } finally {
    resting.close();
  }
}

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
      state: String(row.estado),
      merge: Number(row.fusion),
    };
    batches.set(Number(row.fusion), [...(batches.get(Number(row.fusion)) ?? []), stored]);
  }
  return [...batches.values()];
}

/** What the office itself put in: it stands in no workbook. */
async function officeRows(db: Database) {
  const tables = [];
  const there = await db.rows("select table_name from duckdb_tables() where schema_name = 'bruto'");
  const known = new Set(there.map(({ table_name }) => table_name));
  for (const { name, columns } of officeTables) {
    // A database of an earlier version may not have it.
    const rows = known.has(name) ? await db.rows(`select * from bruto.${name}`) : [];
    tables.push({ name, columns, values: columns.map((column) => rows.map((row) => row[column.name] ?? null)) });
  }
  return tables;
}

async function readStored(target: string, { file, sha256, state, day }: Stored): Promise<Submission | null> {
  const original = originalFiles(target, sha256);
  const path = originalPath(target, sha256);
  // What could not even be opened when it came was not kept; it counts nowhere.
  if (!original?.whole && state === 'rechazada') return null;
  if (!original) throw missing(file, path);
  if (!original.whole) throw damaged(file, path);
  const submission = await submissionFrom(file, { path, sha256, parts: original.parts });
  submission.sent = day;
  return submission;
}

const damaged = (file: string, path: string) =>
  new Failure(
    text(
      `El original de ${file} en ${path} ya no es lo que se recibió; no se cambió nada. Ponga ese mismo libro otra vez en quipu merge, que lo repone, o restaure la carpeta de su copia de seguridad.`,
      `The original of ${file} in ${path} is no longer what was received; nothing was changed. Give that same workbook to quipu merge again, which puts it back, or restore the folder from your backup.`,
    ),
    2,
  );

const missing = (file: string, path: string) =>
  new Failure(
    text(
      `Falta el original de ${file} en ${path}; no se cambió nada. Restaure esa carpeta de su copia de seguridad.`,
      `The original of ${file} is missing from ${path}; nothing was changed. Restore that folder from your backup.`,
    ),
    2,
  );
