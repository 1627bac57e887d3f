import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { text } from '../../sheets-templates/define/text.ts';
import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { Failure } from '../failure.ts';
import { hex } from '../submission.ts';
import { PRIVATE_FOLDER, writeSynced } from '../synced.ts';
import { Database } from './database.ts';

/*
 * Workbooks that were read and checked before they are merged (`quipu stage`): their rows lie as Parquet in a folder, or in
 * object storage, to which DuckDB writes as to a folder. A part is what one process wrote at a time.
 *
 *   datos/TABLA/entrega_plantilla=SC/entrega_pais=PE/entrega_periodo=2026-S1/PARTE_0.parquet   rows, each with its place
 *   originales/PARTE.parquet                                                                   the files as they came
 *   partes/PARTE.json                                                                          what of it is whole: written last
 */

/** Of what parts say of themselves; a newer one is refused. */
export const LAKE_FORMAT = 1;

const count = z.number().int().nonnegative();

const bookSchema = z.object({
  file: z.string(),
  /** Of its bytes; its rows lie under it. */
  sha256: z.string(),
  sent: z.string().nullable(),
  identity: z
    .object({ key: z.string(), number: z.number(), country: z.string(), sender: z.string(), period: z.string() })
    .nullable(),
  template: z.string().nullable(),
  version: z.string().nullable(),
  fatal: z.boolean(),
  content: z.string(),
  contentWithoutNumber: z.string(),
  contentReviewed: z.string().nullable(),
  data: z.string().nullable(),
  /** Number of the submission of which it is a copy with notes, unless its sender gave reasons in it. */
  copyOf: z.number().nullable(),
  weight: z.record(z.string(), z.tuple([count, count])).nullable(),
  programme: z.string().nullable(),
  received: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  counts: z.object({ fatal: count, error: count, warning: count, note: count }),
  codes: z.record(z.string(), count),
  left: z.object({ rows: count, cells: count }),
});

const partSchema = z.object({
  program: z.literal('quipu'),
  format: z.number(),
  version: z.string(),
  /** Of the salt with which documents were made fingerprints. */
  salt: z.string(),
  /** Files by table, within the folder. */
  files: z.record(z.string(), z.array(z.string())),
  /** SHA-256 of each file. */
  hashes: z.record(z.string(), z.string()),
  books: z.array(bookSchema),
});

const sealedSchema = z.object({ part: z.unknown(), seal: z.string() });

/** What is told of a workbook, as plain data. */
export type LakeBook = z.infer<typeof bookSchema>;

/** What one process wrote at a time. */
export interface Part extends z.infer<typeof partSchema> {
  id: string;
}

/** Which salt it is, without saying it. */
export const markOfSalt = (salt: Buffer): string => hex(`quipu ${salt.toString('hex')}`).slice(0, 16);

const isElsewhere = (root: string): boolean => /^[a-z0-9]+:\/\//i.test(root);

/** A place within the folder. */
const within = (root: string, ...path: readonly string[]): string =>
  isElsewhere(root) ? [root.replace(/\/+$/, ''), ...path].join('/') : join(root, ...path);

/** A folder or object storage with what was prepared, and a database that reaches it. */
export class Lake {
  constructor(
    readonly root: string,
    readonly db: Database,
  ) {}

  /** @throws Failure where DuckDB lacks what object storage needs */
  static async open(root: string): Promise<Lake> {
    const db = await Database.open(':memory:');
    try {
      await reach(db, root);
      return new Lake(root, db);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  at(...path: readonly string[]): string {
    return within(this.root, ...path);
  }

  /** A place for several files; on a disk it is there afterwards. */
  folder(...path: readonly string[]): string {
    const place = this.at(...path);
    if (!isElsewhere(this.root)) mkdirSync(place, { recursive: true, mode: PRIVATE_FOLDER });
    return place;
  }

  /** A path of the folder, from one that DuckDB says. */
  relative(path: string): string {
    const plain = path.split('\\').join('/');
    const start = this.root.split('\\').join('/').replace(/\/+$/, '');
    return plain.startsWith(`${start}/`) ? plain.slice(start.length + 1) : plain;
  }

  /** SHA-256 of files of the folder, by their paths there. */
  async hashesOf(files: readonly string[]): Promise<Map<string, string>> {
    if (files.length === 0) return new Map();
    const list = files.map((file) => quoted(this.at(...file.split('/')))).join(', ');
    const rows = await this.db.rows(`select filename, sha256(content) as hash from read_blob([${list}])`);
    return new Map(rows.map(({ filename, hash }) => [this.relative(String(filename)), String(hash)]));
  }

  /** @throws Failure where a file of a part is gone, or is not as it was written */
  async verify({ id, hashes }: Part): Promise<void> {
    const found = await this.hashesOf(Object.keys(hashes)).catch(() => new Map<string, string>());
    if (Object.entries(hashes).some(([file, hash]) => found.get(file) !== hash))
      throw damaged(this.at('partes', `${id}.json`));
  }

  /** Says that a part is whole; before that nobody reads it. */
  async commit(id: string, part: Omit<Part, 'id'>): Promise<void> {
    const said = JSON.stringify({ part, seal: hex(JSON.stringify(part)) });
    const path = this.at('partes', `${id}.json`);
    if (!isElsewhere(this.root)) return writeSynced(path, said);
    await this.db.run(
      `copy (select ${quoted(said)} as parte) to ${quoted(path)} (format csv, header false, quote '', escape '', delimiter '\x01')`,
    );
  }

  /** Every part that is whole, in the order in which later ones come last. @throws Failure where one is damaged or newer */
  async parts(): Promise<Part[]> {
    const pattern = quoted(this.at('partes', '*.json'));
    const [there] = await this.db.rows(`select count(*) as n from glob(${pattern})`);
    if (Number(there?.n) === 0) return [];
    const rows = await this.db.rows(`select filename, content from read_text(${pattern}) order by filename`);
    return rows.map(({ filename, content }) => partFrom(String(filename), String(content)));
  }

  close(): void {
    this.db.close();
  }
}

function partFrom(path: string, said: string): Part {
  const id = /([0-9a-z-]+)\.json$/.exec(path)?.[1] ?? '';
  const sealed = sealedSchema.safeParse(fromJson(said));
  const isWhole = sealed.success && sealed.data.seal === hex(JSON.stringify(sealed.data.part));
  const read = partSchema.safeParse(sealed.data?.part);
  if (!isWhole || !read.success) throw damaged(path);
  if (read.data.format > LAKE_FORMAT)
    throw new Failure(
      text(
        `${path} se preparó con una versión más nueva de Quipu. Actualice el programa y vuelva a intentar.`,
        `${path} was staged by a newer version of Quipu. Update the program and try again.`,
      ),
      2,
    );
  return { id, ...read.data };
}

const damaged = (path: string) =>
  new Failure(
    text(
      `${path}, o algún archivo que nombra, está dañado: bórrelo y prepare otra vez sus libros con quipu stage.`,
      `${path}, or a file that it names, is damaged: delete it and stage its workbooks again with quipu stage.`,
    ),
    2,
  );

function fromJson(said: string): unknown {
  try {
    return JSON.parse(said);
  } catch {
    return null;
  }
}

/** Work with object storage, of which whatever goes wrong on the way becomes one sentence. */
export async function reaching<T>(root: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!isElsewhere(root) || error instanceof Failure) throw error;
    throw new Failure(
      text(
        `No se pudo leer o escribir en ${root}. Revise la dirección, las llaves (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION) y la conexión, y repita la orden: lo ya preparado se conserva.`,
        `${root} could not be read or written. Check the address, the keys (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_REGION) and the connection, and repeat the command: what was staged is kept.`,
      ),
      2,
    );
  }
}

/**
 * Has a database reach a folder; object storage by DuckDB's `httpfs`, with the keys that the environment names as for
 * every program of that storage.
 * @throws Failure where the extension is not to be had
 */
export async function reach(db: Database, root: string): Promise<void> {
  if (!isElsewhere(root)) return;
  const { QUIPU_DUCKDB_EXTENSIONS: folder } = process.env;
  try {
    if (folder) await db.run(`load ${quoted(join(folder, 'httpfs.duckdb_extension'))}`);
    else await db.run('install httpfs; load httpfs');
  } catch {
    throw new Failure(
      text(
        `No se puede llegar a ${root}: falta la extensión httpfs de DuckDB. Conéctese a internet una vez, o diga en QUIPU_DUCKDB_EXTENSIONS la carpeta que la tiene.`,
        `${root} cannot be reached: DuckDB lacks its extension httpfs. Go online once, or name the folder that has it in QUIPU_DUCKDB_EXTENSIONS.`,
      ),
      2,
    );
  }
  await db.run(`create or replace temporary secret quipu (${secretFrom(process.env).join(', ')})`);
}

/** Keys, region and address of object storage, from the variables that every program of it reads. */
function secretFrom(env: NodeJS.ProcessEnv): string[] {
  const endpoint = env.AWS_ENDPOINT_URL_S3 ?? env.AWS_ENDPOINT_URL;
  const said: readonly (readonly [string, string | undefined])[] = [
    ['key_id', env.AWS_ACCESS_KEY_ID],
    ['secret', env.AWS_SECRET_ACCESS_KEY],
    ['session_token', env.AWS_SESSION_TOKEN],
    ['region', env.AWS_REGION ?? env.AWS_DEFAULT_REGION],
    // Other stores than Amazon's are addressed by path.
    ['endpoint', endpoint?.replace(/^https?:\/\//, '').replace(/\/+$/, '')],
    ['url_style', endpoint && 'path'],
    ['use_ssl', endpoint && String(endpoint.startsWith('https:'))],
  ];
  return ['type s3', ...said.flatMap(([name, value]) => (value ? [`${name} ${quoted(value)}`] : []))];
}
