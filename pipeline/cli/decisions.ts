import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { type Decided, type Decision, decide } from '../office/decide.ts';
import { readOfficeTable } from '../office/office-table.ts';
import { lookInto } from '../office/open-database.ts';
import { cannotWrite } from '../office/replace-outputs.ts';
import { CHOICES, DECISION_COLUMNS, decisionsWorkbook, OTHER_WORDS } from '../publish/decisions-sheet.ts';
import { type CommandDefinition, databaseOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'decisions',
  about: text(
    'Escribe o lee la hoja en que la oficina decide qué pares son el mismo.',
    'Writes or reads the sheet in which the office decides which pairs are the same.',
  ),
  options: [
    { flags: '--out <archivo>', about: text('escribe la hoja', 'writes the sheet') },
    { flags: '--in <archivo>', about: text('lee las decisiones de la hoja', 'reads the decisions of the sheet') },
    databaseOption,
  ],
  example: 'quipu decisions --out decisiones.xlsx --db oficina.duckdb',
  run: (options: DecisionsOptions, effects: Effects) => decisionsCommand(options, effects),
};

export interface DecisionsOptions {
  db: string;
  out?: string;
  in?: string;
  lang: Lang;
}

/** `quipu decisions --db FILE --out FILE | --in FILE`: which pairs are one, decided in a spreadsheet. */
export async function decisionsCommand(options: DecisionsOptions, effects: Effects): Promise<number> {
  if ((options.out === undefined) === (options.in === undefined))
    throw new Failure(
      text(
        'Indique --out para escribir la hoja de decisiones, o --in para leerla.',
        'Give --out to write the sheet of decisions, or --in to read it.',
      ),
      2,
    );
  return options.out === undefined ? take(options, options.in ?? '', effects) : write(options, options.out, effects);
}

async function write({ db: path, lang }: DecisionsOptions, out: string, effects: Effects): Promise<number> {
  const pairs = await lookInto(path, (db) =>
    db.rows("select * from consolidado.duplicados order by estado <> 'PENDIENTE', parecido desc, clave_a, clave_b"),
  );
  try {
    writeFileSync(out, await decisionsWorkbook(pairs, lang));
  } catch {
    throw cannotWrite(out);
  }
  const open = pairs.filter(({ estado }) => estado === 'PENDIENTE').length;
  effects.stderr(
    lang === 'es'
      ? `${out}: ${open} pares por decidir y ${pairs.length - open} decididos.\n`
      : `${out}: ${open} pairs to decide and ${pairs.length - open} decided.\n`,
  );
  return 0;
}

async function take({ db: path, lang }: DecisionsOptions, file: string, effects: Effects): Promise<number> {
  const { lines, problems } = await readLines(file);
  const say = (said: Text) => effects.stderr(`  ${said[lang]}\n`);
  if (problems.length > 0) {
    effects.stderr(
      lang === 'es'
        ? `${file}: no se guardó ninguna decisión; falta corregir:\n`
        : `${file}: no decision was kept; first correct:\n`,
    );
    for (const problem of problems) say(problem);
    return 1;
  }
  const changed = await decide(resolve(path), lines, effects.now());
  if (changed.contradictions.length > 0) {
    effects.stderr(
      lang === 'es'
        ? `${file}: no se guardó ninguna decisión; se contradicen:\n`
        : `${file}: no decision was kept; they contradict one another:\n`,
    );
    for (const contradiction of changed.contradictions) say(contradiction);
    return 1;
  }
  effects.stderr(
    lang === 'es'
      ? `Decisiones nuevas o cambiadas: ${changed.kept}; retiradas: ${changed.withdrawn}. Publique con quipu merge.\n`
      : `Decisions new or changed: ${changed.kept}; withdrawn: ${changed.withdrawn}. Publish with quipu merge.\n`,
  );
  return 0;
}

/** Reads the lines with a decision; each needs a reason and who decided. */
async function readLines(file: string): Promise<{ lines: Decision[]; problems: Text[] }> {
  const found = await readOfficeTable(file, DECISION_COLUMNS, ['clave_a', 'clave_b', 'decision'], []);
  if (!found)
    throw new Failure(
      text(
        `${file} no es una hoja de decisiones de Quipu. Hágala con quipu decisions --out.`,
        `${file} is no sheet of decisions of Quipu. Make it with quipu decisions --out.`,
      ),
      2,
    );
  const problems: Text[] = [];
  const lines = found.flatMap(({ row, values }): Decision[] => {
    const said = (values.get('decision') ?? '').trim();
    if (said === '') return [];
    const decision = choiceOf(said);
    const [reason, who] = [values.get('motivo') ?? '', values.get('quien') ?? ''].map((value) => value.trim());
    const [a = '', b = ''] = [values.get('clave_a') ?? '', values.get('clave_b') ?? ''].sort();
    if (!decision) problems.push(unknownChoice(row, said));
    else if (!reason || !who) problems.push(missingReason(row));
    else if (!a || !b || a === b) problems.push(lostKeys(row));
    else
      return [
        {
          tipo: values.get('tipo') ?? 'empresa',
          a,
          b,
          decision,
          reason,
          who,
        },
      ];
    return [];
  });
  return { lines, problems };
}

const choiceOf = (said: string): Decided | undefined =>
  (['MISMO', 'DISTINTO', 'RETIRAR'] as const).find((choice) =>
    [choice, CHOICES.es[choice], CHOICES.en[choice], ...OTHER_WORDS[choice]].some((word) => fold(word) === fold(said)),
  );

const unknownChoice = (row: number, said: string) =>
  text(
    `Fila ${row}: «${said}» no es una decisión. Elija de la lista de la casilla.`,
    `Row ${row}: «${said}» is no decision. Choose from the list of the cell.`,
  );
const missingReason = (row: number) =>
  text(`Fila ${row}: falta el motivo o quién decide.`, `Row ${row}: the reason or who decides is missing.`);
const lostKeys = (row: number) =>
  text(
    `Fila ${row}: se borraron las columnas ocultas. Haga la hoja de nuevo con quipu decisions --out.`,
    `Row ${row}: the hidden columns were deleted. Make the sheet again with quipu decisions --out.`,
  );
