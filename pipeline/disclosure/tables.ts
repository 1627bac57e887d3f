import { sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { models, submissionsModel } from '../merge/models.ts';
import { declarations } from './declared.ts';

/** A table as it is published: its name outside, where it stands in the database. */
export interface PublishedTable {
  name: string;
  schema: string;
  table: string;
}

/** The consolidated tables, headlines first. */
const consolidatedTables: readonly PublishedTable[] = [submissionsModel, ...models]
  .filter(({ schema }) => schema === 'consolidado')
  .map(({ name }) => ({ name, schema: 'consolidado', table: name }));

/** One typed table for each sheet definition. */
export const sheetTables: readonly PublishedTable[] = sheetDefinitions.map(({ table }) => ({
  name: `limpio_${table}`,
  schema: 'limpio',
  table,
}));

export const publishedTables: readonly PublishedTable[] = [...consolidatedTables, ...sheetTables];

/** The tables that are published; `makePublished` makes them under their names. */
export const publicTables: readonly PublishedTable[] = publishedTables.filter(({ name }) => {
  const disclose = declarations.get(name)?.disclose ?? null;
  return disclose !== null && disclose !== 'office';
});

/** Catalogue that holds the tables as they are published. */
export const PUBLISHED = 'publicado';
