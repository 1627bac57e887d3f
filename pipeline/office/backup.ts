import { createHash } from 'node:crypto';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { PRIVATE_FOLDER, syncFile, writeSynced } from '../synced.ts';
import { checkStored } from './check-stored.ts';
import { withLocks } from './lock.ts';
import { cannotWrite, recoverDatabase } from './replace-outputs.ts';

/** What belongs to a database beside it: what was received, the salt, the keys of the intake, and what arrived there. */
const PARTS = [
  '',
  '.originales',
  '.sal',
  '.claves.json',
  '.correos.json',
  '.respondidos.json',
  '.directorio.json',
  '.usuarios.json',
  '.enlaces.json',
  '.publicaciones',
  '.entrada',
] as const;
const LIST = 'copia.json';

const listSchema = z.object({
  format: z.literal(1),
  files: z.array(z.object({ path: z.string(), size: z.number(), sha256: z.string() })),
});
type List = z.infer<typeof listSchema>;

/**
 * Copies a database and all that belongs to it into a new folder, with the hash of each file; whole or not at all.
 * @returns the folder, and how many files are in it
 */
export async function backUp(database: string, into: string, now: Date): Promise<{ folder: string; files: number }> {
  if (!existsSync(database))
    throw new Failure(text(`No existe la base de datos ${database}.`, `There is no database ${database}.`), 2);
  return withLocks([database], async () => {
    recoverDatabase(database);
    // What is damaged would take the place of a good copy.
    const { problems } = await checkStored(database);
    const [problem] = problems;
    if (problem) throw new Failure(text(`No se hizo la copia. ${problem.es}`, `No backup was made. ${problem.en}`), 2);
    const stamp = now.toISOString().slice(0, 19).replace(/[-:]/g, '').replace('T', '-');
    const folder = join(into, `${basename(database)}.copia-${stamp}`);
    if (existsSync(folder)) throw cannotWrite(folder);
    const partial = `${folder}.parcial`;
    try {
      rmSync(partial, { recursive: true, force: true });
      mkdirSync(partial, { recursive: true, mode: PRIVATE_FOLDER });
      for (const part of PARTS)
        if (existsSync(database + part)) cpSync(database + part, join(partial, `base${part}`), { recursive: true });
      const files = filesIn(partial).map((path) => {
        const whole = join(partial, path);
        syncFile(whole);
        return { path: path.split('\\').join('/'), size: statSync(whole).size, sha256: hashOfFile(whole) };
      });
      writeSynced(join(partial, LIST), JSON.stringify({ format: 1, files } satisfies List, null, 1));
      renameSync(partial, folder);
      return { folder, files: files.length };
    } catch (error) {
      rmSync(partial, { recursive: true, force: true });
      throw error instanceof Failure ? error : cannotWrite(folder);
    }
  });
}

/**
 * Puts a backup where there is no database yet. Every file is held against its hash before anything is written.
 * @returns how many files were put back
 */
export async function restore(from: string, database: string): Promise<number> {
  const list = readList(from);
  const wrong = list.files.find(({ path, sha256 }) => {
    const file = join(from, path);
    return !existsSync(file) || hashOfFile(file) !== sha256;
  });
  if (wrong)
    throw new Failure(
      text(
        `La copia está dañada: ${wrong.path} no es lo que se guardó. No se cambió nada; use otra copia.`,
        `The backup is damaged: ${wrong.path} is not what was saved. Nothing was changed; use another one.`,
      ),
      2,
    );
  return withLocks([database], async () => {
    const there = PARTS.map((part) => database + part).find((path) => existsSync(path));
    if (there)
      throw new Failure(
        text(
          `Ya existe ${there} y no se tocó. Diga otra con --db, o quite de allí lo que hay.`,
          `${there} is there already and was not touched. Name another one with --db, or take away what is there.`,
        ),
        2,
      );
    const done: string[] = [];
    try {
      mkdirSync(dirname(database), { recursive: true });
      // The database comes last: where it stands, all that belongs to it does.
      for (const part of [...PARTS].reverse()) {
        const source = join(from, `base${part}`);
        if (!existsSync(source)) continue;
        done.push(database + part);
        cpSync(source, database + part, { recursive: true });
      }
    } catch {
      for (const path of done) rmSync(path, { recursive: true, force: true });
      throw cannotWrite(database);
    }
    return list.files.length;
  });
}

function readList(from: string): List {
  try {
    const list = listSchema.parse(JSON.parse(readFileSync(join(from, LIST), 'utf8')));
    // Nothing outside of the folder is read, whatever the list says.
    if (list.files.every(({ path }) => /^base[^\\]*$/.test(path) && !path.split('/').includes('..'))) return list;
  } catch {
    // Told below.
  }
  throw new Failure(
    text(
      `En ${from} no hay una copia de Quipu. Diga la carpeta que hizo quipu backup.`,
      `There is no backup of Quipu in ${from}. Name the folder that quipu backup made.`,
    ),
    2,
  );
}

/** All files below a folder, by their paths in it. */
const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => statSync(join(folder, path)).isFile())
    .sort();

const PIECE = 1 << 20;

function hashOfFile(path: string): string {
  const hash = createHash('sha256');
  const file = openSync(path, 'r');
  const piece = Buffer.allocUnsafe(PIECE);
  try {
    for (let read = readSync(file, piece); read > 0; read = readSync(file, piece)) hash.update(piece.subarray(0, read));
  } finally {
    closeSync(file);
  }
  return hash.digest('hex');
}

/** What is said once it is done. */
export const backedUp = (folder: string, files: number): Text =>
  text(
    `Copia hecha y comprobada en ${folder} (${files} archivos). Guárdela en otro disco.`,
    `Backup made and checked in ${folder} (${files} files). Keep it on another disk.`,
  );
