import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { checkStored } from '../office/check-stored.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'check',
  about: text(
    'Comprueba todo lo guardado: la base de datos y los originales.',
    'Checks everything that is stored: the database and the originals.',
  ),
  options: [databaseOption],
  example: 'quipu check --db oficina.duckdb',
  run: (options: { db: string; lang: Lang }, effects: Effects) => checkCommand(options, effects),
};

/** `quipu check --db FILE`. @returns 1 where something is wrong */
export async function checkCommand({ db, lang }: { db: string; lang: Lang }, effects: Effects): Promise<number> {
  const { problems, tables, originals } = await checkStored(resolve(db));
  for (const problem of problems) effects.stdout(`✗ ${problem[lang]}\n`);
  if (problems.length > 0) return 1;
  effects.stdout(
    lang === 'es'
      ? `✓ ${db}: ${tables} tablas leídas enteras y ${originals} originales iguales a lo recibido.\n`
      : `✓ ${db}: ${tables} tables read whole and ${originals} originals equal to what was received.\n`,
  );
  return 0;
}
