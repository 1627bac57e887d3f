import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type Issue, type Lang, type Severity, text } from '../../sheets-templates/define.ts';
import { countBySeverity, sortIssues } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { Database } from '../merge/database.ts';
import { mergeSubmissions, type Outcome } from '../merge/merge.ts';
import type { State } from '../merge/resolve-submissions.ts';
import { withLocks } from '../publish/lock.ts';
import {
  cannotWrite,
  commit,
  discardStaging,
  previousOutputs,
  recoverOutputs,
  stage,
  stagedDatabase,
} from '../publish/replace-outputs.ts';
import { publishedTables } from '../publish/tables.ts';
import { toFiles } from '../publish/to-files.ts';
import { toXlsx } from '../publish/to-xlsx.ts';
import { Failure } from './failure.ts';
import { findInputs, readFile } from './inputs.ts';
import { countsInWords, findingsInWords } from './report.ts';

export interface MergeOptions {
  out: string;
  db?: string;
  format: 'text' | 'json';
  lang: Lang;
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
  }[];
  accepted: number;
  rejected: number;
  replaced: number;
  duplicates: number;
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

/** `quipu merge PATH… --out DIR [--db FILE]`: all or nothing. */
export async function mergeCommand(paths: readonly string[], options: MergeOptions, effects: Effects): Promise<number> {
  const { summary, outcomes } = await runMerge(paths, options, effects);
  for (const { entry } of outcomes) tell(entry.submission.file, entry.state, entry.issues, options.lang, effects);
  effects.stderr(closing(summary, options));
  if (options.format === 'json') effects.stdout(`${JSON.stringify(summary, null, 2)}\n`);
  return summary.rejected > 0 ? 1 : 0;
}

export async function runMerge(
  paths: readonly string[],
  options: MergeOptions,
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
    recoverOutputs(out, target);
    previousOutputs(out);
    try {
      const submissions = await timed('read', () => inputs.files.map(readFile).filter(({ ours }) => !ours));
      return await withDatabase(target, async (db, databaseChange) => {
        const outcomes = await timed('merge', () => mergeSubmissions(db, submissions));
        const accepted = await count(db, "select count(*) as n from consolidado.entregas where estado = 'aceptada'");
        if (accepted === 0) throw nothingAccepted(outcomes, options.lang, effects);
        const staged = stage(out);
        const files = await timed('publish', () => writing(out, () => writeAll(db, staged, options.lang)));
        const summary = await summarize(db, outcomes, files, inputs.ignored, seconds, effects);
        await writing(out, async () => {
          writeFileSync(join(staged, 'merge.json'), `${JSON.stringify(summary, null, 2)}\n`);
          await db.run('checkpoint');
          db.close();
          commit(out, summary.outputs, databaseChange);
        });
        return { summary, outcomes };
      });
    } finally {
      discardStaging(out, target);
    }
  });
}

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

async function openDatabase(staged: string, shown: string): Promise<Database> {
  try {
    return await Database.open(staged);
  } catch {
    throw new Failure(
      text(
        `${shown} no es una base de datos de Quipu o está en uso. Elija otra con --db.`,
        `${shown} is not a Quipu database, or is in use. Choose another with --db.`,
      ),
      2,
    );
  }
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

async function writeAll(db: Database, staged: string, lang: Lang): Promise<string[]> {
  mkdirSync(join(staged, 'tables'), { recursive: true });
  const tables = await toFiles(db, join(staged, 'tables'));
  writeFileSync(join(staged, 'consolidado.xlsx'), await toXlsx(db, lang));
  return ['consolidado.xlsx', ...tables.map((name) => `tables/${name}`), 'merge.json'];
}

const count = async (db: Database, sql: string) => Number((await db.rows(sql))[0]?.n ?? 0);

async function summarize(
  db: Database,
  outcomes: readonly Outcome[],
  files: string[],
  ignored: string[],
  seconds: Record<string, number>,
  effects: Effects,
): Promise<MergeSummary> {
  const rows: Record<string, number> = {};
  for (const { name, schema, table } of publishedTables)
    rows[name] = await count(db, `select count(*) as n from ${schema}.${table}`);
  const codes: Record<string, number> = {};
  for (const { entry } of outcomes) for (const { code } of entry.issues) codes[code] = (codes[code] ?? 0) + 1;
  const states = outcomes.map(({ entry }) => entry.state);
  const ofState = (state: string) => states.filter((other) => other === state).length;
  return {
    program: 'quipu',
    outputs: files,
    generated: effects.now().toISOString(),
    files: outcomes.map(({ entry: { id, state, submission, issues } }) => ({
      file: submission.file,
      sha256: submission.sha256,
      template: submission.template?.code ?? null,
      submission: id,
      status: STATUS[state],
      counts: countBySeverity(issues),
    })),
    accepted: ofState('aceptada'),
    rejected: ofState('rechazada'),
    replaced: ofState('sustituida'),
    duplicates: ofState('duplicada'),
    ignored,
    rows,
    issues: Object.fromEntries(Object.entries(codes).sort(([a], [b]) => a.localeCompare(b))),
    seconds,
  };
}

function tell(file: string, state: string, issues: readonly Issue[], lang: Lang, effects: Effects): void {
  const counts = countsInWords(issues, lang);
  effects.stderr(`${file}: ${state}${counts ? `; ${counts}` : ''}.\n`);
  if (state === 'rechazada')
    effects.stderr(
      findingsInWords(
        issues.filter(({ severity }) => severity === 'fatal'),
        lang,
      ),
    );
}

function nothingAccepted(outcomes: readonly Outcome[], lang: Lang, effects: Effects): Failure {
  for (const { entry } of outcomes) tell(entry.submission.file, entry.state, sortIssues(entry.issues), lang, effects);
  return new Failure(
    text(
      'Ningún libro se pudo aceptar; no se cambió nada. Corrija lo indicado y vuelva a intentar.',
      'No workbook could be accepted; nothing was changed. Mend what is said and try again.',
    ),
    2,
  );
}

function closing(
  { accepted, rejected, replaced, duplicates, seconds }: MergeSummary,
  { out, lang }: MergeOptions,
): string {
  const total = Object.values(seconds)
    .reduce((sum, value) => sum + value, 0)
    .toFixed(1);
  return lang === 'es'
    ? `Aceptados ${accepted}, sustituidos ${replaced}, repetidos ${duplicates}, rechazados ${rejected} (${total} s). Resultados en ${out}.\n`
    : `Accepted ${accepted}, replaced ${replaced}, repeated ${duplicates}, rejected ${rejected} (${total} s). Results in ${out}.\n`;
}
