import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { lookInto } from '../office/open-database.ts';
import { openPeriod, periodInWords, periodSaid, periodsOf } from '../office/periods.ts';
import { endPeriod } from '../office/publications.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'period',
  about: text('Dice cómo está cada periodo; lo abre o lo cierra.', 'Says how each period stands; opens or closes it.'),
  arguments: [{ name: '[periodo]', about: text('p. ej. 2026-S1', 'e.g. 2026-S1') }],
  options: [
    databaseOption,
    { flags: '--open', about: text('abre el periodo', 'opens the period') },
    { flags: '--close', about: text('lo cierra: se puede publicar', 'closes it: it may be published') },
    {
      flags: '--reason <motivo>',
      about: text('por qué se cierra con faltantes, o se abre otra vez', 'why it is closed with gaps, or opened again'),
    },
    { flags: '--by <cargo>', about: text('quién lo hace (cargo, no nombre)', 'who does it (position, not name)') },
    formatOption('text', 'json'),
  ],
  example: 'quipu period 2026-S1 --close --by "Oficina regional" --db oficina.duckdb',
  run: (said: string | undefined, options: PeriodOptions, effects: Effects) => periodCommand(said, options, effects),
};

export interface PeriodOptions {
  db: string;
  open?: boolean;
  close?: boolean;
  reason?: string;
  by?: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** `quipu period [PERIOD] --db FILE [--open | --close]`: how periods stand, or the next step of one. */
export async function periodCommand(
  said: string | undefined,
  options: PeriodOptions,
  effects: Effects,
): Promise<number> {
  const { open, close, by, reason, lang } = options;
  const target = resolve(options.db);
  if (open || close) {
    if (said === undefined || !by || (open && close)) throw incomplete;
    const step = { period: periodSaid(said), by, reason };
    await (open ? openPeriod : endPeriod)(target, step, effects.now());
  }
  const wanted = said === undefined ? null : periodSaid(said);
  const periods = (await lookInto(target, periodsOf)).filter(({ period }) => wanted === null || period === wanted);
  if (options.format === 'json') effects.stdout(`${JSON.stringify(periods, null, 2)}\n`);
  else for (const period of periods) effects.stdout(`${periodInWords(period, lang)}\n`);
  return 0;
}

const incomplete = new Failure(
  text(
    'Diga qué periodo, --open o --close, y quién lo hace: quipu period 2026-S1 --close --by CARGO --db BASE.',
    'Say which period, --open or --close, and who does it: quipu period 2026-S1 --close --by POSITION --db DATABASE.',
  ),
  2,
);
