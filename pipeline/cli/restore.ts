import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { restore } from '../office/backup.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'restore',
  about: text('Repone una copia donde no hay base de datos.', 'Puts a backup where there is no database.'),
  options: [
    {
      flags: '--from <carpeta>',
      about: text('la copia que hizo quipu backup', 'the copy that quipu backup made'),
      required: true,
    },
    databaseOption,
  ],
  example: 'quipu restore --from copias/oficina.duckdb.copia-20261130-0900 --db repuesta.duckdb',
  run: (options: { from: string; db: string; lang: Lang }, effects: Effects) => restoreCommand(options, effects),
};

/** `quipu restore --from FOLDER --db FILE`. */
export async function restoreCommand(
  { from, db, lang }: { from: string; db: string; lang: Lang },
  effects: Effects,
): Promise<number> {
  const files = await restore(resolve(from), resolve(db));
  effects.stderr(
    lang === 'es'
      ? `Se repusieron ${files} archivos en ${db}. Publique con quipu merge.\n`
      : `${files} files were put back at ${db}. Publish with quipu merge.\n`,
  );
  return 0;
}
