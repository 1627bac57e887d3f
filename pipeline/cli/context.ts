import { text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { context } from '../office/context-sheet.ts';
import { byOption, type CommandDefinition, databaseOption } from './command.ts';
import { type FilledSheetOptions, type FilledSheetWords, filledSheetCommand } from './filled-sheet.ts';

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
  run: (options: FilledSheetOptions, effects: Effects) => contextCommand(options, effects),
};

const WORDS: FilledSheetWords = {
  which: text(
    'Indique --out para escribir el contexto, o --in para leerlo.',
    'Give --out to write the context, or --in to read it.',
  ),
  notKept: text('no se guardó nada; falta corregir:', 'nothing was kept; first correct:'),
  kept: text('datos. Vea la tabla contexto_pais.', 'facts. See the table contexto_pais.'),
};

/** `quipu context --db FILE --out FILE | --in FILE`: what the office knows of each country. */
export const contextCommand = (options: FilledSheetOptions, effects: Effects): Promise<number> =>
  filledSheetCommand(context, WORDS, options, effects);
