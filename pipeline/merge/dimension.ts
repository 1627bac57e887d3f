import type { Cell, Database } from './database.ts';

/** Makes a table of texts in `intermedio` from rows of the definitions. */
export async function dimension(
  db: Database,
  name: string,
  columns: readonly string[],
  rows: readonly (readonly Cell[])[],
): Promise<void> {
  const typed = columns.map((column) => ({ name: column, type: 'VARCHAR' }));
  await db.run(
    `create or replace table intermedio.${name} (${columns.map((column) => `${column} varchar`).join(', ')})`,
  );
  await db.append(
    'intermedio',
    name,
    typed,
    columns.map((_, index) => rows.map((row) => row[index] ?? null)),
  );
}
