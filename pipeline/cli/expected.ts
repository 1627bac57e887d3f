import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { dropExpected, expectedWorkbook, takeExpected } from '../office/expected-book.ts';
import { readExpected } from '../office/expected-list.ts';
import { periodIn } from '../office/office-words.ts';
import { registerOf } from '../office/programmes.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { byOption, type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'expected',
  about: text(
    'Escribe o lee la lista de la oficina: quién debe enviar qué y hasta cuándo.',
    "Writes or reads the office's list: who is to send what, and until when.",
  ),
  options: [
    { flags: '--out <archivo>', about: text('escribe la lista', 'writes the list') },
    { flags: '--in <archivo>', about: text('lee la lista', 'reads the list') },
    {
      flags: '--forget <periodo>',
      about: text('quita la lista de un periodo', 'takes the list of a period away'),
    },
    databaseOption,
    byOption,
  ],
  example: 'quipu expected --out esperados.xlsx --db oficina.duckdb',
  run: (options: ExpectedOptions, effects: Effects) => expectedCommand(options, effects),
};

export interface ExpectedOptions {
  db: string;
  by?: string;
  out?: string;
  in?: string;
  /** Period of which nothing is expected any more. */
  forget?: string;
  lang: Lang;
}

/** `quipu expected --db FILE --out FILE | --in FILE | --forget PERIOD`: the office's list of what is to come. */
export async function expectedCommand(options: ExpectedOptions, effects: Effects): Promise<number> {
  const { out, lang, forget } = options;
  if (forget !== undefined) {
    const period = periodIn(forget) ?? forget;
    const dropped = await dropExpected(resolve(options.db), period, options.by, effects.now());
    effects.stderr(
      lang === 'es'
        ? `De ${period} ya no se espera nada (eran ${dropped}).\n`
        : `Nothing is expected of ${period} any more (there were ${dropped}).\n`,
    );
    return 0;
  }
  if ((out === undefined) === (options.in === undefined))
    throw new Failure(
      text(
        'Indique --out para escribir la lista, o --in para leerla.',
        'Give --out to write the list, or --in to read it.',
      ),
      2,
    );
  if (out !== undefined) return write(options, out, effects);
  const file = options.in ?? '';
  const { expected, problems } = await readExpected(file, await registerOf(options.db));
  if (problems.length > 0) {
    effects.stderr(
      lang === 'es'
        ? `${file}: no se guardó la lista; falta corregir:\n`
        : `${file}: the list was not kept; first correct:\n`,
    );
    for (const problem of problems) effects.stderr(`  ${problem[lang]}\n`);
    return 1;
  }
  const others = await takeExpected(resolve(options.db), expected, options.by, effects.now());
  effects.stderr(
    lang === 'es'
      ? `Se esperan ${expected.length} libros.${others.length > 0 ? ` Lo esperado de otros periodos queda como estaba: ${others.join(', ')}.` : ''} Vea quipu status.\n`
      : `${expected.length} workbooks are expected.${others.length > 0 ? ` What is expected of other periods stays as it was: ${others.join(', ')}.` : ''} See quipu status.\n`,
  );
  return 0;
}

/** Writes the list that stands. */
async function write({ db: path, lang }: ExpectedOptions, out: string, effects: Effects): Promise<number> {
  const { bytes, rows } = await expectedWorkbook(resolve(path), lang);
  try {
    writeFileSync(out, bytes);
  } catch {
    throw cannotWrite(out);
  }
  effects.stderr(lang === 'es' ? `${out}: ${rows} libros.\n` : `${out}: ${rows} workbooks.\n`);
  return 0;
}
