import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Lang, Text } from '../../sheets-templates/define/text.ts';
import { numberIdentities, sortIssues } from '../../sheets-templates/issues.ts';
import { keepPublication } from '../disclosure/earlier.ts';
import { PUBLISHED } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import type { Database } from '../merge/database.ts';
import { memoryAllowed } from '../merge/database-memory.ts';
import type { Outcome } from '../merge/incoming.ts';
import { confirmedBefore, findingsBetween, knownFiles, notToldElsewhere } from '../merge/merge.ts';
import { outputs } from '../publish/outputs/index.ts';
import type { CsvDialect } from '../publish/to-files.ts';
import type { Submission } from '../submission.ts';
import { noteAction } from './audit.ts';
import { findInputs, type Inputs, type ReadAll, readAll } from './inputs.ts';
import { takeBack } from './lay-aside.ts';
import { noteLetters } from './letters.ts';
import { mergeInto, type Timed } from './merge-into.ts';
import { nothingReceived, nothingToMerge, publicationWithoutDatabase, stagedAlone } from './merge-refusals.ts';
import { type MergeSummary, summarize } from './merge-summary.ts';
import { warnOfIdleDecisions, warnOfLostSalt } from './merge-warnings.ts';
import { alsoTold, notWorkbooks, type Progress, passedOver, progress, STAGES, TO_STOP } from './messages.ts';
import { noteStanding, nothingNew } from './nothing-new.ts';
import { keepOriginal } from './originals.ts';
import type { Received } from './received.ts';
import { RestingRows } from './resting-rows.ts';
import { StagedBooks } from './staged-books.ts';
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
  /** Folder or object storage with workbooks that `quipu stage` prepared, in place of paths. */
  staged?: string;
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
  if (target !== null && publication === undefined && options.staged === undefined) {
    const summary = await nothingNew(inputs, { database: target, out, options: made });
    if (summary && inputs.ignored.length > 0) effects.stderr(notWorkbooks(inputs.ignored, lang));
    if (summary) return { summary, outcomes: [] };
  }
  const prepared = await openStaged(options.staged, target);
  const isLong = inputs.files.length > 1 || prepared !== null;
  const shown = alsoTold(progress(effects.terminal && isLong, effects.stderr, lang, TO_STOP), effects.tell);
  const resting = new RestingRows(memoryAllowed());
  const merging = stagedChange({ database: target, out }, async ({ db, folder, commit }) => {
    const known = await knownFiles(db);
    const { submissions, unchanged } = await timed(
      'read',
      () => prepared?.read(known) ?? readInputs(inputs, { target, known, lang, resting }, effects, shown),
    );
    if (paths.length > 0 && submissions.length + unchanged.length === 0) throw nothingToMerge(paths);
    if (target && known.size > 0) await warnOfLostSalt(db, target, lang, effects);
    const isAgain = paths.length === 0 && !prepared;
    const work = { target, prepared, without: besides.without ?? [], isAgain, timed, shown };
    const { outcomes, replaced } = await writing(target ?? out, () => mergeInto(db, submissions, work, effects));
    await warnOfIdleDecisions(db, lang, effects);
    const staged = folder();
    await addFindingsBetween(db, outcomes);
    const earlier = await writing(out, () => carryAnswers(db, { out, staged }, answersIn(out), outcomes));
    const toAnswer = await whomToAnswer(db, outcomes, earlier, lang);
    const { files, own } = await publishAndAnswer(
      () => timed('publish', () => writing(out, () => writeOutputs(db, staged, options, effects.now(), shown))),
      (written) => timed('feedback', () => writing(out, written)),
      writeFeedback(staged, toAnswer),
    );
    if (publication !== undefined) await keepPublication(db, publication, effects.now().toISOString().slice(0, 10));
    await noteReceived(db, outcomes.length, options.by, effects.now());
    const answers = [...[...own].map(([outcome, name]) => answerOf(outcome, name)), ...earlier];
    const outputs = [...files, ...answers.map(({ feedback: name }) => name), 'merge.json', ...besides.files];
    const again = unchanged.map((one) => ({ ...one, known: known.get(one.sha256) }));
    const { ignored } = inputs;
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
  return merging.finally(() => {
    shown.end();
    resting.close();
    prepared?.close();
  });
}

const openStaged = async (root: string | undefined, target: string | null): Promise<StagedBooks | null> =>
  root === undefined || target === null ? null : StagedBooks.open(root, target);

/** Where it is done, as whole paths. @throws Failure where what was said does not go together */
function placesOf(paths: readonly string[], { out, db, publication, staged }: RunOptions) {
  const target = db === undefined ? null : resolve(db);
  if (publication !== undefined && (target === null || publication.trim() === '')) throw publicationWithoutDatabase;
  if (staged !== undefined && (target === null || paths.length > 0)) throw stagedAlone;
  if (staged === undefined && paths.length === 0 && (target === null || !existsSync(target))) throw nothingReceived;
  return { out: resolve(out), target };
}

/** Notes in the log that workbooks came. */
async function noteReceived(db: Database, workbooks: number, by: string | undefined, now: Date): Promise<void> {
  if (workbooks > 0) await noteAction(db, { by, action: 'libros', detail: { libros: workbooks } }, now);
}

/** Notes how long each stage takes. */
function stopwatch() {
  const seconds: Record<string, number> = {};
  const timed: Timed = async (stage, work) => {
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

/** What reading needs to know of the merge. */
interface ToRead {
  target: string | null;
  known: Pick<ReadonlySet<string>, 'has'>;
  lang: Lang;
  resting: RestingRows;
}

/** Reads what is new; what came before, byte for byte, is passed over. What is read for a database is kept beside it. */
async function readInputs(
  inputs: Inputs,
  { target, known, lang, resting }: ToRead,
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
  const held = (submission: Submission) => resting.hold(submission);
  const { submissions, unchanged } = await readAll(inputs, { step, known, keep, held });
  end();
  if (target !== null) noteLetters(target, kept);
  for (const { file } of submissions.filter(({ ours }) => ours)) {
    effects.stderr(passedOver(file, lang));
    inputs.ignored.push(file);
  }
  return { submissions: submissions.filter(({ ours }) => !ours), unchanged };
}
