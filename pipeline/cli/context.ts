import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { context } from '../office/context-sheet.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { byOption, type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'context',
  about: text(
    'Escribe o lee el contexto de cada país (población, pobreza, empleo), que se muestra aparte de los resultados.',
    'Writes or reads the context of each country (population, poverty, employment), shown apart from results.',
  ),
  options: [
    { flags: '--out <archivo>', about: text('escribe la hoja', 'writes the sheet') },
    { flags: '--in <archivo>', about: text('lee los datos de la hoja', 'reads the data of the sheet') },
    databaseOption,
    byOption,
  ],
  example: 'quipu context --out contexto.xlsx --db oficina.duckdb',
  run: (options: ContextOptions, effects: Effects) => contextCommand(options, effects),
};

export interface ContextOptions {
  db: string;
  by?: string;
  out?: string;
  in?: string;
  lang: Lang;
}

/** `quipu context --db FILE --out FILE | --in FILE`. */
export async function contextCommand(options: ContextOptions, effects: Effects): Promise<number> {
  const { out, lang } = options;
  if ((out === undefined) === (options.in === undefined))
    throw new Failure(
      text(
        'Indique --out para escribir el contexto, o --in para leerlo.',
        'Give --out to write the context, or --in to read it.',
      ),
      2,
    );
  const database = resolve(options.db);
  if (out !== undefined) {
    const { bytes, rows } = await context.write(database, lang);
    try {
      writeFileSync(out, bytes);
    } catch {
      throw cannotWrite(out);
    }
    effects.stderr(lang === 'es' ? `${out}: ${rows} filas.\n` : `${out}: ${rows} rows.\n`);
    return 0;
  }
  const file = options.in ?? '';
  const { rows, problems } = await context.take(database, file, options.by, effects.now());
  if (problems.length > 0) {
    effects.stderr(
      lang === 'es' ? `${file}: no se guardó nada; falta corregir:\n` : `${file}: nothing was kept; first correct:\n`,
    );
    for (const problem of problems) effects.stderr(`  ${problem[lang]}\n`);
    return 1;
  }
  effects.stderr(
    lang === 'es' ? `${rows} datos. Vea la tabla contexto_pais.\n` : `${rows} facts. See the table contexto_pais.\n`,
  );
  return 0;
}
