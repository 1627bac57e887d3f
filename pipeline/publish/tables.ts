import { sheetDefinitions } from '../../sheets-templates/build/to-sql.ts';
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

/** Tables of which each row is a person: without a name still about somebody. They stay in the office's database. */
const ABOUT_ONE_PERSON: ReadonlySet<string> = new Set([
  'dim_formador',
  'co_formadores_red',
  'limpio_formadores',
  'limpio_asistencia',
]);

/** The tables that are published; `makePublished` makes them under their names. */
export const publicTables = publishedTables.filter(({ name }) => !ABOUT_ONE_PERSON.has(name));

/** Catalogue that holds the tables as they are published. */
export const PUBLISHED = 'publicado';
