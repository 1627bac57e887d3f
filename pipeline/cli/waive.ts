import { confirmedValue, type GivenConfirmation, withConfirmations } from '../../sheets-templates/confirmations.ts';
import type { Issue } from '../../sheets-templates/define/finding.ts';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import { toDate } from '../../sheets-templates/functions/to-date.ts';
import { isConfirmable } from '../../sheets-templates/group.ts';
import { sortIssues } from '../../sheets-templates/issues.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { lastDay } from '../office/confirm.ts';
import { writeWhole } from '../office/write-copy.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import type { CommandDefinition } from './command.ts';
import { notEditable, readOne } from './repair.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'waive',
  about: text(
    'Confirma en una copia una cifra que parecía improbable y es correcta.',
    'Confirms in a copy a figure that seemed unlikely and is right.',
  ),
  arguments: [{ name: '<archivo>', about: text('libro .xlsx', '.xlsx workbook') }],
  options: [
    {
      flags: '--cell <hoja!casilla>',
      about: text('la casilla, p. ej. Empresas!F14', 'the cell, e.g. Empresas!F14'),
      required: true,
    },
    { flags: '--reason <motivo>', about: text('por qué es correcta', 'why it is right'), required: true },
    {
      flags: '--by <cargo>',
      about: text('quién lo confirma (cargo, no nombre)', 'who confirms it (position, not name)'),
      required: true,
    },
    {
      flags: '--until <fecha>',
      about: text('hasta cuándo vale; si no, el fin del periodo', 'until when; else the end of the period'),
    },
    { flags: '--out <archivo>', about: text('la copia', 'the copy'), required: true },
  ],
  example:
    'quipu waive Indicadores-SCORE-PE.xlsx --cell Empresas!I14 --reason "Planta nueva" --by Estadística --out Indicadores-SCORE-PE-2.xlsx',
  run: (path: string, options: WaiveOptions, effects: Effects) => waiveCommand(path, options, effects),
};

export interface WaiveOptions {
  /** `Empresas!F14`. */
  cell: string;
  reason: string;
  by: string;
  until?: string;
  out: string;
  lang: Lang;
}

/**
 * `quipu waive FILE --cell SHEET!CELL --reason … --by … --out FILE2`: says in a copy that a figure is right although a
 * rule of plausibility warns. Errors cannot be confirmed.
 */
export async function waiveCommand(file: string, options: WaiveOptions, effects: Effects): Promise<number> {
  const { submission, bytes } = await readOne(file, options.out);
  const { issues, checked } = submission;
  const [sheet, cell] = placeIn(options.cell);
  const there = issues.filter((issue) => issue.sheet === sheet && issue.cell === cell);
  const chosen = there.filter(isConfirmable);
  if (chosen.length === 0) throw nothingToConfirm(options.cell, there);
  const context = checked?.workbook.context;
  const period = String(checked?.workbook.cover.values.periodo ?? '');
  const wanted = options.until === undefined ? undefined : dayIn(options.until);
  const until = lastDay(wanted, context?.cutoff ?? '', period);
  const given = chosen.map(
    (issue): GivenConfirmation => ({
      identity: issue.identity,
      value: confirmedValue(issue),
      why: maskPersonal(options.reason),
      who: maskPersonal(options.by),
      when: effects.now().toISOString().slice(0, 10),
      until,
    }),
  );
  const confirmed = sortIssues(withConfirmations(issues, given, context?.cutoff ?? null));
  if (!confirmed.some((issue) => issue.confirmed && !issues.includes(issue))) throw nothingToConfirm(options.cell, []);
  const feedback = await toFeedback(submission, bytes, { lang: options.lang, issues: confirmed });
  if (feedback.alone) throw notEditable(file);
  writeWhole(options.out, feedback.bytes);
  effects.stderr(
    options.lang === 'es'
      ? `Confirmado hasta el ${until.split('-').reverse().join('/')}: ${chosen[0]?.message.es} Copia: ${options.out}\n`
      : `Confirmed until ${until}: ${chosen[0]?.message.en} Copy: ${options.out}\n`,
  );
  return 0;
}

/** Sheet and cell of `Empresas!$F$14`. */
export function placeIn(place: string): [string, string] {
  const at = place.lastIndexOf('!');
  const sheet = place.slice(0, Math.max(at, 0)).replace(/^'(.*)'$/, '$1');
  return [
    sheet,
    place
      .slice(at + 1)
      .replace(/\$/g, '')
      .toUpperCase(),
  ];
}

/** A day as it is typed, ISO. @throws Failure where it is none */
export function dayIn(written: string): string {
  const reading = toDate(written, 'end');
  if (reading && 'iso' in reading) return reading.iso;
  throw fail(
    `«${written}» no es una fecha. Escríbala así: 31/12/2026.`,
    `«${written}» is not a date. Write it like this: 2026-12-31.`,
  );
}

function nothingToConfirm(place: string, there: readonly Issue[]): Failure {
  const [first] = there.filter(({ severity }) => severity === 'error' || severity === 'fatal');
  if (first) {
    return fail(
      `En ${place} hay algo por corregir, y eso no se confirma: ${first.message.es}`,
      `In ${place} there is something to correct, which cannot be confirmed: ${first.message.en}`,
    );
  }
  return fail(
    `En ${place} no hay ninguna cifra por confirmar. Escriba la hoja y la casilla así: Empresas!F14.`,
    `In ${place} there is no figure to confirm. Write sheet and cell like this: Empresas!F14.`,
  );
}

const fail = (es: string, en: string) => new Failure(text(es, en) satisfies Text, 2);
