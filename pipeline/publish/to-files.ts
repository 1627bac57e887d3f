import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { identifier, quoted } from '../../sheets-templates/emit/to-sql.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import type { Description } from '../disclosure/empty-publication.ts';
import { cellsOfFigures } from '../disclosure/sentences.ts';
import { PUBLISHED, publicTables } from '../disclosure/tables.ts';
import type { Database, TableColumn } from '../merge/database.ts';
import { keepPrepared, prepared, preparedName } from '../merge/prepared.ts';
import { describeColumn } from './columns.ts';
import { titleOf } from './titles.ts';

/** How CSV files are written: for programs, or for an Excel of Spanish-speaking countries. */
export type CsvDialect = 'standard' | 'excel-es';

/**
 * Writes every table as Parquet and as CSV (UTF-8) into a folder, and the query that gives the cells of each figure; returns
 * the file names.
 */
export async function toFiles(db: Database, folder: string, dialect: CsvDialect = 'standard'): Promise<string[]> {
  const written: string[] = [];
  for (const { name } of publicTables) {
    const columns = await db.columns(PUBLISHED, name);
    await toParquet(db, name, columns, join(folder, `${name}.parquet`));
    const file = join(folder, `${name}.csv`);
    const delimiter = dialect === 'excel-es' ? ';' : ',';
    if (db.isEmpty(`${PUBLISHED}.${name}`))
      writeFileSync(file, `${columns.map((column) => column.name).join(delimiter)}\n`);
    else await db.run(`copy (${asText(name, columns, dialect)}) to ${quoted(file)} (header, delimiter '${delimiter}')`);
    // Without the mark Excel takes UTF-8 for the code page of the machine.
    if (dialect === 'excel-es') writeFileSync(file, Buffer.concat([Buffer.from('\uFEFF'), readFileSync(file)]));
    written.push(`${name}.parquet`, `${name}.csv`);
  }
  const question = `${cellsOfFigures.name}.sql`;
  writeFileSync(
    join(folder, question),
    cellsOfFigures.sql.replaceAll(/\bfrom procedencia\b/g, `from ${quoted('procedencia.parquet')}`),
  );
  return [...written, question];
}

/** An empty table gives the same file each time. */
async function toParquet(db: Database, name: string, columns: readonly TableColumn[], file: string): Promise<void> {
  const options = `(format parquet, kv_metadata ${metadata(name, columns)})`;
  const isEmpty = db.isEmpty(`${PUBLISHED}.${name}`);
  const same = preparedName('parquet', options, JSON.stringify(columns));
  const made = isEmpty ? prepared(same) : null;
  if (made) return writeFileSync(file, made);
  await db.run(`copy ${PUBLISHED}.${name} to ${quoted(file)} ${options}`);
  if (isEmpty) keepPrepared(same, readFileSync(file));
}

/** What a table and its columns are travels in the Parquet file. */
function metadata(table: string, columns: readonly TableColumn[]): string {
  const told = columns.map(({ name }) => [name, describeColumn(table, name)] as const);
  const title = titleOf(table);
  const facts = {
    title_es: title.es,
    title_en: title.en,
    columns: JSON.stringify(
      Object.fromEntries(
        told.flatMap(([name, said]) =>
          said ? [[name, { es: said.label.es, en: said.label.en, ...(said.unit && { unit: said.unit }) }]] : [],
        ),
      ),
    ),
  };
  return `{${Object.entries(facts)
    .map(([key, value]) => `${key}: ${quoted(value)}`)
    .join(', ')}}`;
}

/** Text that a spreadsheet would take for a formula gets an apostrophe in front; decimals as the dialect has them. */
function asText(table: string, columns: readonly TableColumn[], dialect: CsvDialect): string {
  const selected = columns.map(({ name, type }) => {
    const column = identifier(name);
    if (type === 'VARCHAR' || type === 'JSON')
      return `case when regexp_matches(${column}, '^[=+@\\t\\r＝＋－＠-]') then '''' || ${column} else ${column} end as ${column}`;
    if (type === 'DOUBLE' && dialect === 'excel-es') return `replace(${column}::varchar, '.', ',') as ${column}`;
    return column;
  });
  return `select ${selected.join(', ')} from ${PUBLISHED}.${table}`;
}

/** What each published table and column is, so that DuckDB tells it to whoever asks. */
export const descriptionIn = (lang: Lang): Description => ({
  id: lang,
  statements: async (db) => {
    const statements: string[] = [];
    for (const { name } of publicTables) {
      const table = `${PUBLISHED}.main.${name}`;
      statements.push(`comment on table ${table} is ${quoted(titleOf(name)[lang])};`);
      for (const column of await db.columns(PUBLISHED, name)) {
        const said = describeColumn(name, column.name);
        if (!said) continue;
        const unit = said.unit ? ` (${unitIn(said.unit, lang)})` : '';
        const help = said.help ? `. ${said.help[lang]}` : '';
        statements.push(
          `comment on column ${table}.${identifier(column.name)} is ${quoted(said.label[lang] + unit + help)};`,
        );
      }
    }
    return statements;
  },
});
