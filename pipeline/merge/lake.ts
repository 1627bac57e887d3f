import { createHmac } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { text } from '../../sheets-templates/define/text.ts';
import { quoted } from '../../sheets-templates/emit/to-sql.ts';
import { Failure } from '../failure.ts';
import { hex } from '../submission.ts';
import { PRIVATE_FOLDER, writeSynced } from '../synced.ts';
import { Database } from './database.ts';
import { isElsewhere, reach } from './object-storage.ts';

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
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** The message that brought it. */
  letter: z
    .object({
      sent: z.string().nullable(),
      address: z.string().nullable(),
      name: z.string().nullable(),
      subject: z.string().nullable(),
      id: z.string().nullable(),
    })
    .nullable(),
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
  weight: z.record(z.string(), z.union([z.tuple([count, count, count]), z.tuple([count, count])])).nullable(),
  programme: z.string().nullable(),
  received: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  counts: z.object({ fatal: count, error: count, warning: count, note: count }),
  codes: z.record(z.string(), count),
  left: z.object({ rows: count, cells: count }),
  /** Findings that keep it out as a whole. */
  refused: z.array(z.custom<Issue>((value) => typeof value === 'object' && value !== null)),
});

/** A file within the folder, and nowhere else. */
const within = z.string().regex(/^(datos|originales)(\/(?!\.\.?(\/|$))[^/\\]+)+$/);

const partSchema = z.object({
  program: z.literal('quipu'),
  format: z.number(),
  version: z.string(),
  /** Of the salt with which documents were made fingerprints. */
  salt: z.string(),
  /** Files by table, within the folder. */
  files: z.record(z.string(), z.array(within)),
  /** SHA-256 of each file. */
  hashes: z.record(within, z.string()),
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

/** A folder or object storage with what was prepared for an office, and a database that reaches it. */
export class Lake {
  private constructor(
    /** Address, or whole path. */
    readonly root: string,
    readonly db: Database,
    /** The office's: what it sealed nobody else can change unseen. */
    readonly salt: Buffer,
  ) {}

  /** @throws Failure where DuckDB lacks what object storage needs, or takes the name of the folder for a pattern */
  static async open(root: string, salt: Buffer): Promise<Lake> {
    const place = isElsewhere(root) ? root.replace(/\/+$/, '') : resolve(root);
    if (root.trim() === '' || /[*?[\]]/.test(place)) throw badName(root);
    const db = await Database.open(':memory:');
    try {
      await reach(db, root);
      return new Lake(place, db, salt);
    } catch (error) {
      db.close();
      throw error;
    }
  }

  at(...path: readonly string[]): string {
    return isElsewhere(this.root) ? [this.root, ...path].join('/') : join(this.root, ...path);
  }

  /** A place for several files; on a disk it is there afterwards. */
  folder(...path: readonly string[]): string {
    const place = this.at(...path);
    if (!isElsewhere(this.root)) mkdirSync(place, { recursive: true, mode: PRIVATE_FOLDER });
    return place;
  }

  /** A path of the folder, from one that DuckDB says. */
  relative(path: string): string {
    const [plain, start] = [path, this.root].map((one) => one.split('\\').join('/'));
    if (!plain?.startsWith(`${start}/`)) throw new Error(`${path} is not in ${this.root}`);
    return plain.slice(`${start}/`.length);
  }

  /** Files of the folder as a list in SQL. */
  list(files: readonly string[]): string {
    return files.map((file) => quoted(this.at(...file.split('/')))).join(', ');
  }

  /** SHA-256 of files of the folder, by their paths there. @throws where one cannot be read */
  async hashesOf(files: readonly string[]): Promise<Map<string, string>> {
    if (!isElsewhere(this.root))
      return new Map(files.map((file) => [file, hex(readFileSync(this.at(...file.split('/'))))]));
    if (files.length === 0) return new Map();
    const rows = await this.db.rows(`select filename, sha256(content) as hash from read_blob([${this.list(files)}])`);
    return new Map(rows.map(({ filename, hash }) => [this.relative(String(filename)), String(hash)]));
  }

  /** @throws Failure where a file of a part is gone, or is not as it was written */
  async verify({ id, files, hashes }: Part): Promise<void> {
    const all = Object.values(files).flat();
    const found = await this.hashesOf(all).catch((error: unknown) => {
      if (isElsewhere(this.root)) throw error;
      return new Map<string, string>();
    });
    if (all.some((file) => hashes[file] === undefined || found.get(file) !== hashes[file]))
      throw damaged(this.at('partes', `${id}.json`));
  }

  /** Says that a part is whole; before that nobody reads it. */
  async commit(id: string, part: Omit<Part, 'id'>): Promise<void> {
    const said = JSON.stringify({ part, seal: this.sealOf(part) });
    const path = this.at('partes', `${id}.json`);
    if (!isElsewhere(this.root)) return writeSynced(path, said);
    await this.db.run(
      `copy (select ${quoted(said)} as parte) to ${quoted(path)} (format csv, header false, quote '', escape '', delimiter '\x01')`,
    );
  }

  /** Every part that is whole. @throws Failure where one is damaged, newer, or of another office */
  async parts(): Promise<Part[]> {
    return (await this.said()).map(([path, said]) => this.partFrom(path, said));
  }

  /** Takes away what stages that were stopped left more than a day ago: nobody reads it, and people stand in it. */
  tidy(now: Date): void {
    if (isElsewhere(this.root)) return;
    const whole = new Set(existsSync(this.at('partes')) ? readdirSync(this.at('partes')) : []);
    for (const folder of ['datos', 'originales'].map((name) => this.at(name)).filter((path) => existsSync(path)))
      for (const { name, parentPath } of readdirSync(folder, { recursive: true, withFileTypes: true })) {
        const [, id] = /^([0-9a-f]{16})(?:_\d+)?\.parquet$/.exec(name) ?? [];
        const path = join(parentPath, name);
        if (id && !whole.has(`${id}.json`) && now.getTime() - statSync(path).mtimeMs > A_DAY) rmSync(path);
      }
  }

  private async said(): Promise<[path: string, said: string][]> {
    const folder = this.at('partes');
    if (!isElsewhere(this.root)) {
      if (!existsSync(folder)) return [];
      const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
      return names.sort().map((name) => [join(folder, name), readFileSync(join(folder, name), 'utf8')]);
    }
    const pattern = quoted(`${folder}/*.json`);
    const [there] = await this.db.rows(`select count(*) as n from glob(${pattern})`);
    if (Number(there?.n) === 0) return [];
    const rows = await this.db.rows(`select filename, content from read_text(${pattern}) order by filename`);
    return rows.map(({ filename, content }) => [String(filename), String(content)]);
  }

  private partFrom(path: string, said: string): Part {
    const id = /([0-9a-z-]+)\.json$/.exec(path)?.[1] ?? '';
    const { data: sealed } = sealedSchema.safeParse(fromJson(said));
    const { data: whose } = saltSchema.safeParse(sealed?.part);
    if (whose && whose.salt !== markOfSalt(this.salt)) throw ofAnotherOffice(path);
    if (!sealed || sealed.seal !== this.sealOf(sealed.part)) throw damaged(path);
    if ((whose?.format ?? 0) > LAKE_FORMAT) throw ofNewer(path);
    const { data: part } = partSchema.safeParse(sealed.part);
    if (!part) throw damaged(path);
    return { id, ...part };
  }

  private sealOf(part: unknown): string {
    return createHmac('sha256', this.salt)
      .update(`quipu ${JSON.stringify(part)}`)
      .digest('hex');
  }

  close(): void {
    this.db.close();
  }
}

const A_DAY = 86_400_000;

const saltSchema = z.object({ salt: z.string(), format: z.number() });

const badName = (root: string) =>
  new Failure(
    text(
      `«${root}» no sirve como carpeta de lo preparado. Elija una cuyo camino no lleve * ? [ ].`,
      `«${root}» does not do as a folder for what is staged. Choose one whose path has no * ? [ ].`,
    ),
    2,
  );

const ofNewer = (path: string) =>
  new Failure(
    text(
      `${path} se preparó con una versión más nueva de Quipu. Actualice el programa y vuelva a intentar.`,
      `${path} was staged by a newer version of Quipu. Update the program and try again.`,
    ),
    2,
  );

const ofAnotherOffice = (path: string) =>
  new Failure(
    text(
      `${path} se preparó con otra sal, la de otra base: no se reconocería a sus formadores. Use la base para la que se preparó, u otra carpeta.`,
      `${path} was staged with another salt, that of another database: its trainers would not be recognised. Use the database for which it was staged, or another folder.`,
    ),
    2,
  );

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
