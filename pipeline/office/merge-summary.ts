import type { Severity } from '../../sheets-templates/define/cell.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import { PUBLISHED, publicTables } from '../disclosure/tables.ts';
import type { Effects } from '../effects.ts';
import type { Database } from '../merge/database.ts';
import type { Outcome } from '../merge/incoming.ts';
import { findingsOf } from '../merge/load.ts';
import type { KnownFile } from '../merge/merge.ts';
import type { State } from '../merge/resolve-submissions.ts';
import type { Answer } from './write-feedback.ts';

/** What a merge did, as `merge.json` tells it. */
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
  /** All answers in the folder, those of earlier merges whose submissions stand among them. */
  answers: Answer[];
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
  espera: 'waiting',
  sustituida: 'replaced',
  duplicada: 'duplicate',
};

interface Facts {
  answers: Answer[];
  outcomes: readonly Outcome[];
  feedback: ReadonlyMap<Outcome, string>;
  /** Received before, byte for byte. */
  again: readonly { file: string; sha256: string; known: KnownFile | undefined }[];
  replaced: number;
  files: string[];
  ignored: string[];
  seconds: Record<string, number>;
}

/** Sums a merge up. */
export async function summarize(
  db: Database,
  { outcomes, feedback, answers, again, replaced, files, ignored, seconds }: Facts,
  effects: Effects,
): Promise<MergeSummary> {
  const rows: Record<string, number> = {};
  const counts = publicTables.map(({ name }) => `select '${name}' as tabla, count(*) as n from ${PUBLISHED}.${name}`);
  for (const { tabla, n } of await db.rows(counts.join(' union all '))) rows[String(tabla)] = Number(n);
  const codes: Record<string, number> = {};
  for (const { entry } of outcomes) {
    for (const { code } of entry.issues) codes[code] = (codes[code] ?? 0) + 1;
    for (const [code, n] of Object.entries(entry.submission.staged?.codes ?? {})) codes[code] = (codes[code] ?? 0) + n;
  }
  const states = outcomes.map(({ entry }) => entry.state);
  const ofState = (state: string) => states.filter((other) => other === state).length;
  return {
    program: 'quipu',
    outputs: files,
    generated: effects.now().toISOString(),
    files: outcomes
      .map((outcome) => ({ ...outcome, feedback: feedback.get(outcome) ?? null }))
      .map(({ entry, feedback: returned }) => ({
        file: entry.submission.file,
        sha256: entry.submission.sha256,
        template: entry.submission.template?.code ?? null,
        submission: entry.id,
        status: STATUS[entry.state],
        counts: findingsOf(entry),
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
    answers,
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
