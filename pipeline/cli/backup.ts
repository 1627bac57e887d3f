import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { backedUp, backUp } from '../office/backup.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'backup',
  about: text(
    'Guarda una copia de la base de datos y de todo lo recibido.',
    'Saves a copy of the database and of everything received.',
  ),
  options: [
    databaseOption,
    {
      flags: '--out <carpeta>',
      about: text('carpeta en la que va la copia', 'folder into which the copy goes'),
      required: true,
    },
  ],
  example: 'quipu backup --db oficina.duckdb --out copias',
  run: (options: { db: string; out: string; lang: Lang }, effects: Effects) => backupCommand(options, effects),
};

/** `quipu backup --db FILE --out FOLDER`. */
export async function backupCommand(
  { db, out, lang }: { db: string; out: string; lang: Lang },
  effects: Effects,
): Promise<number> {
  const { folder, files } = await backUp(resolve(db), resolve(out), effects.now());
  effects.stdout(`${folder}\n`);
  effects.stderr(`${backedUp(folder, files)[lang]}\n`);
  return 0;
}
