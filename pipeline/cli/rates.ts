import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { rates } from '../office/rates.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { byOption, type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'rates',
  about: text(
    'Escribe o lee las tasas con que la oficina pasa montos a dólares.',
    'Writes or reads the rates at which the office converts amounts to US dollars.',
  ),
  options: [
    { flags: '--out <archivo>', about: text('escribe la hoja', 'writes the sheet') },
    { flags: '--in <archivo>', about: text('lee las tasas de la hoja', 'reads the rates of the sheet') },
    databaseOption,
    byOption,
  ],
  example: 'quipu rates --out tasas.xlsx --db oficina.duckdb',
  run: (options: RatesOptions, effects: Effects) => ratesCommand(options, effects),
};

export interface RatesOptions {
  db: string;
  by?: string;
  out?: string;
  in?: string;
  lang: Lang;
}

/** `quipu rates --db FILE --out FILE | --in FILE`: what the office converts amounts to US dollars with. */
export async function ratesCommand(options: RatesOptions, effects: Effects): Promise<number> {
  const { out, lang } = options;
  if ((out === undefined) === (options.in === undefined))
    throw new Failure(
      text(
        'Indique --out para escribir las tasas, o --in para leerlas.',
        'Give --out to write the rates, or --in to read them.',
      ),
      2,
    );
  const database = resolve(options.db);
  if (out !== undefined) {
    const { bytes, rows } = await rates.write(database, lang);
    try {
      writeFileSync(out, bytes);
    } catch {
      throw cannotWrite(out);
    }
    effects.stderr(lang === 'es' ? `${out}: ${rows} filas.\n` : `${out}: ${rows} rows.\n`);
    return 0;
  }
  const file = options.in ?? '';
  const { rows, problems } = await rates.take(database, file, options.by, effects.now());
  if (problems.length > 0) {
    effects.stderr(
      lang === 'es'
        ? `${file}: no se guardaron las tasas; falta corregir:\n`
        : `${file}: the rates were not kept; first correct:\n`,
    );
    for (const problem of problems) effects.stderr(`  ${problem[lang]}\n`);
    return 1;
  }
  effects.stderr(
    lang === 'es' ? `${rows} tasas. Vea la tabla montos_usd.\n` : `${rows} rates. See the table montos_usd.\n`,
  );
  return 0;
}
