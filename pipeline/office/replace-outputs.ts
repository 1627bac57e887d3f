import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { replaceFileNow, syncFile, syncFolder } from '../synced.ts';

/** The list of what Quipu wrote into a folder stands in its `merge.json`. */
const manifestSchema = z.object({ program: z.literal('quipu'), outputs: z.array(z.string()) });

const journalSchema = z.object({
  out: z.string(),
  staged: z.string(),
  files: z.array(z.string()),
  obsolete: z.array(z.string()),
  database: z.object({ staged: z.string(), path: z.string() }).nullable(),
});

type Journal = z.infer<typeof journalSchema>;

/** Beside a database: which folder holds the journal of a change that it is part of. */
const pointerOf = (database: string) => `${database}.quipu-cambio.json`;
const pointerSchema = z.object({ out: z.string() });

const stagingOf = (out: string) => `${out}.quipu-nuevo`;
const journalOf = (out: string) => `${out}.quipu-cambio.json`;

/** Files that an earlier merge wrote into the folder; refuses a folder that holds anything else. */
export function previousOutputs(out: string): string[] {
  if (!existsSync(out)) return [];
  if (!statSync(out).isDirectory()) {
    throw new Failure(
      text(`${out} es un archivo. Indique con --out una carpeta.`, `${out} is a file. Name a folder with --out.`),
      2,
    );
  }
  const manifest = join(out, 'merge.json');
  if (existsSync(manifest)) {
    const parsed = manifestSchema.safeParse(parseJson(readFileSync(manifest, 'utf8')));
    if (parsed.success) return parsed.data.outputs;
  }
  if (readdirSync(out).length === 0) return [];
  throw new Failure(
    text(
      `La carpeta ${out} tiene otros archivos y no se tocó. Elija con --out una carpeta nueva o vacía.`,
      `The folder ${out} holds other files and was not touched. Choose a new or empty folder with --out.`,
    ),
    2,
  );
}

function parseJson(content: string): unknown {
  try {
    return JSON.parse(content);
  } catch {
    return null;
  }
}

/** A fresh folder beside the target, in which outputs are prepared. */
export function stage(out: string): string {
  const staged = stagingOf(out);
  try {
    rmSync(staged, { recursive: true, force: true });
    mkdirSync(staged, { recursive: true });
  } catch {
    throw cannotWrite(out);
  }
  return staged;
}

export function cannotWrite(out: string): Failure {
  return new Failure(
    text(
      `No se puede escribir en ${out}. Revise que la carpeta exista, que tenga permiso y que haya espacio en el disco; ningún archivo quedó a medias.`,
      `Cannot write to ${out}. See that the folder exists, that you may write to it and that the disk has room; no file was left half done.`,
    ),
    2,
  );
}

/**
 * Puts prepared outputs and database in the place of the old ones. From the moment the journal is on disk the
 * change will be completed, by this run or by the next start; before it, nothing has changed.
 */
export function commit(out: string, files: readonly string[], database: Journal['database']): void {
  const old = previousOutputs(out);
  for (const file of old) refuseIfOpen(join(out, file));
  const journal: Journal = {
    out,
    staged: stagingOf(out),
    files: [...files],
    obsolete: old.filter((file) => !files.includes(file)),
    database,
  };
  // What is promised from now on is on the disk.
  try {
    for (const file of files) syncFile(join(journal.staged, file));
  } catch {
    throw cannotWrite(out);
  }
  if (database) writeDurably(pointerOf(database.path), JSON.stringify({ out }));
  writeDurably(journalOf(out), JSON.stringify(journal));
  try {
    apply(journal);
  } catch {
    throw new Failure(
      text(
        `El cambio en ${out} quedó a medias porque un archivo está en uso. Cierre los programas que lo tengan abierto y repita la orden: se completará.`,
        `The change in ${out} stopped halfway because a file is in use. Close the programs that hold it and repeat the command: it will be completed.`,
      ),
      2,
    );
  }
}

/** Completes a change that was interrupted, and clears what an interrupted preparation left. */
export function recoverOutputs(out: string, database: string | null): void {
  try {
    recover(out, database);
  } catch (error) {
    throw error instanceof Failure ? error : cannotWrite(out);
  }
}

/**
 * Completes a change that another command began with this database, whichever folder it publishes into, and clears what
 * else was prepared for it: before anybody prepares another.
 */
export function recoverDatabase(database: string): void {
  try {
    const out = pendingOut(database);
    if (out === null) discardDatabase(database);
    else recover(out, database);
  } catch (error) {
    throw error instanceof Failure ? error : cannotWrite(database);
  }
}

/** The folder of a change that was decided and not completed. */
function pendingOut(database: string): string | null {
  if (!existsSync(pointerOf(database))) return null;
  const parsed = pointerSchema.safeParse(parseJson(readFileSync(pointerOf(database), 'utf8')));
  return parsed.success && existsSync(journalOf(parsed.data.out)) ? parsed.data.out : null;
}

/** Clears a preparation that came to nothing. A change that was decided is kept for the next start. */
export function discardStaging(out: string, database: string | null): void {
  if (existsSync(journalOf(out))) return;
  try {
    rmSync(stagingOf(out), { recursive: true, force: true });
  } finally {
    if (database && pendingOut(database) === null) discardDatabase(database);
  }
}

/** Clears a database that was prepared and not put in place. */
export function discardDatabase(database: string): void {
  const staged = stagedDatabase(database);
  for (const file of [staged, `${staged}.wal`]) rmSync(file, { force: true });
  // What DuckDB had no room for in memory.
  rmSync(`${staged}.tmp`, { recursive: true, force: true });
}

function recover(out: string, database: string | null): void {
  const journal = journalOf(out);
  if (existsSync(journal)) {
    const parsed = journalSchema.safeParse(parseJson(readFileSync(journal, 'utf8')));
    if (parsed.success) {
      apply(parsed.data);
      return;
    }
    rmSync(journal);
  }
  discardStaging(out, database);
}

export const stagedDatabase = (path: string) => `${path}.quipu-nuevo`;

function apply({ out, staged, files, obsolete, database }: Journal): void {
  if (database && existsSync(database.staged)) replaceFileNow(database.staged, database.path);
  for (const file of obsolete) rmSync(join(out, file), { force: true });
  for (const file of files) {
    const from = join(staged, file);
    if (!existsSync(from)) continue;
    mkdirSync(dirname(join(out, file)), { recursive: true });
    renameSync(from, join(out, file));
  }
  rmSync(staged, { recursive: true, force: true });
  rmSync(journalOf(out), { force: true });
  if (database) rmSync(pointerOf(database.path), { force: true });
}

/** On Windows a file that Excel holds open cannot be replaced: better to say so before anything changes. */
function refuseIfOpen(path: string): void {
  if (!existsSync(path)) return;
  try {
    closeSync(openSync(path, 'r+'));
  } catch {
    throw new Failure(
      text(
        `El archivo ${path} está abierto en otro programa. Ciérrelo y vuelva a intentar; no se cambió nada.`,
        `The file ${path} is open in another program. Close it and try again; nothing was changed.`,
      ),
      2,
    );
  }
}

function writeDurably(path: string, content: string): void {
  const partial = `${path}.parcial`;
  writeFileSync(partial, content);
  const handle = openSync(partial, 'r+');
  fsyncSync(handle);
  closeSync(handle);
  renameSync(partial, path);
  syncFolder(dirname(path));
}
