import { sheetDefinitions } from '../../sheets-templates/build/to-sql.ts';
import type { Database, TableColumn } from '../merge/database.ts';
import { models, submissionsModel } from '../merge/models.ts';

/** A table as it is published: its name outside, where it stands in the database. */
export interface PublishedTable {
  name: string;
  schema: string;
  table: string;
}

/** The consolidated tables, headlines first. */
export const consolidatedTables: readonly PublishedTable[] = [submissionsModel, ...models]
  .filter(({ schema }) => schema === 'consolidado')
  .map(({ name }) => ({ name, schema: 'consolidado', table: name }));

/** One typed table for each sheet definition. */
export const sheetTables: readonly PublishedTable[] = sheetDefinitions.map(({ table }) => ({
  name: `limpio_${table}`,
  schema: 'limpio',
  table,
}));

export const publishedTables: readonly PublishedTable[] = [...consolidatedTables, ...sheetTables];

export async function columnsOf(db: Database, { schema, table }: PublishedTable): Promise<TableColumn[]> {
  return db.columns(schema, table);
}
