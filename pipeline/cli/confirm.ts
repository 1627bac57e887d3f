import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { confirmFigure, withdrawConfirmation } from '../office/confirm.ts';
import type { CommandDefinition } from './command.ts';
import { dayIn, placeIn } from './waive.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'confirm',
  about: text(
    'La oficina confirma una cifra recibida que parecía improbable y es correcta.',
    'The office confirms a figure received that seemed unlikely and is right.',
  ),
  arguments: [
    {
      name: '<envío>',
      about: text('código del envío, de la hoja Entregas', 'id of the submission, from the sheet Submissions'),
    },
  ],
  options: [
    { flags: '--db <archivo>', about: text('base de datos de la oficina', "the office's database"), required: true },
    {
      flags: '--cell <hoja!casilla>',
      about: text('la casilla, p. ej. Empresas!F14', 'the cell, e.g. Empresas!F14'),
      required: true,
    },
    { flags: '--reason <motivo>', about: text('por qué es correcta', 'why it is right') },
    {
      flags: '--by <cargo>',
      about: text('quién lo confirma (cargo, no nombre)', 'who confirms it (position, not name)'),
      required: true,
    },
    {
      flags: '--until <fecha>',
      about: text('hasta cuándo vale; si no, el fin del periodo', 'until when; else the end of the period'),
    },
    {
      flags: '--withdraw',
      about: text('retira lo que la oficina confirmó', 'takes back what the office confirmed'),
    },
  ],
  example:
    'quipu confirm SC-PE-PRG-PE-AGRO-001-F-2026-S1-e1 --db oficina.duckdb --cell Empresas!I14 --reason "Planta nueva" --by "Oficina regional"',
  run: (id: string, options: ConfirmOptions, effects: Effects) => confirmCommand(id, options, effects),
};

export interface ConfirmOptions {
  db: string;
  /** `Empresas!F14`. */
  cell: string;
  reason?: string;
  by: string;
  until?: string;
  withdraw?: boolean;
  lang: Lang;
}

/** `quipu confirm ID --db DB --cell SHEET!CELL --reason … --by …`: it is not asked about again, and the workbook stays as it is. */
export async function confirmCommand(
  id: string,
  { db, cell: place, reason = '', by, until: wanted, withdraw = false, lang }: ConfirmOptions,
  effects: Effects,
): Promise<number> {
  const [sheet, cell] = placeIn(place);
  const confirming = { id, figure: { sheet, cell }, reason: reason.trim(), by };
  if (withdraw) {
    await withdrawConfirmation(resolve(db), confirming, effects.now());
    effects.stderr(
      lang === 'es'
        ? `Retirada: se vuelve a preguntar por ${place}. Publique con quipu merge.\n`
        : `Taken back: ${place} is asked about again. Publish with quipu merge.\n`,
    );
    return 0;
  }
  if (confirming.reason === '')
    throw new Failure(text('Diga con --reason por qué es correcta.', 'Say with --reason why it is right.'), 2);
  const until = wanted === undefined ? undefined : dayIn(wanted);
  const confirmed = await confirmFigure(resolve(db), { ...confirming, until }, effects.now());
  effects.stderr(
    lang === 'es'
      ? `Confirmado hasta el ${confirmed.until.split('-').reverse().join('/')}: ${confirmed.what.es} Publique con quipu merge.\n`
      : `Confirmed until ${confirmed.until}: ${confirmed.what.en} Publish with quipu merge.\n`,
  );
  return 0;
}
