import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { countsInWords, type LeftOut, leftOutInWords, leftOutOf } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import type { Outcome } from '../merge/incoming.ts';
import { findingsOf } from '../merge/load.ts';
import type { State } from '../merge/resolve-submissions.ts';
import { type RunOptions, runMerge } from '../office/merge.ts';
import { NothingAccepted } from '../office/merge-refusals.ts';
import type { MergeSummary } from '../office/merge-summary.ts';
import { findingsInWords } from '../office/messages.ts';
import { byOption, type CommandDefinition, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'merge',
  about: text('Consolida libros y publica las tablas.', 'Merges workbooks and publishes the tables.'),
  arguments: [
    {
      name: '[ruta...]',
      about: text(
        'libros o carpetas; sin ninguno se publica otra vez lo que guarda --db',
        'workbooks or folders; without any, what --db holds is published again',
      ),
    },
  ],
  options: [
    { flags: '--out <carpeta>', about: text('carpeta de resultados', 'folder for the results'), required: true },
    {
      flags: '--db <archivo>',
      about: text(
        'base de datos que guarda los envíos de una vez a otra',
        'database that keeps submissions from one time to the next',
      ),
    },
    {
      flags: '--staged <carpeta>',
      about: text(
        'en lugar de libros: lo que quipu stage preparó allí',
        'in place of workbooks: what quipu stage left there',
      ),
    },
    {
      flags: '--csv-dialect <dialecto>',
      about: text(
        'cómo se escriben los CSV: para programas, o para Excel en español',
        'how CSV files are written: for programs, or for Excel in Spanish',
      ),
      choices: ['standard', 'excel-es'],
      default: 'standard',
    },
    {
      flags: '--publication <nombre>',
      about: text(
        'estos resultados se entregan: los siguientes no dirán nada de menos de 5 personas por diferencia',
        'these results are handed out: later ones will tell nothing of fewer than 5 people by subtraction',
      ),
    },
    byOption,
    formatOption('text', 'json'),
  ],
  example: 'quipu merge recibidos --out resultados --db oficina.duckdb',
  run: (paths: readonly string[], options: MergeOptions, effects: Effects) => mergeCommand(paths, options, effects),
};

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
  espera: { es: 'en espera de la oficina', en: 'waiting for the office' },
  sustituida: { es: 'sustituido por un envío posterior', en: 'replaced by a later submission' },
  duplicada: { es: 'ya se había recibido', en: 'received before' },
};

/** Some of it does not count yet. */
const CORRECTED = { es: 'aceptado con correcciones', en: 'accepted with corrections' };

const leftOut = ({ entry: { state, submission } }: Outcome): LeftOut =>
  submission.staged && state === 'aceptada'
    ? submission.staged.left
    : leftOutOf(state === 'aceptada' ? submission.checked : null);

function tell(outcome: Outcome, lang: Lang, effects: Effects): void {
  const { submission, state, issues } = outcome.entry;
  const left = leftOutInWords(leftOut(outcome), lang);
  const parts = [left ? CORRECTED[lang] : STATES[state][lang], countsInWords(findingsOf(outcome.entry), lang), left];
  effects.stderr(`${submission.file}: ${parts.filter(Boolean).join('; ')}.\n`);
  const fatal = [...issues, ...(submission.staged?.refused ?? [])].filter(({ severity }) => severity === 'fatal');
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
  const all = outcomes.map(leftOut);
  const sum = (key: keyof LeftOut) => all.reduce((total, one) => total + one[key], 0);
  const left = leftOutInWords({ rows: sum('rows'), cells: sum('cells') }, lang);
  if (lang === 'es') {
    const see = left ? ` En total, ${left}: vea la hoja Rechazos.` : '';
    return `Aceptados ${accepted}, sustituidos ${replaced}, repetidos ${duplicates}${unchanged > 0 ? ` (${unchanged} sin cambios, no se leyeron otra vez)` : ''}, rechazados ${rejected} (${total} s).${see} Resultados en ${out}.\n`;
  }
  const see = left ? ` In all, ${left}: see the sheet Rejections.` : '';
  return `Accepted ${accepted}, replaced ${replaced}, repeated ${duplicates}${unchanged > 0 ? ` (${unchanged} unchanged, not read again)` : ''}, rejected ${rejected} (${total} s).${see} Results in ${out}.\n`;
}
