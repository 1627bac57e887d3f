import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { letThrough } from '../office/let-through.ts';
import type { CommandDefinition } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'accept',
  about: text(
    'Deja pasar una corrección que espera porque trae menos que el envío al que sustituye.',
    'Lets a correction through that waits because it brings less than the submission it replaces.',
  ),
  arguments: [
    {
      name: '<envío>',
      about: text('código del envío, de la hoja Entregas', 'id of the submission, from the sheet Submissions'),
    },
  ],
  options: [
    { flags: '--db <archivo>', about: text('base de datos de la oficina', "the office's database"), required: true },
    { flags: '--reason <motivo>', about: text('por qué está bien así', 'why it is right so'), required: true },
    {
      flags: '--by <cargo>',
      about: text('quién lo decide (cargo, no nombre)', 'who decides (position, not name)'),
      required: true,
    },
  ],
  example:
    'quipu accept SC-PE-PRG-PE-AGRO-001-F-2026-S1-e2 --db oficina.duckdb --reason "Dos empresas eran una" --by "Oficina regional"',
  run: (id: string, options: AcceptOptions, effects: Effects) => acceptCommand(id, options, effects),
};

export interface AcceptOptions {
  db: string;
  reason: string;
  by: string;
  lang: Lang;
}

/** `quipu accept ID --db DB --reason … --by …`: the correction counts from now on, and what it replaces no longer. */
export async function acceptCommand(
  id: string,
  { db: path, reason, by, lang }: AcceptOptions,
  effects: Effects,
): Promise<number> {
  await letThrough(resolve(path), id, { reason, by }, effects.now());
  effects.stderr(
    lang === 'es'
      ? `${id} cuenta desde ahora. Publique con quipu merge.\n`
      : `${id} counts from now on. Publish with quipu merge.\n`,
  );
  return 0;
}
