import { quoted, sheetDefinitions } from '../../sheets-templates/emit/to-sql.ts';
import { countBySeverity, leftOutOf } from '../../sheets-templates/issues.ts';
import { hex, type Submission, weightIn } from '../submission.ts';
import { VERSION } from '../version.ts';
import { LAKE_FORMAT, type Lake, type LakeBook, markOfSalt, type Part } from './lake.ts';
import { type Entry, factsOf, loadEntries } from './load.ts';
import { prepareSchema } from './schema.ts';

/** A workbook that was read and checked, with its bytes; none where nothing could be read. */
export interface ToStage {
  submission: Submission;
  /** The message that brought it. */
  letter: LakeBook['letter'];
  parts: readonly { name: string | null; bytes: Buffer }[];
}

/** Tables of what was received that are filled from workbooks alone. */
export const STAGED_TABLES: readonly string[] = [
  'recibidas',
  'hallazgos',
  'huellas',
  'celdas',
  ...sheetDefinitions.map(({ table }) => table),
];

/** By what the rows are laid apart; names that no sheet's column has. */
const APART = `coalesce(r.plantilla, '-') as entrega_plantilla, coalesce(r.pais, '-') as entrega_pais,
  coalesce(r.periodo, '-') as entrega_periodo`;

/**
 * Writes a part: the rows of some workbooks as every merge has them, with the cells that they come from, and the files.
 * The same workbooks give the same part, which takes the place of the one before.
 */
export async function stagePart(lake: Lake, books: readonly ToStage[]): Promise<Part> {
  const { db, salt } = lake;
  await db.run('drop schema if exists bruto cascade');
  await prepareSchema(db);
  const entries = books.map(({ submission }): Entry => {
    const state = submission.fatal ? 'rechazada' : 'aceptada';
    return { id: submission.sha256, state, submission, issues: submission.issues };
  });
  await loadEntries(db, entries, salt, { day: null, merge: 0 });
  await db.findEmpty(STAGED_TABLES.map((table) => `bruto.${table}`));
  const id = hex([VERSION, markOfSalt(salt), ...entries.map(({ id }) => id).sort()].join('\n')).slice(0, 16);
  const files: Record<string, string[]> = {};
  for (const table of STAGED_TABLES) {
    const written = await writeTable(lake, table, id);
    if (written.length > 0) files[table] = written;
  }
  const originals = await writeOriginals(lake, books, id);
  if (originals) files.originales = [originals];
  const all = Object.values(files).flat();
  const hashes = await lake.hashesOf(all);
  if (hashes.size !== new Set(all).size) throw new Error(`what was written to ${lake.root} is not there`);
  const part = {
    program: 'quipu',
    format: LAKE_FORMAT,
    version: VERSION,
    salt: markOfSalt(salt),
    files,
    hashes: Object.fromEntries(hashes),
    books: books.map(lakeBook),
  } as const;
  await lake.commit(id, part);
  return { id, ...part };
}

/** Writes what a table holds; gives the files. */
async function writeTable(lake: Lake, table: string, id: string): Promise<string[]> {
  const { db } = lake;
  if (db.isEmpty(`bruto.${table}`)) return [];
  const rows = `select t.*, ${APART} from bruto.${table} as t inner join bruto.recibidas as r using (entrega_id) order by t.rowid`;
  const options = `format parquet, partition_by (entrega_plantilla, entrega_pais, entrega_periodo),
    filename_pattern ${quoted(`${id}_{i}`)}, overwrite_or_ignore, return_files`;
  const [written] = await db.rows(`copy (${rows}) to ${quoted(lake.folder('datos', table))} (${options})`);
  const files = JSON.parse(String(written?.Files ?? '[]')) as string[];
  return files.map((file) => lake.relative(file)).sort();
}

const ORIGINAL_COLUMNS = ['sha256', 'nombre', 'en_texto'].map((name) => ({ name, type: 'VARCHAR' }));

/** Writes the files as they came; null where none could be read. */
async function writeOriginals(lake: Lake, books: readonly ToStage[], id: string): Promise<string | null> {
  const { db } = lake;
  const rows = books.flatMap(({ submission: { sha256 }, parts }) =>
    parts.map(({ name, bytes }) => [sha256, name, bytes.toString('base64')]),
  );
  if (rows.length === 0) return null;
  const columns = ORIGINAL_COLUMNS.map(({ name, type }) => `${name} ${type}`).join(', ');
  await db.run(`create or replace table originales (${columns})`);
  const values = ORIGINAL_COLUMNS.map((_, at) => rows.map((row) => row[at] ?? null));
  await db.append('main', 'originales', ORIGINAL_COLUMNS, values);
  const path = `${lake.folder('originales')}/${id}.parquet`;
  await db.run(
    `copy (select sha256, nombre, from_base64(en_texto) as bytes from originales) to ${quoted(path)} (format parquet)`,
  );
  await db.run('drop table originales');
  return lake.relative(path);
}

/** What is told of a workbook beside its rows. */
function lakeBook({ submission, letter }: ToStage): LakeBook {
  const { file, sha256, sent, identity, template, version, fatal, issues, checked, review } = submission;
  const programme = checked?.workbook.cover.values.programa;
  const codes: Record<string, number> = {};
  for (const { code } of issues) codes[code] = (codes[code] ?? 0) + 1;
  return {
    file,
    sha256,
    sent: sent ?? null,
    letter,
    identity,
    template: template?.code ?? null,
    version,
    fatal,
    content: submission.content,
    contentWithoutNumber: submission.contentWithoutNumber,
    contentReviewed: submission.contentReviewed,
    data: submission.data,
    copyOf: review && review.confirmed.length === 0 ? review.number : null,
    weight: weightIn(submission) as LakeBook['weight'],
    programme: typeof programme === 'string' ? programme : null,
    received: factsOf(submission),
    counts: countBySeverity(issues),
    codes,
    left: leftOutOf(fatal ? null : checked),
    refused: issues.filter(({ severity }) => severity === 'fatal'),
  };
}
