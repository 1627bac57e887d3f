import { copyFileSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from '../../sheets-templates/define/text.ts';
import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { Failure } from '../failure.ts';
import { Database } from '../merge/database.ts';
import { columnsOf } from '../merge/model.ts';
import { models } from '../merge/models.ts';
import { FORMAT } from '../merge/schema.ts';
import { cannotWrite } from './replace-outputs.ts';

/**
 * Opens the office's database to look at it. A merge works on a copy and puts it in this one's place, so that nobody
 * waits for the other.
 * @throws Failure when there is none, or it is no database of ours
 */
export async function lookInto<T>(path: string, look: (db: Database) => Promise<T>): Promise<T> {
  const db = await openToLook(path);
  try {
    return await look(db);
  } finally {
    db.close();
  }
}

/**
 * The same, left open.
 * @throws Failure when there is none, or it is no database of ours
 */
export async function openToLook(path: string): Promise<Database> {
  if (!existsSync(path))
    throw new Failure(
      text(
        `No existe la base de datos ${path}. Se hace con quipu merge … --db ${path}.`,
        `There is no database ${path}. It is made by quipu merge … --db ${path}.`,
      ),
      2,
    );
  return open(path);
}

/**
 * @throws Failure where the database was merged by an earlier version, which had other tables or columns
 */
export async function needsTables(db: Database, path: string): Promise<void> {
  const there = new Set<string>();
  for (const { tabla, columna } of await db.rows(
    "select schema_name || '.' || table_name as tabla, column_name as columna from duckdb_columns() where not internal",
  ))
    there.add(String(tabla)).add(`${tabla}.${columna}`);
  const needed = [
    ...models.flatMap((model) => {
      const table = `${model.schema}.${model.name}`;
      return [table, ...columnsOf(model).map((column) => `${table}.${column}`)];
    }),
    ...sheetDefinitions.map(({ table }) => `limpio.${table}`),
  ];
  if (needed.every((name) => there.has(name))) return;
  throw new Failure(
    text(
      `${path} se hizo con una versión anterior de Quipu. Consolide otra vez con quipu merge … --db ${path}, y repita la orden.`,
      `${path} was made by an earlier version of Quipu. Merge again with quipu merge … --db ${path}, and repeat the command.`,
    ),
    2,
  );
}

/** Works on a copy that is thrown away: the office's database stays as it is. */
export async function onCopy<T>(path: string, work: (db: Database) => Promise<T>): Promise<T> {
  await lookInto(path, async () => undefined);
  const folder = mkdtempSync(join(tmpdir(), 'quipu-copia-'));
  try {
    const copy = join(folder, 'copia.duckdb');
    try {
      copyFileSync(path, copy);
    } catch {
      throw cannotWrite(folder);
    }
    const db = await Database.open(copy);
    try {
      await needsTables(db, path);
      return await work(db);
    } finally {
      db.close();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What to do with a file that cannot be opened. Decisions, confirmations and lists stand nowhere else: nothing is made anew
 * without them.
 */
const cannotOpen = (path: string): Failure =>
  new Failure(
    existsSync(`${path}.originales`)
      ? text(
          `${path} está dañada o la tiene abierta otro programa. Ciérrelo; si sigue igual, restaure la de su copia de seguridad (quipu restore): lo recibido está en ${path}.originales. No la borre: guarda sus decisiones.`,
          `${path} is damaged, or another program has it open. Close that; if it stays so, restore the one of your backup (quipu restore): what was received is in ${path}.originales. Do not delete it: it holds your decisions.`,
        )
      : text(
          `${path} no es una base de datos de Quipu o está en uso. Elija otra con --db.`,
          `${path} is not a Quipu database, or is in use. Choose another with --db.`,
        ),
    2,
  );

async function open(path: string): Promise<Database> {
  try {
    const db = await Database.openForReading(path);
    const [ours] = await db.rows(
      "select 1 as ok from duckdb_tables() where schema_name = 'consolidado' and table_name = 'entregas'",
    );
    if (ours) return db;
    db.close();
  } catch {
    // What is wrong with the file does not help the person; that it cannot be read does.
  }
  throw cannotOpen(path);
}

/**
 * Opens a copy of the office's database, or makes one; another program's database is left alone.
 * @param shown the database that the copy is of, for the sentence
 */
export async function openOffice(staged: string, shown: string): Promise<Database> {
  let newer = false;
  try {
    const db = await Database.open(staged);
    if (db.isNew) return db;
    const tables = await count(db, 'select count(*) as n from duckdb_tables() where not internal');
    const ours = await count(
      db,
      "select count(*) as n from duckdb_tables() where schema_name = 'bruto' and table_name = 'recibidas'",
    );
    if (tables === 0) return db;
    const format = ours > 0 ? await formatOf(db) : null;
    if (format !== null && format <= FORMAT) return db;
    db.close();
    if (format !== null) newer = true;
  } catch {
    // What is wrong with the file does not help the person; that it cannot be used does.
  }
  if (newer)
    throw new Failure(
      text(
        `${shown} se hizo con una versión más nueva de Quipu. Actualice el programa y vuelva a intentar.`,
        `${shown} was made by a newer version of Quipu. Update the program and try again.`,
      ),
      2,
    );
  throw cannotOpen(shown);
}

/** Format of a database of ours; the first ones did not say. */
async function formatOf(db: Database): Promise<number> {
  const said = await count(
    db,
    "select count(*) as n from duckdb_tables() where schema_name = 'bruto' and table_name = 'formato'",
  );
  return said > 0 ? count(db, 'select max(version) as n from bruto.formato') : 1;
}

const count = async (db: Database, sql: string) => Number((await db.rows(sql))[0]?.n ?? 0);
