import { randomBytes } from 'node:crypto';
import { publishedTables } from '../../pipeline/disclosure/tables.ts';
import { Database } from '../../pipeline/merge/database.ts';
import { loadSubmissions, mergeSubmissions } from '../../pipeline/merge/merge.ts';
import { readSubmission, type Submission } from '../../pipeline/submission.ts';
import { tablesOnDemand } from './tables-on-demand.ts';

export interface NamedBytes {
  name: string;
  bytes: Uint8Array;
}

/** Workbooks as they are read; one that several batches hold is read once. */
export const asSubmissions = (workbooks: readonly NamedBytes[]): Promise<Submission[]> =>
  Promise.all(
    workbooks.map((workbook) => {
      const known = read.get(workbook) ?? readSubmission(workbook.name, workbook.bytes);
      read.set(workbook, known);
      return known;
    }),
  );
const read = new WeakMap<NamedBytes, Promise<Submission>>();

/** One office's salt: documents of several merges are recognised. */
export const salt = randomBytes(32);

/** Merges batches one after the other in memory and gives the database to look at. */
export async function merged<T>(
  batches: readonly (readonly NamedBytes[])[],
  look: (db: Database) => Promise<T>,
): Promise<T> {
  const db = await mergedDatabase(batches);
  try {
    return await look(db);
  } finally {
    db.close();
  }
}

/** The same, left open. Tables are made when a question names them: most questions need few. */
export async function mergedDatabase(batches: readonly (readonly NamedBytes[])[]): Promise<Database> {
  const db = await smallDatabase();
  for (const batch of batches) await loadSubmissions(db, await asSubmissions(batch), { salt });
  return tablesOnDemand(db);
}

/** A merge with all its tables, checks and history. */
export async function wholeDatabase(batches: readonly (readonly NamedBytes[])[]): Promise<Database> {
  const db = await smallDatabase();
  for (const batch of batches) await mergeSubmissions(db, await asSubmissions(batch), { salt });
  return db;
}

/** In memory; little data, and other tests beside it. */
async function smallDatabase(): Promise<Database> {
  const db = await Database.open(':memory:');
  await db.run('set threads = 1');
  return db;
}

/** Every published table as rows, without file names and hashes of bytes. */
export async function tablesOf(db: Database): Promise<Record<string, string[]>> {
  const tables: Record<string, string[]> = {};
  for (const { name, schema, table } of publishedTables) {
    const rows = await db
      .rows(`select * exclude (entrega_id), entrega_id from ${schema}.${table}`)
      .catch(() => db.rows(`select * from ${schema}.${table}`));
    tables[name] = rows.map(({ archivo: _file, sha256: _hash, ...row }) => JSON.stringify(row)).sort();
  }
  return tables;
}
