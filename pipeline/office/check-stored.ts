import { existsSync } from 'node:fs';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { identifier } from '../../sheets-templates/emit/to-sql.ts';
import type { Database } from '../merge/database.ts';
import { hasSalt, saltPath } from '../merge/fingerprint.ts';
import { brokenStep } from './audit.ts';
import { areLettersWhole, badLetters } from './letters.ts';
import { lookInto } from './open-database.ts';
import { originalFiles, originalPath } from './originals.ts';
import { changedPublications } from './publications.ts';

export interface Stored {
  /** What is wrong, and how to mend it. */
  problems: Text[];
  tables: number;
  originals: number;
}

/** Reads everything that is stored for an office: each block of the database, each original, held against its hash. */
export async function checkStored(database: string): Promise<Stored> {
  return lookInto(database, async (db) => {
    const problems: Text[] = [];
    const tables = await db.rows('select schema_name as s, table_name as t from duckdb_tables() order by all');
    for (const { s, t } of tables) {
      const name = `${identifier(String(s))}.${identifier(String(t))}`;
      if (!(await isReadable(db, name))) problems.push(unreadable(name));
    }
    const { missing, damaged, whole } = problems.length > 0 ? NONE : await originalsIn(db, database);
    for (const { file, sha256 } of missing) problems.push(gone(file, originalPath(database, sha256)));
    for (const { file, sha256 } of damaged) problems.push(changed(file, originalPath(database, sha256)));
    if (!hasSalt(database) && (existsSync(saltPath(database)) || (await hasReceived(db))))
      problems.push(NO_SALT(saltPath(database)));
    if (!areLettersWhole(database)) problems.push(badLetters(database));
    const broken = problems.length > 0 ? null : await brokenStep(db);
    if (broken) problems.push(broken);
    if (problems.length === 0) problems.push(...(await changedPublications(db, database)));
    return { problems, tables: tables.length, originals: whole };
  });
}

/** An office that begins has received nothing, and needs no salt yet. */
const hasReceived = async (db: Database): Promise<boolean> =>
  (await db.rows('select 1 as ok from bruto.recibidas limit 1')).length > 0;

/** Every block is read, and its checksum looked at. */
async function isReadable(db: Database, table: string): Promise<boolean> {
  try {
    await db.rows(`select bit_xor(hash(t)) as h from ${table} as t`);
    return true;
  } catch {
    return false;
  }
}

interface Kept {
  file: string;
  sha256: string;
}
const NONE = { missing: [] as Kept[], damaged: [] as Kept[], whole: 0 };

async function originalsIn(db: Database, database: string): Promise<typeof NONE> {
  const found = { missing: [] as Kept[], damaged: [] as Kept[], whole: 0 };
  const rows = await db.rows(
    "select any_value(archivo) as archivo, sha256, bool_and(estado = 'rechazada') as rechazada from bruto.recibidas group by sha256 order by archivo",
  );
  for (const { archivo, sha256, rechazada } of rows) {
    const one = { file: String(archivo), sha256: String(sha256) };
    const original = originalFiles(database, one.sha256);
    // What could not even be opened was not kept.
    if (!original && rechazada === true) continue;
    if (!original) found.missing.push(one);
    else if (!original.whole) found.damaged.push(one);
    else found.whole += 1;
  }
  return found;
}

const unreadable = (table: string) =>
  text(
    `La base de datos está dañada (${table}). Restaure la última copia con quipu restore en otro lugar y siga con ella.`,
    `The database is damaged (${table}). Restore the latest backup with quipu restore in another place and go on with it.`,
  );
const MEND = text(
  'Ponga ese libro otra vez en quipu merge, que lo repone, o restaure la carpeta de su copia.',
  'Give that workbook to quipu merge again, which puts it back, or restore the folder from your backup.',
);
const gone = (file: string, path: string) =>
  text(
    `Falta el original de ${file} (${path}). ${MEND.es}`,
    `The original of ${file} is missing (${path}). ${MEND.en}`,
  );
const changed = (file: string, path: string) =>
  text(
    `El original de ${file} ya no es lo que se recibió (${path}). ${MEND.es}`,
    `The original of ${file} is no longer what was received (${path}). ${MEND.en}`,
  );
const NO_SALT = (path: string) =>
  text(
    `Falta ${path} o está dañado: sin él no se reconoce a las personas de antes. Restáurelo de su copia de seguridad.`,
    `${path} is missing or damaged: without it nobody of before is recognised. Restore it from your backup.`,
  );
