import { text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { findingsInWords } from '../office/messages.ts';
import { type StageOptions, stageBooks } from '../office/stage.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'stage',
  about: text(
    'Lee y revisa libros y deja sus filas en Parquet, para consolidarlas después.',
    'Reads and checks workbooks and leaves their rows as Parquet, to be merged later.',
  ),
  arguments: [{ name: '<ruta...>', about: text('libros o carpetas', 'workbooks or folders') }],
  options: [
    {
      flags: '--to <carpeta>',
      about: text('carpeta, o dirección s3://…', 'folder, or address s3://…'),
      required: true,
    },
    {
      ...databaseOption,
      about: text(
        'la base de la oficina; solo se usa el archivo .sal a su lado',
        "the office's database; only the .sal file beside it is used",
      ),
    },
    {
      flags: '--shard <parte>',
      about: text(
        'solo una parte de los libros, p. ej. 3/16: varias máquinas se reparten el trabajo',
        'only a part of the workbooks, e.g. 3/16: several machines share the work',
      ),
    },
  ],
  example: 'quipu stage recibidos --to preparados --db oficina.duckdb --shard 1/4',
  run: (paths: readonly string[], options: StageOptions, effects: Effects) => stageCommand(paths, options, effects),
};

/** `quipu stage PATH… --to DIR --db FILE`. */
export async function stageCommand(paths: readonly string[], options: StageOptions, effects: Effects): Promise<number> {
  const { to, lang } = options;
  const { prepared, before, rejected } = await stageBooks(paths, options, effects);
  for (const { file, issues } of rejected) {
    effects.stderr(lang === 'es' ? `${file}: no se aceptará.\n` : `${file}: will not be accepted.\n`);
    effects.stderr(
      findingsInWords(
        issues.filter(({ severity }) => severity === 'fatal'),
        lang,
      ),
    );
  }
  effects.stderr(
    lang === 'es'
      ? `Preparados ${prepared} libros en ${to}; ${before} ya estaban. Consolídelos con quipu merge --staged ${to}.\n`
      : `${prepared} workbooks staged in ${to}; ${before} were there already. Merge them with quipu merge --staged ${to}.\n`,
  );
  return rejected.length > 0 ? 1 : 0;
}
