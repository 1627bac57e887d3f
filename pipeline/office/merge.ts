import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Lang, type Severity, text } from '../../sheets-templates/define.ts';
import { countBySeverity, numberIdentities, sortIssues } from '../../sheets-templates/issues.ts';
import { makePublished } from '../disclosure/published.ts';
import { PUBLISHED, publicTables } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { Database } from '../merge/database.ts';
import { saltBeside, saltPath } from '../merge/fingerprint.ts';
import {
  buildTables,
  confirmedBefore,
  findingsBetween,
  foundBefore,
  type KnownFile,
  knownFiles,
  loadSubmissions,
  noteEvent,
  type Outcome,
} from '../merge/merge.ts';
import type { State } from '../merge/resolve-submissions.ts';
import { dropDerived, FORMAT } from '../merge/schema.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import { toPage } from '../publish/page/to-page.ts';
import { toDataPackage } from '../publish/to-datapackage.ts';
import { type CsvDialect, commentTables, toFiles } from '../publish/to-files.ts';
import { toXlsx } from '../publish/workbook/to-xlsx.ts';
import { bytesOfFile, findInputs, type Inputs, type ReadAll, type Received, readAll } from './inputs.ts';
import { clearOnExit, withLocks } from './lock.ts';
import { passedOver, progress } from './messages.ts';
import { FeedbackNames, feedbackName } from './names.ts';
import { keepOriginal } from './originals.ts';
import {
  cannotWrite,
  commit,
  discardStaging,
  previousOutputs,
  recoverDatabase,
  recoverOutputs,
  stage,
  stagedDatabase,
} from './replace-outputs.ts';

export interface RunOptions {
  out: string;
  db?: string;
  lang: Lang;
  csvDialect?: CsvDialect;
}

export interface MergeSummary {
  program: 'quipu';
  /** Files that this merge wrote into the folder. */
  outputs: string[];
  generated: string;
  files: {
    file: string;
    sha256: string;
    template: string | null;
    submission: string;
    status: string;
    counts: Record<Severity, number>;
    /** The workbook with notes for its sender, in the folder of results; null where there is nothing to do. */
    feedback: string | null;
  }[];
  accepted: number;
  rejected: number;
  replaced: number;
  duplicates: number;
  /** Of these, files that came before byte for byte and were not read again. */
  unchanged: number;
  ignored: string[];
  /** Rows of each table. */
  rows: Record<string, number>;
  /** Findings by rule. */
  issues: Record<string, number>;
  /** Seconds by stage. */
  seconds: Record<string, number>;
}

const STATUS: Readonly<Record<State, string>> = {
  aceptada: 'accepted',
  rechazada: 'rejected',
  sustituida: 'replaced',
  duplicada: 'duplicate',
};

/** Every file was kept out; what each one needs is in its findings. */
export class NothingAccepted extends Failure {
  constructor(readonly outcomes: readonly Outcome[]) {
    super(
      text(
        'Ningún libro se pudo aceptar; no se cambió nada. Corrija lo indicado y vuelva a intentar.',
        'No workbook could be accepted; nothing was changed. Mend what is said and try again.',
      ),
      2,
    );
  }
}

const nothingToMerge = (paths: readonly string[]) =>
  new Failure(
    text(
      `En ${paths.join(', ')} solo hay resultados de Quipu; no se cambió nada. Indique la carpeta con los libros recibidos.`,
      `In ${paths.join(', ')} there are only outputs of Quipu; nothing was changed. Name the folder with the workbooks received.`,
    ),
    2,
  );

/** Reads, merges and publishes; outputs and database change together or not at all. */
export async function runMerge(
  paths: readonly string[],
  options: RunOptions,
  effects: Effects,
): Promise<{ summary: MergeSummary; outcomes: Outcome[] }> {
  const seconds: Record<string, number> = {};
  const timed = async <T>(stageName: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    seconds[stageName] = Math.round(performance.now() - start) / 1000;
    return result;
  };
  const out = resolve(options.out);
  const target = options.db === undefined ? null : resolve(options.db);
  const inputs = findInputs(paths, [out]);
  return withLocks([out, ...(target ? [target] : [])], async () => {
    if (target) recoverDatabase(target);
    recoverOutputs(out, target);
    previousOutputs(out);
    const keep = clearOnExit(() => discardStaging(out, target));
    try {
      return await withDatabase(target, async (db, databaseChange) => {
        const known = await knownFiles(db);
        const { submissions, unchanged } = await timed('read', () =>
          readInputs(inputs, { target, known: new Set(known.keys()), lang: options.lang }, effects),
        );
        if (submissions.length + unchanged.length === 0) throw nothingToMerge(paths);
        if (target && known.size > 0 && !existsSync(saltPath(target)) && (await hasFingerprints(db)))
          effects.stderr(lostSalt(target, options.lang));
        const day = effects.now().toISOString().slice(0, 10);
        const { outcomes, replaced } = await writing(target ?? out, () =>
          db.transaction(async () => {
            await dropDerived(db);
            const loading = await timed('load', () =>
              loadSubmissions(db, submissions, { salt: saltBeside(target), day }),
            );
            const loaded = loading.outcomes.filter(({ ignored }) => !ignored).length;
            await timed('tables', async () => {
              await buildTables(db);
              if (loaded > 0) await noteEvent(db, 'libros', day, loaded);
            });
            return loading;
          }),
        );
        const idle = await count(db, DECISIONS_WITHOUT_A_PAIR);
        if (idle > 0) effects.stderr(decisionsWithoutAPair(idle, options.lang));
        const accepted = await count(db, "select count(*) as n from consolidado.entregas where estado = 'aceptada'");
        if (accepted === 0) throw new NothingAccepted(outcomes);
        const staged = stage(out);
        const between = await findingsBetween(db, outcomes);
        for (const { entry } of outcomes) entry.issues = await confirmedBefore(db, entry);
        for (const { entry } of outcomes)
          entry.issues = sortIssues(numberIdentities([...entry.issues, ...(between.get(entry.id) ?? [])]));
        const files = await timed('publish', () => writing(out, () => writeAll(db, staged, options, effects.now())));
        const feedback = await timed('feedback', () =>
          writing(out, () => writeFeedback(db, staged, outcomes, options.lang)),
        );
        const outputs = [...files, ...feedback.values(), 'merge.json'];
        const { ignored } = inputs;
        const again = unchanged.map(({ file, sha256 }) => ({ file, sha256, known: known.get(sha256) }));
        const summary = await summarize(
          db,
          { outcomes, feedback, again, replaced, files: outputs, ignored, seconds },
          effects,
        );
        await writing(out, async () => {
          writeFileSync(join(staged, 'merge.json'), `${JSON.stringify(summary, null, 2)}\n`);
          await db.run(`detach ${PUBLISHED}; checkpoint`);
          db.close();
          commit(out, summary.outputs, databaseChange);
        });
        return { summary, outcomes };
      });
    } finally {
      keep();
      discardStaging(out, target);
    }
  });
}

/** Reads what is new; what came before, byte for byte, is passed over. What is read for a database is kept beside it. */
async function readInputs(
  inputs: Inputs,
  { target, known, lang }: { target: string | null; known: ReadonlySet<string>; lang: Lang },
  effects: Effects,
): Promise<ReadAll> {
  const { step, end } = progress(effects.terminal, effects.stderr, lang);
  const keep = (received: Received) => {
    if (target !== null) keepOriginal(target, received);
  };
  const { submissions, unchanged } = await readAll(inputs, { step, known, keep });
  end();
  for (const { file } of submissions.filter(({ ours }) => ours)) {
    effects.stderr(passedOver(file, lang));
    inputs.ignored.push(file);
  }
  return { submissions: submissions.filter(({ ours }) => !ours), unchanged };
}

const hasFingerprints = async (db: Database) =>
  (await count(
    db,
    "select count(*) as n from duckdb_tables() where schema_name = 'bruto' and table_name = 'huellas'",
  )) > 0 && (await count(db, 'select count(*) as n from bruto.huellas')) > 0;

const lostSalt = (target: string, lang: Lang) =>
  lang === 'es'
    ? `Falta ${saltPath(target)}: sin él, los formadores de ahora no se reconocen en los de antes y se contarían dos veces. Devuélvalo a su lugar desde una copia; si no hay, ejecute después: quipu rebuild --db ${target}\n`
    : `${saltPath(target)} is missing: without it, trainers of now are not recognised as those of before and would count twice. Put it back from a copy; if there is none, run afterwards: quipu rebuild --db ${target}\n`;

/** Decisions about somebody whom no workbook names any more: a tax number came, a name or region was corrected. */
const DECISIONS_WITHOUT_A_PAIR = `
  with claves as (
    select clave_propia as clave from intermedio.stg_empresas
    union select clave_propia from intermedio.stg_organizaciones
    union select propia from intermedio.stg_formadores
    union select clave_propia from intermedio.stg_formadores
  )
  select count(*) as n from bruto.decisiones
  where retirada is null and (clave_a not in (select clave from claves) or clave_b not in (select clave from claves))`;

const decisionsWithoutAPair = (n: number, lang: Lang) =>
  lang === 'es'
    ? `${n} ${n === 1 ? 'decisión de la oficina ya no encuentra' : 'decisiones de la oficina ya no encuentran'} a uno de los dos: cambió su número, su nombre o su región. Vea cuáles y decida otra vez con quipu decisions --out.\n`
    : `${n} ${n === 1 ? 'decision of the office no longer finds' : 'decisions of the office no longer find'} one of the two: its number, name or region changed. See which and decide again with quipu decisions --out.\n`;

type DatabaseChange = { staged: string; path: string } | null;

/** Works on a copy of the database, so that the one on disk changes together with the outputs or not at all. */
async function withDatabase<T>(
  target: string | null,
  work: (db: Database, change: DatabaseChange) => Promise<T>,
): Promise<T> {
  if (target === null) return closeAfter(await Database.open(':memory:'), (db) => work(db, null));
  const staged = stagedDatabase(target);
  try {
    if (existsSync(target)) copyFileSync(target, staged);
  } catch {
    throw cannotWrite(target);
  }
  return closeAfter(await openDatabase(staged, target), (db) => work(db, { staged, path: target }));
}

/** Opens a copy of the office's database; another program's database is left alone. */
async function openDatabase(staged: string, shown: string): Promise<Database> {
  let newer = false;
  try {
    const db = await Database.open(staged);
    const tables = await count(db, 'select count(*) as n from duckdb_tables() where not internal');
    const ours = await count(
      db,
      "select count(*) as n from duckdb_tables() where schema_name = 'bruto' and table_name = 'recibidas'",
    );
    if (tables === 0) return db;
    const format = ours > 0 ? await formatOf(db) : null;
    if (format !== null && format <= FORMAT) return db;
    db.close();
    if (format !== null) newer = true;
  } catch {
    // What is wrong with the file does not help the person; that it cannot be used does.
  }
  if (newer)
    throw new Failure(
      text(
        `${shown} se hizo con una versión más nueva de Quipu. Actualice el programa y vuelva a intentar.`,
        `${shown} was made by a newer version of Quipu. Update the program and try again.`,
      ),
      2,
    );
  throw new Failure(
    text(
      `${shown} no es una base de datos de Quipu o está en uso. Elija otra con --db.`,
      `${shown} is not a Quipu database, or is in use. Choose another with --db.`,
    ),
    2,
  );
}

/** Format of a database of ours; the first ones did not say. */
async function formatOf(db: Database): Promise<number> {
  const said = await count(
    db,
    "select count(*) as n from duckdb_tables() where schema_name = 'bruto' and table_name = 'formato'",
  );
  return said > 0 ? count(db, 'select max(version) as n from bruto.formato') : 1;
}

async function closeAfter<T>(db: Database, work: (db: Database) => Promise<T>): Promise<T> {
  try {
    return await work(db);
  } finally {
    db.close();
  }
}

/** What the disk refuses becomes one sentence. */
async function writing<T>(out: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const disk = error instanceof Error && ('syscall' in error || /IO Error|No space/i.test(error.message));
    throw disk ? cannotWrite(out) : error;
  }
}

async function writeAll(db: Database, staged: string, options: RunOptions, now: Date): Promise<string[]> {
  const { lang, csvDialect: dialect = 'standard' } = options;
  const folder = join(staged, 'tables');
  mkdirSync(folder, { recursive: true });
  await makePublished(db, join(folder, 'quipu.duckdb'));
  const tables = await toFiles(db, folder, dialect);
  const described = await toDataPackage(db, staged, { lang, dialect, now });
  writeFileSync(join(staged, 'datapackage.json'), `${JSON.stringify(described, null, 2)}\n`);
  writeFileSync(join(staged, 'consolidado.xlsx'), await toXlsx(db, lang));
  writeFileSync(join(staged, 'informe.html'), await toPage(db, lang));
  await commentTables(db, lang);
  return [
    'consolidado.xlsx',
    'informe.html',
    'datapackage.json',
    'tables/quipu.duckdb',
    ...tables.map((name) => `tables/${name}`),
  ];
}

/** One workbook for each sender who has something to do. */
async function writeFeedback(
  db: Database,
  staged: string,
  outcomes: readonly Outcome[],
  lang: Lang,
): Promise<Map<Outcome, string>> {
  const names = new FeedbackNames();
  const written = new Map<Outcome, string>();
  for (const outcome of outcomes) {
    const { entry, next, ignored } = outcome;
    const { submission, issues, state } = entry;
    if (ignored || state === 'sustituida' || !issues.some(({ severity }) => severity !== 'note')) continue;
    const before = await foundBefore(db, entry);
    const options = { lang, issues, rejected: state === 'rechazada', before, ...(submission.identity && { next }) };
    const { bytes, alone } = await toFeedback(submission, bytesOfFile(submission.file), options);
    mkdirSync(join(staged, 'feedback'), { recursive: true });
    const name = `feedback/${feedbackName(names.stemFor(submission.file), submission.file, alone)}`;
    writeFileSync(join(staged, name), bytes);
    written.set(outcome, name);
  }
  return written;
}

const count = async (db: Database, sql: string) => Number((await db.rows(sql))[0]?.n ?? 0);

interface Facts {
  outcomes: readonly Outcome[];
  feedback: ReadonlyMap<Outcome, string>;
  /** Received before, byte for byte. */
  again: readonly { file: string; sha256: string; known: KnownFile | undefined }[];
  replaced: number;
  files: string[];
  ignored: string[];
  seconds: Record<string, number>;
}

async function summarize(
  db: Database,
  { outcomes, feedback, again, replaced, files, ignored, seconds }: Facts,
  effects: Effects,
): Promise<MergeSummary> {
  const rows: Record<string, number> = {};
  const counts = publicTables.map(({ name }) => `select '${name}' as tabla, count(*) as n from ${PUBLISHED}.${name}`);
  for (const { tabla, n } of await db.rows(counts.join(' union all '))) rows[String(tabla)] = Number(n);
  const codes: Record<string, number> = {};
  for (const { entry } of outcomes) for (const { code } of entry.issues) codes[code] = (codes[code] ?? 0) + 1;
  const states = outcomes.map(({ entry }) => entry.state);
  const ofState = (state: string) => states.filter((other) => other === state).length;
  return {
    program: 'quipu',
    outputs: files,
    generated: effects.now().toISOString(),
    files: outcomes
      .map((outcome) => ({ ...outcome, feedback: feedback.get(outcome) ?? null }))
      .map(({ entry: { id, state, submission, issues }, feedback: returned }) => ({
        file: submission.file,
        sha256: submission.sha256,
        template: submission.template?.code ?? null,
        submission: id,
        status: STATUS[state],
        counts: countBySeverity(issues),
        feedback: returned,
      }))
      .concat(
        again.map(({ file, sha256, known }) => ({
          file,
          sha256,
          template: known?.template ?? null,
          submission: known?.id ?? '',
          status: STATUS.duplicada,
          counts: known?.counts ?? countBySeverity([]),
          feedback: null,
        })),
      ),
    accepted: ofState('aceptada'),
    rejected: ofState('rechazada'),
    replaced,
    duplicates: ofState('duplicada') + again.length,
    unchanged: again.length,
    ignored,
    rows,
    issues: Object.fromEntries(Object.entries(codes).sort(([a], [b]) => a.localeCompare(b))),
    seconds,
  };
}
