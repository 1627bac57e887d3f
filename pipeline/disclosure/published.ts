import { writeFileSync } from 'node:fs';
import { quoted, sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import type { Database, TableColumn } from '../merge/database.ts';
import { columnsHidden, type HiddenColumn } from '../merge/model.ts';
import { models } from '../merge/models.ts';
import { type ColumnKind, type Declaration, declarations, peopleInRows } from './declared.ts';
import { type Description, emptyPublication, makeViewOf } from './empty-publication.ts';
import { indicatorLines, wideLines } from './lines.ts';
import { hideComponents, PROCEDURES } from './procedures.ts';
import { rowsWithPeople, same } from './sql.ts';
import { findHidden } from './suppress.ts';
import { PUBLISHED, type PublishedTable, publicTables } from './tables.ts';

/** A file for the published tables. */
export interface PublishedFile {
  path: string;
  described: Description;
}

/**
 * Makes the tables as they are published, in a catalogue of their own: without rows that stand for one person, without
 * counts of fewer than five people or what would give them away, and without what no declaration allows. What is hidden in
 * a row is named in `suprimido`.
 * @param file of the catalogue, whole once the catalogue is detached; null keeps it in memory
 * @throws in tests, where a table or column is not declared; in use it is left out
 */
export async function makePublished(db: Database, file: PublishedFile | null = null): Promise<void> {
  await findHidden(db);
  await db.run(`
    create or replace temp table filas_ocultas as
    select entrega_id, hoja, fila, list(expresion) as expresiones from celdas_ocultas group by all`);
  const queries = new Map<PublishedTable, string>();
  for (const table of publicTables) queries.set(table, told(table, await db.columns(table.schema, table.table)));
  if (file) writeFileSync(file.path, await emptyPublication(db, queries, file.described));
  await db.run(`attach ${quoted(file?.path ?? ':memory:')} as ${PUBLISHED}`);
  await db.transaction(async () => {
    for (const [{ name, schema, table }, query] of queries) {
      const target = `${PUBLISHED}.${name}`;
      const empty = db.isEmpty(`${schema}.${table}`);
      if (file) await (empty ? db.leaveEmpty(target) : db.fill(target, query));
      else {
        await (empty ? db.makeEmpty(target, query) : db.make(target, query));
        await makeViewOf(db, name);
      }
    }
  });
  await db.learnShapes();
  await hideComponents(db);
}

interface Declared extends TableColumn {
  kind: ColumnKind | null;
}

/** What is told of a table, as SQL. */
export function told(table: PublishedTable, columns: readonly TableColumn[]): string {
  const declaration = declarations.get(table.name);
  const declared = columns.map(
    (column): Declared => ({ ...column, kind: declaration?.kindOf(column.name, column.type) ?? null }),
  );
  const out = declared
    .filter(({ kind }) => kind === null || kind === 'identity' || !fits(kind, declaration))
    .map(({ name }) => name);
  const undeclared = declared.filter(({ kind }) => kind === null || (kind !== 'identity' && !fits(kind, declaration)));
  if (undeclared.length > 0) refuseInTests(`${table.name}: ${undeclared.map(({ name }) => name).join(', ')}`);
  const source = `${table.schema}.${table.table}`;
  const isOfSubmission = columns.some(({ name }) => name === 'entrega_id');
  const replaced = declared.flatMap(({ name, kind }) =>
    // How somebody called a file, and where it lies, is nobody's business: people put names and documents into it.
    kind === 'file' ? [`${isOfSubmission ? 'entrega_id' : 'null::varchar'} as ${name}`] : [],
  );
  // Nothing is left of it.
  if (out.length === columns.length) return 'select null as nada where false';
  const whole = WAYS[declaration?.disclose ?? 'open'](table, source, declared);
  if (replaced.length === 0 && out.length === 0) return whole;
  const exclude = out.length > 0 ? ` exclude (${out.join(', ')})` : '';
  const replace = replaced.length > 0 ? ` replace (${replaced.join(', ')})` : '';
  return `select *${exclude}${replace} from (${whole})`;
}

/** Numbers of people stand only in tables that say how they are hidden. */
const fits = (kind: ColumnKind, declaration: Declaration | undefined) =>
  kind !== 'people' || (declaration?.disclose ?? 'open') !== 'open';

function refuseInTests(what: string): void {
  if (process.env.NODE_ENV === 'test')
    throw new Error(`published without a declaration of what it is (see pipeline/disclosure/declared.ts): ${what}`);
}

type Way = (table: PublishedTable, source: string, columns: readonly Declared[]) => string;

const WAYS: Readonly<Record<'rows' | 'lines' | 'wide' | 'own' | 'open' | 'office', Way>> = {
  rows: ({ name }, source, columns) => rows(name, source, columns),
  lines: ({ name }, source) => indicatorLines(name, source),
  // Made of the long table as it is published, which comes before it.
  wide: ({ name }) => wideLines(name),
  own: ({ name }, source) => (PROCEDURES[name] ?? nothing)(source),
  open: (_, source) => `from ${source}`,
  office: (_, source) => nothing(source),
};

const nothing = (source: string) => `select * from ${source} where false`;

/** What rows are called is told; other texts of a row in which something is hidden often say the figure. */
const NAMES = new Set(sheetDefinitions.flatMap(({ nameColumn }) => nameColumn ?? []));

function rows(name: string, source: string, columns: readonly Declared[]): string {
  const inRow = (column: string) => columns.some((one) => one.name === column);
  if (!['entrega_id', 'hoja', 'fila'].every(inRow)) {
    refuseInTests(`${name} has rows of no sheet`);
    return nothing(source);
  }
  const hidden: HiddenColumn[] = [
    ...columns.filter((column) => peopleInRows.has(column.name)).map((column) => same(column.name)),
    ...models.filter((model) => model.name === name).flatMap(columnsHidden),
    ...workedOut(name),
  ];
  if (hidden.length === 0) return `from ${source}`;
  const texts = columns
    .filter((column) => column.kind === 'text' && !NAMES.has(column.name))
    .map(
      (column) =>
        `if(o.fila is null or not regexp_matches(coalesce(t.${column.name}, ''), '[0-9]'), t.${column.name}, null) as ${column.name}`,
    );
  return rowsWithPeople(source, hidden, texts);
}

/** Columns of a sheet that are worked out from a number of people of the row. */
const workedOut = (name: string): HiddenColumn[] =>
  sheetDefinitions
    .filter(({ table }) => name === `limpio_${table}`)
    .flatMap(({ columns }) =>
      columns.flatMap(({ key, fromPeople }) =>
        fromPeople ? [{ column: key, expression: fromPeople, baseline: false, where: null }] : [],
      ),
    );
