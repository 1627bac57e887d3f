import { join } from 'node:path';
import type { Database } from '../merge/database.ts';
import { PUBLISHED, publicTables } from './tables.ts';

const literal = (path: string) => `'${path.replace(/'/g, "''")}'`;
const quote = (name: string) => `"${name.replace(/"/g, '""')}"`;

/** Writes every table as Parquet and as CSV (UTF-8) into a folder; returns the file names. */
export async function toFiles(db: Database, folder: string): Promise<string[]> {
  const written: string[] = [];
  for (const { name } of publicTables) {
    await db.run(`copy ${PUBLISHED}.${name} to ${literal(join(folder, `${name}.parquet`))} (format parquet)`);
    await db.run(`copy (${await asText(db, name)}) to ${literal(join(folder, `${name}.csv`))} (header, delimiter ',')`);
    written.push(`${name}.parquet`, `${name}.csv`);
  }
  return written;
}

/** Text that a spreadsheet would take for a formula gets an apostrophe in front. */
async function asText(db: Database, table: string): Promise<string> {
  const columns = await db.columns(PUBLISHED, table);
  const selected = columns.map(({ name, type }) =>
    type === 'VARCHAR'
      ? `case when regexp_matches(${quote(name)}, '^[=+@\\t\\r-]') then '''' || ${quote(name)} else ${quote(name)} end as ${quote(name)}`
      : quote(name),
  );
  return `select ${selected.join(', ')} from ${PUBLISHED}.${table}`;
}
