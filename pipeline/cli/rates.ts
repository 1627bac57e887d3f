import { text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { rates } from '../office/rates.ts';
import { byOption, type CommandDefinition, databaseOption } from './command.ts';
import { type FilledSheetOptions, type FilledSheetWords, filledSheetCommand } from './filled-sheet.ts';

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
  run: (options: FilledSheetOptions, effects: Effects) => ratesCommand(options, effects),
};

const WORDS: FilledSheetWords = {
  which: text(
    'Indique --out para escribir las tasas, o --in para leerlas.',
    'Give --out to write the rates, or --in to read them.',
  ),
  notKept: text('no se guardaron las tasas; falta corregir:', 'the rates were not kept; first correct:'),
  kept: text('tasas. Vea la tabla montos_usd.', 'rates. See the table montos_usd.'),
};

/** `quipu rates --db FILE --out FILE | --in FILE`: what the office converts amounts to US dollars with. */
export const ratesCommand = (options: FilledSheetOptions, effects: Effects): Promise<number> =>
  filledSheetCommand(rates, WORDS, options, effects);
