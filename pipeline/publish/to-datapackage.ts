import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { unitIn } from '../../sheets-templates/indicators/units.ts';
import { PUBLISHED, publicTables } from '../disclosure/tables.ts';
import type { Database, TableColumn } from '../merge/database.ts';
import { keyOf, neverNull, referencesOf } from '../merge/model.ts';
import { models } from '../merge/models.ts';
import { VERSION } from '../version.ts';
import { describeColumn } from './columns.ts';
import { titleOf } from './titles.ts';
import type { CsvDialect } from './to-files.ts';

/** What a Data Package is made of besides the tables. */
interface PackageFacts {
  lang: Lang;
  dialect: CsvDialect;
  now: Date;
  /** Files written before, as paths from the folder. */
  written: readonly string[];
}

/**
 * A title, a Table Schema and the facts of the file for each table: a Data Package (version 1 of the standard). Files that are
 * no CSV stand under `files`, a property of ours: validators would take them for tables.
 */
export async function toDataPackage(
  db: Database,
  folder: string,
  { lang, dialect, now, written }: PackageFacts,
): Promise<object> {
  const resources = [];
  for (const { name } of publicTables) {
    resources.push({
      name: name.replaceAll('_', '-'),
      path: `tables/${name}.csv`,
      profile: 'tabular-data-resource',
      title: titleOf(name)[lang],
      format: 'csv',
      mediatype: 'text/csv',
      encoding: 'utf-8',
      ...factsOfFile(join(folder, 'tables', `${name}.csv`)),
      dialect: { delimiter: dialect === 'excel-es' ? ';' : ',', doubleQuote: true, header: true },
      schema: await tableSchema(db, name, lang, dialect),
    });
  }
  return {
    profile: 'tabular-data-package',
    name: 'quipu',
    title: lang === 'es' ? 'Cifras consolidadas' : 'Consolidated figures',
    description:
      lang === 'es'
        ? 'Tablas que publica Quipu: indicadores, filas, cobertura, calidad y procedencia. Las mismas están en Parquet junto a cada CSV. Las cifras de menos de 5 personas no se publican.'
        : 'Tables that Quipu publishes: indicators, rows, coverage, quality and provenance. The same stand in Parquet beside each CSV. Counts of fewer than 5 people are not published.',
    version: VERSION,
    created: now.toISOString(),
    resources,
    files: written.filter((path) => !path.endsWith('.csv')).map((path) => otherFile(folder, path)),
  };
}

function factsOfFile(path: string): { bytes: number; hash: string } {
  const content = readFileSync(path);
  return { bytes: content.length, hash: `sha256:${createHash('sha256').update(content).digest('hex')}` };
}

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  '.duckdb': 'application/vnd.duckdb',
  '.html': 'text/html',
  '.sql': 'application/sql',
  '.parquet': 'application/vnd.apache.parquet',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

function otherFile(folder: string, path: string): object {
  const mediatype = MEDIA_TYPES[extname(path)];
  return {
    path,
    ...(mediatype && { mediatype }),
    // The database is still open, and is completed when it is closed.
    ...(path.endsWith('.duckdb') ? {} : factsOfFile(join(folder, path))),
  };
}

/** Table Schema of a published table. */
export async function tableSchema(db: Database, table: string, lang: Lang, dialect: CsvDialect = 'standard') {
  const model = models.find(({ name }) => name === table);
  const columns = await db.columns(PUBLISHED, table);
  // Where a part of the key may be empty («all»), CSV cannot tell it from missing.
  const key = model && !levels.test(table) && neverNull(model).length === keyOf(model).length ? keyOf(model) : [];
  const foreign = (model ? referencesOf(model) : []).flatMap(({ column, table: target }) => {
    const resource = target.split('.')[1] ?? '';
    return !levels.test(table) && publicTables.some(({ name }) => name === resource)
      ? [{ fields: column, reference: { resource: resource.replaceAll('_', '-'), fields: column } }]
      : [];
  });
  return {
    fields: columns.map((column) => field(table, column, lang, dialect)),
    missingValues: [''],
    ...(key.length > 0 && { primaryKey: key }),
    ...(foreign.length > 0 && { foreignKeys: foreign }),
  };
}

/** Tables with lines of several levels, in which an empty dimension means all. */
const levels =
  /_(indicadores|resultados|ancho|deficits|resumen)$|^(conteo_unico|doble_conteo|procedencia|contradicciones|metas|evolucion)$/;

const TYPES: Readonly<Record<string, object>> = {
  BIGINT: { type: 'integer' },
  INTEGER: { type: 'integer' },
  DOUBLE: { type: 'number' },
  DATE: { type: 'date' },
  BOOLEAN: { type: 'boolean', trueValues: ['true'], falseValues: ['false'] },
};

function field(table: string, { name, type }: TableColumn, lang: Lang, dialect: CsvDialect) {
  const said = describeColumn(table, name);
  return {
    name,
    ...(said && { title: said.label[lang] }),
    ...(said?.help && { description: said.help[lang] }),
    ...(said?.unit && { unit: unitIn(said.unit, lang) }),
    ...(TYPES[type] ?? { type: 'string' }),
    ...(type === 'DOUBLE' && dialect === 'excel-es' && { decimalChar: ',' }),
  };
}
