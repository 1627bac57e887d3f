import type { Cell, Database, TableColumn } from './database.ts';

/** Makes a table of texts in `intermedio` from rows of the definitions. */
export async function dimension(
  db: Database,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  await typedDimension(
    db,
    name,
    columns.map((column) => ({ name: column, type: 'VARCHAR' })),
    rows,
  );
}

/** The same with columns of other types. */
export async function typedDimension(
  db: Database,
  name: string,
  columns: readonly TableColumn[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const list = columns.map(({ name: column, type }) => `${column} ${type}`).join(', ');
  await db.run(`create or replace table intermedio.${name} (${list})`);
  await db.append(
    'intermedio',
    name,
    columns,
    columns.map((_, at) => rows.map((row) => row[at] ?? null)),
  );
}
