import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { rebuildDatabase } from '../office/rebuild-database.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'rebuild',
  about: text(
    'Lee otra vez todo lo recibido y rehace la base de datos.',
    'Reads everything received again and makes the database anew.',
  ),
  options: [databaseOption],
  example: 'quipu rebuild --db oficina.duckdb',
  run: (options: { db: string; lang: Lang }, effects: Effects) => rebuildCommand(options, effects),
};

/** `quipu rebuild --db FILE`: reads everything received again, merge by merge, with the rules of today. */
export async function rebuildCommand(
  { db: path, lang }: { db: string; lang: Lang },
  effects: Effects,
): Promise<number> {
  const { count, refused } = await rebuildDatabase(resolve(path), effects, ({ commit }) => commit());
  effects.stderr(
    lang === 'es'
      ? `Se leyeron otra vez ${count} libros y se rehízo ${path}. Publique con quipu merge.\n`
      : `${count} workbooks were read again and ${path} was made anew. Publish with quipu merge.\n`,
  );
  if (refused.length > 0)
    effects.stderr(
      lang === 'es'
        ? `Las reglas de esta versión ya no aceptan ${refused.length}, y sus cifras no cuentan: ${refused.join(', ')}. quipu status dice qué pedir a cada uno.\n`
        : `The rules of this version no longer accept ${refused.length}, whose figures do not count: ${refused.join(', ')}. quipu status says what to ask of each.\n`,
    );
  return refused.length > 0 ? 1 : 0;
}
