import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import type { Database } from '../merge/database.ts';
import { keepPrepared, prepared, preparedName } from '../merge/prepared.ts';
import { cellsOfFigures } from './sentences.ts';
import { PUBLISHED, type PublishedTable } from './tables.ts';

/** What is said of published tables in their file. */
export interface Description {
  /** Tells it from others: its language. */
  id: string;
  /** Statements that say it, once the tables are there. */
  statements: (db: Database) => Promise<string[]>;
}

/**
 * A file with all published tables, described, and no row in any. To make and describe the tables takes longer than to
 * fill them, as long as there is little; what was made once serves again.
 * @param queries what each table is made of
 */
export async function emptyPublication(
  db: Database,
  queries: ReadonlyMap<PublishedTable, string>,
  described: Description,
): Promise<Buffer> {
  const parts = [...queries].flatMap(([{ name }, query]) => [name, query]).concat(cellsOfFigures.sql);
  const name = preparedName('publication', described.id, ...parts);
  return prepared(name) ?? keepPrepared(name, await make(db, queries, described));
}

/** Makes the view over a published table, where there is one: later tables are made of it. */
export async function makeViewOf(db: Database, table: string): Promise<void> {
  if (table === 'procedencia') await db.run(`create view ${PUBLISHED}.${cellsOfFigures.name} as ${cellsOfFigures.sql}`);
}

async function make(
  db: Database,
  queries: ReadonlyMap<PublishedTable, string>,
  { statements }: Description,
): Promise<Buffer> {
  const folder = mkdtempSync(join(tmpdir(), 'quipu-'));
  try {
    const file = join(folder, 'quipu.duckdb');
    await db.run(`attach ${quoted(file)} as ${PUBLISHED} (block_size 16384)`);
    try {
      await db.transaction(async () => {
        for (const [{ name }, query] of queries) {
          await db.makeEmpty(`${PUBLISHED}.${name}`, `select * from (${query}) limit 0`);
          await makeViewOf(db, name);
        }
        await db.describe(await statements(db));
      });
    } finally {
      await db.run(`detach ${PUBLISHED}`);
    }
    return readFileSync(file);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
