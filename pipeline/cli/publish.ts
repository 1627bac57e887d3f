import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { periodSaid } from '../office/periods.ts';
import { differenceInWords } from '../office/publication-changes.ts';
import { publish } from '../office/publications.ts';
import { changeInText } from '../publish/changes-in-words.ts';
import type { CsvDialect } from '../publish/to-files.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'publish',
  about: text(
    'Entrega los resultados de un periodo cerrado en una carpeta que ya no cambia; después, una corrección con su diferencia.',
    'Hands out the results of a closed period in a folder that does not change; later, a correction with its difference.',
  ),
  arguments: [{ name: '<periodo>', about: text('p. ej. 2026-S1', 'e.g. 2026-S1') }],
  options: [
    databaseOption,
    {
      flags: '--by <cargo>',
      about: text('quién publica (cargo, no nombre)', 'who publishes (position, not name)'),
      required: true,
    },
    { flags: '--reason <motivo>', about: text('por qué se corrige', 'why it is corrected') },
    {
      flags: '--csv-dialect <dialecto>',
      about: text('cómo se escriben los CSV', 'how CSV files are written'),
      choices: ['standard', 'excel-es'],
      default: 'standard',
    },
  ],
  example: 'quipu publish 2026-S1 --by "Oficina regional" --db oficina.duckdb',
  run: (said: string, options: PublishCommandOptions, effects: Effects) => publishCommand(said, options, effects),
};

export interface PublishCommandOptions {
  db: string;
  by: string;
  reason?: string;
  csvDialect?: CsvDialect;
  lang: Lang;
}

/** `quipu publish PERIOD --db FILE --by …`: results that stand from now on. */
export async function publishCommand(said: string, options: PublishCommandOptions, effects: Effects): Promise<number> {
  const { folder, changes, differences } = await publish({ ...options, period: periodSaid(said) }, effects);
  for (const change of changes) effects.stdout(`${changeInText(change, options.lang)}\n\n`);
  if (changes.length === 0) for (const one of differences) effects.stdout(`${differenceInWords(one, options.lang)}\n`);
  effects.stderr(options.lang === 'es' ? `Publicado en ${folder}.\n` : `Published in ${folder}.\n`);
  return 0;
}
