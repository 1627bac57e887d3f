import { text } from '../../sheets-templates/define/text.ts';
import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { Failure } from '../failure.ts';
import type { Submission } from '../submission.ts';
import type { Database } from './database.ts';
import { type Lake, type LakeBook, type Part, reach } from './lake.ts';
import type { Entry } from './load.ts';
import { STAGED_TABLES } from './stage-part.ts';

/** What was prepared, each workbook once, and which part holds it. */
export interface Staged {
  submissions: Submission[];
  partOf: ReadonlyMap<string, Part>;
}

/**
 * Workbooks that were prepared, in the order of their files; of one that several parts hold the last counts.
 * @param salt mark of the office's
 * @throws Failure where nothing is there, or it was prepared for another office
 */
export async function readStaged(lake: Lake, salt: string): Promise<Staged> {
  const parts = await lake.parts();
  if (parts.length === 0) throw nothingThere(lake.root);
  const foreign = parts.find((part) => part.salt !== salt);
  if (foreign) throw ofAnotherOffice(lake.at('partes', `${foreign.id}.json`));
  const partOf = new Map(parts.flatMap((part) => part.books.map(({ sha256 }): [string, Part] => [sha256, part])));
  const submissions = parts
    .flatMap((part) => part.books.filter(({ sha256 }) => partOf.get(sha256) === part).map(asSubmission))
    .sort((a, b) => (a.file < b.file ? -1 : 1));
  return { submissions, partOf };
}

const nothingThere = (root: string) =>
  new Failure(
    text(
      `En ${root} no hay libros preparados. Prepárelos con quipu stage … --to ${root}.`,
      `There are no staged workbooks in ${root}. Stage them with quipu stage … --to ${root}.`,
    ),
    2,
  );

const ofAnotherOffice = (path: string) =>
  new Failure(
    text(
      `${path} se preparó con otra sal: sus formadores no se reconocerían. Prepare los libros otra vez con --db y el archivo .sal de esta oficina a su lado.`,
      `${path} was staged with another salt: its trainers would not be recognised. Stage the workbooks again with --db and this office's .sal file beside it.`,
    ),
    2,
  );

/** As a submission whose rows lie elsewhere. */
function asSubmission({ template: code, copyOf, ...told }: LakeBook): Submission {
  const { weight, programme, received, counts, codes, left, ...said } = told;
  return {
    ...said,
    template: templates.find((template) => template.code === code) ?? null,
    checked: null,
    issues: [],
    readings: [],
    review: copyOf === null ? null : { sheet: '', content: '', digest: '', number: copyOf, found: null, confirmed: [] },
    staged: { weight, programme, received, counts, codes, left },
  };
}

/**
 * Loads rows and findings of prepared workbooks, part by part.
 * @param entries those that are new, with their ids
 */
export async function loadStaged(
  db: Database,
  lake: Lake,
  partOf: Staged['partOf'],
  entries: readonly Entry[],
): Promise<void> {
  if (entries.length === 0) return;
  await reach(db, lake.root);
  await db.run('create or replace table bruto.preparadas (libro varchar, entrega_id varchar)');
  const wanted = new Map<Part, Entry[]>();
  for (const entry of entries) {
    const part = partOf.get(entry.submission.sha256);
    if (part) wanted.set(part, [...(wanted.get(part) ?? []), entry]);
  }
  for (const [part, own] of [...wanted].sort(([a], [b]) => (a.id < b.id ? -1 : 1))) {
    await db.run('delete from bruto.preparadas');
    const books = own.map(({ submission }) => submission.sha256);
    const columns = [
      { name: 'libro', type: 'VARCHAR' },
      { name: 'entrega_id', type: 'VARCHAR' },
    ];
    await db.append('bruto', 'preparadas', columns, [books, own.map(({ id }) => id)]);
    for (const table of STAGED_TABLES) {
      const files = part.files[table] ?? [];
      // What the list of submissions says follows from what becomes of them.
      if (table === 'recibidas' || files.length === 0) continue;
      await loadTable(db, lake, table, files);
    }
  }
  await db.run('drop table bruto.preparadas');
}

async function loadTable(db: Database, lake: Lake, table: string, files: readonly string[]): Promise<void> {
  const columns = (await db.columns('bruto', table)).map(({ name }) => `"${name}"`);
  const own = columns.map((name) => (name === '"entrega_id"' ? `l.entrega_id` : `t.${name}`));
  const from = files.map((file) => quoted(lake.at(...file.split('/')))).join(', ');
  await db.insert(
    `bruto.${table}`,
    columns,
    `select ${own.join(', ')}
    from read_parquet([${from}], hive_partitioning = false) as t
    inner join bruto.preparadas as l on l.libro = t.entrega_id`,
  );
}

/** The files of prepared workbooks as they came, part by part. */
export async function* originalsOf(
  lake: Lake,
  { partOf }: Staged,
  wanted: ReadonlySet<string>,
): AsyncGenerator<{ sha256: string; path: string; parts: { name: string | null; bytes: Buffer }[] }> {
  for (const part of new Set(partOf.values())) {
    const files = part.files.originales ?? [];
    const own = part.books.filter(({ sha256 }) => wanted.has(sha256) && partOf.get(sha256) === part);
    if (own.length === 0) continue;
    await lake.verify(part);
    if (files.length === 0) continue;
    const list = files.map((file) => quoted(lake.at(...file.split('/')))).join(', ');
    const rows = await lake.db.rows(`select sha256, nombre, to_base64(bytes) as en_texto from read_parquet([${list}])`);
    for (const { sha256, file } of own) {
      const parts = rows
        .filter((row) => row.sha256 === sha256)
        .map(({ nombre, en_texto }) => ({
          name: typeof nombre === 'string' ? nombre : null,
          bytes: Buffer.from(String(en_texto), 'base64'),
        }));
      if (parts.length > 0) yield { sha256, path: file, parts };
    }
  }
}
