import type { Lang } from '../../sheets-templates/define.ts';
import { countBySeverity, countsInWords, keptOutInWords } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import type { Outcome } from '../merge/merge.ts';
import type { State } from '../merge/resolve-submissions.ts';
import { findingsInWords } from './report.ts';
import { type MergeSummary, NothingAccepted, type RunOptions, runMerge } from './run-merge.ts';

export interface MergeOptions extends RunOptions {
  format: 'text' | 'json';
}

/** `quipu merge PATH… --out DIR [--db FILE]`: all or nothing. */
export async function mergeCommand(paths: readonly string[], options: MergeOptions, effects: Effects): Promise<number> {
  try {
    const { summary, outcomes } = await runMerge(paths, options, effects);
    for (const outcome of outcomes) tell(outcome, options.lang, effects);
    effects.stderr(closing(summary, outcomes, options));
    if (options.format === 'json') effects.stdout(`${JSON.stringify(summary, null, 2)}\n`);
    return summary.rejected > 0 ? 1 : 0;
  } catch (error) {
    if (error instanceof NothingAccepted) for (const outcome of error.outcomes) tell(outcome, options.lang, effects);
    throw error;
  }
}

const STATES: Readonly<Record<State, { es: string; en: string }>> = {
  aceptada: { es: 'aceptado', en: 'accepted' },
  rechazada: { es: 'rechazado', en: 'rejected' },
  sustituida: { es: 'sustituido por un envío posterior', en: 'replaced by a later submission' },
  duplicada: { es: 'ya se había recibido', en: 'received before' },
};

const rowsOut = ({ entry: { state, submission } }: Outcome) =>
  state === 'aceptada' ? (submission.checked?.rejectedRows.size ?? 0) : 0;

function tell(outcome: Outcome, lang: Lang, effects: Effects): void {
  const { submission, state, issues } = outcome.entry;
  const parts = [
    STATES[state][lang],
    countsInWords(countBySeverity(issues), lang),
    keptOutInWords(rowsOut(outcome), lang),
  ];
  effects.stderr(`${submission.file}: ${parts.filter(Boolean).join('; ')}.\n`);
  const fatal = issues.filter(({ severity }) => severity === 'fatal');
  if (state === 'rechazada') effects.stderr(findingsInWords(fatal, lang));
}

function closing(
  { accepted, rejected, replaced, duplicates, unchanged, seconds }: MergeSummary,
  outcomes: readonly Outcome[],
  { out, lang }: MergeOptions,
): string {
  const total = Object.values(seconds)
    .reduce((sum, value) => sum + value, 0)
    .toFixed(1);
  const rows = outcomes.reduce((sum, outcome) => sum + rowsOut(outcome), 0);
  const left = keptOutInWords(rows, lang);
  if (lang === 'es') {
    const see = left ? ` En total, ${left}: vea la hoja Rechazos.` : '';
    return `Aceptados ${accepted}, sustituidos ${replaced}, repetidos ${duplicates}${unchanged > 0 ? ` (${unchanged} sin cambios, no se leyeron otra vez)` : ''}, rechazados ${rejected} (${total} s).${see} Resultados en ${out}.\n`;
  }
  const see = left ? ` In all, ${left}: see the sheet Rejections.` : '';
  return `Accepted ${accepted}, replaced ${replaced}, repeated ${duplicates}${unchanged > 0 ? ` (${unchanged} unchanged, not read again)` : ''}, rejected ${rejected} (${total} s).${see} Results in ${out}.\n`;
}
