import { publishedTables } from '../disclosure/tables.ts';
import { Database } from '../merge/database.ts';
import { mergeSubmissions } from '../merge/merge.ts';

/** DDL of the output tables, read from a database in which nothing was merged: it cannot differ from the models. */
export async function outputDdl(): Promise<string> {
  const db = await Database.open(':memory:');
  try {
    await mergeSubmissions(db, []);
    const statements: string[] = [];
    for (const { schema, table } of publishedTables) {
      const columns = await db.columns(schema, table);
      statements.push(
        `create table ${schema}.${table} (\n${columns.map(({ name, type }) => `  "${name}" ${type}`).join(',\n')}\n);`,
      );
    }
    return statements.join('\n\n');
  } finally {
    db.close();
  }
}
