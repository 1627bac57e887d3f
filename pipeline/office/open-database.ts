import { existsSync } from 'node:fs';
import { text } from '../../sheets-templates/define.ts';
import { Failure } from '../failure.ts';
import { Database } from '../merge/database.ts';

/**
 * Opens the office's database to look at it. A merge works on a copy and puts it in this one's place, so that nobody
 * waits for the other.
 * @throws Failure when there is none, or it is no database of ours
 */
export async function lookInto<T>(path: string, look: (db: Database) => Promise<T>): Promise<T> {
  if (!existsSync(path))
    throw new Failure(
      text(
        `No existe la base de datos ${path}. Se hace con quipu merge … --db ${path}.`,
        `There is no database ${path}. It is made by quipu merge … --db ${path}.`,
      ),
      2,
    );
  const db = await open(path);
  try {
    return await look(db);
  } finally {
    db.close();
  }
}

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
  throw new Failure(
    text(
      `${path} no es una base de datos de Quipu, o se hizo con otra versión. Hágala de nuevo con quipu merge … --db ${path}.`,
      `${path} is not a Quipu database, or another version made it. Make it again with quipu merge … --db ${path}.`,
    ),
    2,
  );
}
