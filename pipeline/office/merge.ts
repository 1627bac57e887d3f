import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { numberIdentities, sortIssues } from '../../sheets-templates/issues.ts';
import { keepPublication } from '../disclosure/earlier.ts';
import { PUBLISHED } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { saltBeside, saltPath } from '../merge/fingerprint.ts';
import type { Outcome } from '../merge/incoming.ts';
import { confirmedBefore, findingsBetween, knownFiles, mergeSubmissions, notToldElsewhere } from '../merge/merge.ts';
import { dropDerived } from '../merge/schema.ts';
import { outputs } from '../publish/outputs/index.ts';
import type { CsvDialect } from '../publish/to-files.ts';
import { noteAction } from './audit.ts';
import { findInputs, type Inputs, type ReadAll, readAll } from './inputs.ts';
import { layAside, takeBack } from './lay-aside.ts';
import { noteLetters } from './letters.ts';
import { type MergeSummary, summarize } from './merge-summary.ts';
import { notWorkbooks, type Progress, passedOver, progress, STAGES, TO_STOP } from './messages.ts';
import { noteStanding, nothingNew } from './nothing-new.ts';
import { keepOriginal } from './originals.ts';
import type { Received } from './received.ts';
import { stagedChange, writing } from './staged-change.ts';
import { type Answer, answerOf, carryAnswers, whomToAnswer, writeFeedback } from './write-feedback.ts';

export interface RunOptions {
  out: string;
  db?: string;
  lang: Lang;
  csvDialect?: CsvDialect;
  /** What the figures are, where that must be said at the top of what is made of them. */
  notice?: Text;
  /** Name under which these results are handed out: later ones are held against them. */
  publication?: string;
  /** Who does it, for the log. */
  by?: string;
}

/** What else belongs to the change. */
export interface Besides {
  /** Periods whose workbooks are left aside in these results, and stand as they did once they are written. */
  without?: readonly string[];
  /** Files that it puts into the folder. */
  files: readonly string[];
  /** Done last, when all results are written, before it is committed. */
  write: (db: Database, staged: string) => Promise<void>;
}

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

const publicationWithoutDatabase = new Failure(
  text(
    'Una publicación se guarda con su nombre en la base de la oficina: indique --publication NOMBRE y --db.',
    'A publication is kept under its name in the office’s database: give --publication NAME and --db.',
  ),
  2,
);

const nothingReceived = new Failure(
  text(
    'Diga qué libros o carpetas consolidar. Sin ellos se publica otra vez lo recibido, y para eso hace falta --db con lo que ya llegó.',
    'Say which workbooks or folders to merge. Without them what was received is published again, which needs --db with what has come.',
  ),
  2,
);

/**
 * Reads, merges and publishes; outputs and database change together or not at all.
 * @param paths what came; none makes the results again from what the database holds
 */
export async function runMerge(
  paths: readonly string[],
  options: RunOptions,
  effects: Effects,
  besides: Besides = { files: [], write: async () => undefined },
): Promise<{ summary: MergeSummary; outcomes: Outcome[] }> {
  const { seconds, timed } = stopwatch();
  const { out, target } = placesOf(paths, options);
  const inputs = paths.length === 0 ? { files: [], ignored: [] } : await findInputs(paths, [out]);
  const { lang, csvDialect = 'standard', notice = null, publication } = options;
  const made = { lang, csvDialect, notice };
  // What is handed out under a name is always made.
  if (target !== null && publication === undefined) {
    const summary = await nothingNew(inputs.files, inputs.ignored, { database: target, out, options: made });
    if (summary && inputs.ignored.length > 0) effects.stderr(notWorkbooks(inputs.ignored, lang));
    if (summary) return { summary, outcomes: [] };
  }
  // One workbook takes a moment.
  const shown = progress(effects.terminal && inputs.files.length > 1, effects.stderr, lang, TO_STOP);
  const merging = stagedChange({ database: target, out }, async ({ db, folder, commit }) => {
    const known = await knownFiles(db);
    const { submissions, unchanged } = await timed('read', () =>
      readInputs(inputs, { target, known: new Set(known.keys()), lang: options.lang }, effects, shown),
    );
    if (paths.length > 0 && submissions.length + unchanged.length === 0) throw nothingToMerge(paths);
    if (target && known.size > 0 && !existsSync(saltPath(target)) && (await hasFingerprints(db)))
      effects.stderr(lostSalt(target, options.lang));
    const day = effects.now().toISOString().slice(0, 10);
    const step = (done: number, total: number) => shown.step(done, total, STAGES.tables);
    const beforeTables = () => layAside(db, besides.without ?? []);
    const { outcomes, replaced } = await writing(target ?? out, () =>
      db.transaction(async () => {
        await dropDerived(db);
        return mergeSubmissions(db, submissions, { salt: saltBeside(target), day, timed, step, beforeTables });
      }),
    );
    const idle = await count(db, DECISIONS_WITHOUT_A_PAIR);
    if (idle > 0) effects.stderr(decisionsWithoutAPair(idle, options.lang));
    const accepted = await count(db, "select count(*) as n from consolidado.entregas where estado = 'aceptada'");
    if (accepted === 0) throw paths.length === 0 ? nothingReceived : new NothingAccepted(outcomes);
    const staged = folder();
    await addFindingsBetween(db, outcomes);
    const earlier = await writing(out, () => carryAnswers(db, { out, staged }, answersIn(out), outcomes));
    const toAnswer = await whomToAnswer(db, outcomes, earlier, options.lang);
    const { files, own } = await publishAndAnswer(
      () => timed('publish', () => writing(out, () => writeOutputs(db, staged, options, effects.now(), shown))),
      (written) => timed('feedback', () => writing(out, written)),
      writeFeedback(staged, toAnswer),
    );
    if (options.publication !== undefined)
      await keepPublication(db, options.publication, effects.now().toISOString().slice(0, 10));
    await noteReceived(db, outcomes.length, options.by, effects.now());
    const answers = [...[...own].map(([outcome, name]) => answerOf(outcome, name)), ...earlier];
    const outputs = [...files, ...answers.map(({ feedback: name }) => name), 'merge.json', ...besides.files];
    const { ignored } = inputs;
    const again = unchanged.map(({ file, sha256 }) => ({ file, sha256, known: known.get(sha256) }));
    const facts = { outcomes, feedback: own, answers, again, replaced, files: outputs, ignored, seconds };
    const summary = await summarize(db, facts, effects);
    await writing(out, async () => {
      writeFileSync(join(staged, 'merge.json'), `${JSON.stringify(summary, null, 2)}\n`);
      await db.run(`detach ${PUBLISHED}`);
      await takeBack(db);
      await besides.write(db, staged);
      await commit(summary.outputs);
      if (target !== null) noteStanding(target, out, made, summary.outputs);
    });
    return { summary, outcomes };
  });
  return merging.finally(shown.end);
}

/** Where it is done, as whole paths. @throws Failure where what was said does not go together */
function placesOf(paths: readonly string[], { out, db, publication }: RunOptions) {
  const target = db === undefined ? null : resolve(db);
  if (publication !== undefined && (target === null || publication.trim() === '')) throw publicationWithoutDatabase;
  if (paths.length === 0 && (target === null || !existsSync(target))) throw nothingReceived;
  return { out: resolve(out), target };
}

/** Notes in the log that workbooks came. */
async function noteReceived(db: Database, workbooks: number, by: string | undefined, now: Date): Promise<void> {
  if (workbooks > 0) await noteAction(db, { by, action: 'libros', detail: { libros: workbooks } }, now);
}

/** Notes how long each stage takes. */
function stopwatch() {
  const seconds: Record<string, number> = {};
  const timed = async <T>(stage: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    seconds[stage] = Math.round(performance.now() - start) / 1000;
    return result;
  };
  return { seconds, timed };
}

/** Publishes while answers are written. */
async function publishAndAnswer(
  publish: () => Promise<string[]>,
  wait: (written: () => Promise<Map<Outcome, string>>) => Promise<Map<Outcome, string>>,
  { written, stop }: ReturnType<typeof writeFeedback>,
): Promise<{ files: string[]; own: Map<Outcome, string> }> {
  try {
    const files = await publish();
    return { files, own: await wait(written) };
  } finally {
    await stop();
  }
}

/** The answers that the results now in the folder hold. */
function answersIn(out: string): Answer[] {
  try {
    const { answers = [] } = JSON.parse(readFileSync(join(out, 'merge.json'), 'utf8')) as Partial<MergeSummary>;
    return answers.filter(({ submission, feedback }) => typeof submission === 'string' && typeof feedback === 'string');
  } catch {
    return [];
  }
}

async function writeOutputs(
  db: Database,
  folder: string,
  options: RunOptions,
  now: Date,
  { step }: Progress,
): Promise<string[]> {
  const { lang, csvDialect: dialect = 'standard', notice = null } = options;
  const written: string[] = [];
  for (const [at, { write }] of outputs.entries()) {
    step(at, outputs.length, STAGES.publish);
    written.push(...(await write({ db, folder, lang, dialect, now, written, notice })));
  }
  return written;
}

/** What was confirmed earlier is not asked again; what only shows beside other workbooks is told with the rest. */
async function addFindingsBetween(db: Database, outcomes: readonly Outcome[]): Promise<void> {
  const between = await findingsBetween(db, outcomes);
  for (const { entry } of outcomes) entry.issues = await notToldElsewhere(db, entry, await confirmedBefore(db, entry));
  for (const { entry } of outcomes)
    entry.issues = sortIssues(numberIdentities([...entry.issues, ...(between.get(entry.id) ?? [])]));
}

/** Reads what is new; what came before, byte for byte, is passed over. What is read for a database is kept beside it. */
async function readInputs(
  inputs: Inputs,
  { target, known, lang }: { target: string | null; known: ReadonlySet<string>; lang: Lang },
  effects: Effects,
  { step, end }: Progress,
): Promise<ReadAll> {
  if (inputs.ignored.length > 0) effects.stderr(notWorkbooks(inputs.ignored, lang));
  const kept: Received[] = [];
  const keep = (received: Received) => {
    if (target === null) return;
    keepOriginal(target, received);
    if (received.letter) kept.push({ ...received, parts: [] });
  };
  const { submissions, unchanged } = await readAll(inputs, { step, known, keep });
  end();
  if (target !== null) noteLetters(target, kept);
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

const count = async (db: Database, sql: string) => Number((await db.rows(sql))[0]?.n ?? 0);
