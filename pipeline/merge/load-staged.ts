import { text } from '../../sheets-templates/define/text.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { Failure } from '../failure.ts';
import type { Submission } from '../submission.ts';
import { VERSION } from '../version.ts';
import type { Database } from './database.ts';
import type { Lake, LakeBook, Part } from './lake.ts';
import type { Entry } from './load.ts';
import { reach } from './object-storage.ts';
import { STAGED_TABLES } from './stage-part.ts';

/** What was prepared, each workbook once, which part holds it, and the message that brought it. */
export interface Staged {
  submissions: Submission[];
  partOf: ReadonlyMap<string, Part>;
  letters: ReadonlyMap<string, NonNullable<LakeBook['letter']>>;
}

/**
 * Workbooks that this program prepared, in the order of their files.
 * @throws Failure where nothing is there, or something that only an earlier program prepared
 */
export async function readStaged(lake: Lake): Promise<Staged> {
  const parts = await lake.parts();
  if (parts.length === 0) throw nothingThere(lake.root);
  const own = parts.filter(({ version }) => version === VERSION);
  const partOf = new Map(own.flatMap((part) => part.books.map(({ sha256 }): [string, Part] => [sha256, part])));
  const older = parts.flatMap(({ books }) => books).filter(({ sha256 }) => !partOf.has(sha256)).length;
  if (older > 0) throw ofEarlier(older, lake.root);
  const books = own.flatMap((part) => part.books.filter(({ sha256 }) => partOf.get(sha256) === part));
  return {
    submissions: books.map(asSubmission).sort((a, b) => (a.file < b.file ? -1 : 1)),
    partOf,
    letters: new Map(books.flatMap(({ sha256, letter }) => (letter ? [[sha256, letter]] : []))),
  };
}

const nothingThere = (root: string) =>
  new Failure(
    text(
      `En ${root} no hay libros preparados. Prepárelos con quipu stage … --to ${root}.`,
      `There are no staged workbooks in ${root}. Stage them with quipu stage … --to ${root}.`,
    ),
    2,
  );

const ofEarlier = (n: number, root: string) =>
  new Failure(
    text(
      `${n} libros de ${root} se prepararon con otra versión de Quipu, con otras reglas. Prepárelos otra vez con quipu stage.`,
      `${n} workbooks of ${root} were staged by another version of Quipu, with other rules. Stage them again with quipu stage.`,
    ),
    2,
  );

/** As a submission whose rows lie elsewhere. */
function asSubmission({ template: code, copyOf, letter: _letter, ...told }: LakeBook): Submission {
  const { weight, programme, received, counts, codes, left, refused, ...said } = told;
  return {
    ...said,
    template: templates.find((template) => template.code === code) ?? null,
    checked: null,
    issues: [],
    readings: [],
    review: copyOf === null ? null : { sheet: '', content: '', digest: '', number: copyOf, found: null, confirmed: [] },
    staged: { weight, programme, received, counts, codes, left, refused },
  };
}

const ORDERED = [
  { name: 'libro', type: 'VARCHAR' },
  { name: 'entrega_id', type: 'VARCHAR' },
  { name: 'orden', type: 'INTEGER' },
  { name: 'parte', type: 'VARCHAR' },
];

/**
 * Loads rows and findings of prepared workbooks, in the order in which a merge that reads them loads them.
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
  await db.run(
    `create or replace table bruto.preparadas (${ORDERED.map(({ name, type }) => `${name} ${type}`).join(', ')})`,
  );
  const books = entries.map(({ submission }) => submission.sha256);
  await db.append('bruto', 'preparadas', ORDERED, [
    books,
    entries.map(({ id }) => id),
    [...entries.keys()],
    books.map((book) => partOf.get(book)?.id ?? null),
  ]);
  const parts = new Set(books.flatMap((book) => partOf.get(book) ?? []));
  for (const table of STAGED_TABLES) {
    // What the list of submissions says follows from what becomes of them.
    if (table === 'recibidas') continue;
    const files = [...parts].flatMap((part) => part.files[table] ?? []);
    if (files.length > 0) await loadTable(db, lake, table, files);
  }
  await db.run('drop table bruto.preparadas');
}

async function loadTable(db: Database, lake: Lake, table: string, files: readonly string[]): Promise<void> {
  const columns = (await db.columns('bruto', table)).map(({ name }) => `"${name}"`);
  const own = columns.map((name) => (name === '"entrega_id"' ? `l.entrega_id` : `t.${name}`));
  // A workbook's rows of a table lie in one file of its part; another part may hold it as well.
  await db.insert(
    `bruto.${table}`,
    columns,
    `select ${own.join(', ')}
    from read_parquet([${lake.list(files)}], hive_partitioning = false, union_by_name = true, file_row_number = true, filename = 'archivo_leido') as t
    inner join bruto.preparadas as l
      on l.libro = t.entrega_id and starts_with(parse_filename(t.archivo_leido), l.parte || '_')
    order by l.orden, t.file_row_number`,
  );
}

/** A workbook's files as they came. */
export interface StagedOriginal {
  sha256: string;
  path: string;
  parts: { name: string | null; bytes: Buffer }[];
}

/** The files of prepared workbooks as they came, part by part. @throws Failure where a part is not as it was written */
export async function* originalsOf(
  lake: Lake,
  { partOf }: Staged,
  wanted: ReadonlySet<string>,
): AsyncGenerator<StagedOriginal> {
  for (const part of new Set(partOf.values())) {
    const own = part.books.filter(({ sha256 }) => wanted.has(sha256) && partOf.get(sha256) === part);
    if (own.length === 0) continue;
    await lake.verify(part);
    const files = part.files.originales ?? [];
    if (files.length === 0) continue;
    const rows = await lake.db.rows(
      `select sha256, nombre, to_base64(bytes) as en_texto from read_parquet([${lake.list(files)}])`,
    );
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
