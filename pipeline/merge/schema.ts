import { rules } from '../../sheets-templates/checks/index.ts';
import { codeLists } from '../../sheets-templates/code-lists/index.ts';
import { countries } from '../../sheets-templates/countries/index.ts';
import type { Sheet } from '../../sheets-templates/define/template.ts';
import {
  commentTable,
  createTable,
  identifier,
  rawTable,
  sheetDefinitions,
  storedColumns,
} from '../../sheets-templates/emit/to-sql.ts';
import { indicators } from '../../sheets-templates/indicators/index.ts';
import { loadContext } from './context.ts';
import type { Database, TableColumn } from './database.ts';
import { dimension } from './dimension.ts';
import functions from './functions.sql';
import { loadHeadlines } from './headlines.ts';
import { contributionColumns } from './history.ts';
import {
  allowedColumns,
  auditColumns,
  cellColumns,
  confirmedColumns,
  contextColumns,
  decisionColumns,
  expectedColumns,
  findingColumns,
  fingerprintColumns,
  handedOutColumns,
  mergeColumns,
  periodColumns,
  programmeColumns,
  publicationColumns,
  rateColumns,
  receivedColumns,
} from './received-columns.ts';
import { referenceTable } from './reference.ts';

/** Of the tables of what was received. A newer one is refused, an older one is brought up to it. */
export const FORMAT = 2;

/** Tables that no workbook fills: what the office decided and what happened. They outlive a rebuild. */
export const officeTables: readonly { name: string; columns: readonly TableColumn[] }[] = [
  { name: 'esperadas', columns: expectedColumns },
  { name: 'decisiones', columns: decisionColumns },
  { name: 'permitidas', columns: allowedColumns },
  { name: 'confirmadas', columns: confirmedColumns },
  { name: 'tasas', columns: rateColumns },
  { name: 'contexto', columns: contextColumns },
  { name: 'publicadas', columns: publicationColumns },
  { name: 'programas', columns: programmeColumns },
  { name: 'periodos', columns: periodColumns },
  { name: 'publicaciones', columns: handedOutColumns },
  { name: 'bitacora', columns: auditColumns },
  // What changed the totals and when is history: it is not worked out again.
  { name: 'fusiones', columns: mergeColumns },
  { name: 'aportes', columns: contributionColumns },
];

const ddl = (table: string, columns: readonly TableColumn[]) =>
  `create table if not exists ${table} (${columns.map(({ name, type }) => `${name} ${type}`).join(', ')});`;

/** Whether a table of what was received or decided is there: a database of an earlier version has fewer. */
export const hasTable = async (db: Database, name: string): Promise<boolean> =>
  (await db.rows("select 1 as ok from duckdb_tables() where schema_name = 'bruto' and table_name = ?", [name])).length >
  0;

/** Makes the tables of the office where they are not there yet: a database of an earlier version has fewer. */
export const prepareOfficeTables = (db: Database): Promise<void> =>
  db.run(officeTables.map(({ name, columns }) => ddl(`bruto.${name}`, columns)).join('\n'));

/** Drops what is worked out, to be made anew: an older version had other tables, or tables where there are views now. */
export async function dropDerived(db: Database): Promise<void> {
  if (db.isNew) return;
  for (const schema of ['consolidado', 'intermedio', 'limpio']) await db.run(`drop schema if exists ${schema} cascade`);
}

/** Makes the layers, the tables of what was received and the dimensions that come from the definitions. */
export async function prepareSchema(db: Database): Promise<void> {
  const known = await receivedTables(db);
  const statements = [
    ...['bruto', 'limpio', 'intermedio', 'consolidado'].map((schema) => `create schema if not exists ${schema};`),
    ddl('bruto.recibidas', receivedColumns),
    ddl('bruto.celdas', cellColumns),
    ddl('bruto.hallazgos', findingColumns),
    ddl('bruto.huellas', fingerprintColumns),
    ...officeTables.map(({ name, columns }) => ddl(`bruto.${name}`, columns)),
    'create table if not exists bruto.formato (version integer);',
    `delete from bruto.formato; insert into bruto.formato values (${FORMAT});`,
  ];
  // A database of an earlier version has fewer columns; what it lacks is unknown.
  for (const [table, columns] of [
    ['hallazgos', findingColumns],
    ['recibidas', receivedColumns],
    ['huellas', fingerprintColumns],
    ['tasas', rateColumns],
  ] as const) {
    const there = known.get(table);
    for (const { name, type } of columns)
      if (there && !there.has(name)) statements.push(`alter table bruto.${table} add column ${name} ${type};`);
    if (table === 'hallazgos' && there && !there.has('cuesta')) statements.push(ROWS_KEPT_OUT);
  }
  for (const sheet of sheetDefinitions) statements.push(...broughtUp(sheet, known.get(sheet.table)));
  const sheets = sheetDefinitions.filter(({ table }) => !known.has(table));
  for (const sheet of sheets) statements.push(createTable('bruto', sheet));
  await db.run([...statements, functions].join('\n'));
  db.noteBare(sheets.map(({ table }) => `bruto.${table}`));
  // Comments take longer than all tables; in memory nobody reads them.
  if (db.kept) await db.describe(sheets.map((sheet) => commentTable('bruto', sheet)));
  await dimension(
    db,
    'dim_indicador',
    ['indicador', 'es', 'en', 'area', 'unidad', 'tipo', 'aditividad'],
    indicators.map((item) => [item.code, item.es, item.en, item.area, item.unit, item.kind, item.additivity]),
  );
  await dimension(db, 'dim_ficha', ...referenceTable());
  await dimension(
    db,
    'dim_pais',
    ['pais', 'moneda', 'decimal'],
    countries.map((item) => [item.code, item.currency, item.decimal]),
  );
  await loadLists(db);
  await dimension(
    db,
    'dim_regla',
    ['codigo', 'severidad', 'mensaje_es', 'mensaje_en', 'accion_es', 'accion_en'],
    rules.map(({ id, severity, message, hint }) => [id, severity, message.es, message.en, hint.es, hint.en]),
  );
  await loadHeadlines(db);
  await loadContext(db);
}

/** In an earlier version every error in a row kept the whole row out. */
const ROWS_KEPT_OUT = `update bruto.hallazgos set cuesta = 'fila'
  where severidad = 'error' and fila is not null and codigo not in (${rules
    .filter(({ costs }) => costs === 'nothing')
    .map(({ id }) => `'${id}'`)
    .join(', ')});`;

/** Rows are loaded by the place of their columns: a table of an earlier version is made anew in today's order. */
function broughtUp(sheet: Sheet, there: ReadonlySet<string> | undefined): string[] {
  const columns = rawTable(sheet);
  if (!there || [...there].join() === columns.map(({ name }) => name).join()) return [];
  const kept = columns.map(({ name, type }) =>
    there.has(name) ? identifier(name) : `null::${type} as ${identifier(name)}`,
  );
  return [`create or replace table bruto.${sheet.table} as select ${kept.join(', ')} from bruto.${sheet.table};`];
}

/** Tables of what was received that are there, with their columns in order. */
async function receivedTables(db: Database): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  if (db.isNew) return new Map();
  const rows = await db.rows(
    "select table_name, column_name from duckdb_columns() where schema_name = 'bruto' and database_name = current_database() order by table_name, column_index",
  );
  const tables = new Map<string, Set<string>>();
  for (const row of rows) {
    const name = String(row.table_name);
    tables.set(name, (tables.get(name) ?? new Set()).add(String(row.column_name)));
  }
  return tables;
}

/** Code lists, and which columns of each sheet are required or add up. */
async function loadLists(db: Database): Promise<void> {
  const said = (value: unknown) => (value === null || value === undefined ? null : String(value));
  await dimension(
    db,
    'dim_lista',
    ['lista', 'codigo', 'es', 'en', 'padre', 'peso', 'ciiu'],
    codeLists.flatMap(({ id, items }) =>
      items.map(({ code, es, en, parent, more }) => [
        id,
        code,
        es,
        en,
        parent ?? null,
        said(more?.weight),
        said(more?.isic),
      ]),
    ),
  );
  await db.run('alter table intermedio.dim_lista alter peso type double');
  const stored = sheetDefinitions.flatMap((sheet) => storedColumns(sheet).map((column) => ({ sheet, column })));
  await dimension(
    db,
    'dim_columna',
    ['hoja_id', 'columna'],
    stored
      .filter(({ column }) => column.required.kind === 'always' && !column.computed)
      .map(({ sheet, column }) => [sheet.id, column.key]),
  );
  await dimension(
    db,
    'dim_suma',
    ['hoja_id', 'total', 'parte'],
    stored.flatMap(({ sheet, column }) => (column.sumOf ?? []).map((part) => [sheet.id, column.key, part])),
  );
}
