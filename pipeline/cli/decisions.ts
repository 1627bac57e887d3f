import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { maskPersonal } from '../../sheets-templates/functions/mask-personal.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { groupsOf } from '../merge/candidates.ts';
import type { Database } from '../merge/database.ts';
import { decisionColumns } from '../merge/received-columns.ts';
import { changeDatabase } from '../office/change-database.ts';
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

type Decided = 'MISMO' | 'DISTINTO' | 'RETIRAR';

/** A line that the office filled in. */
interface Line {
  row: number;
  tipo: string;
  a: string;
  b: string;
  decision: Decided;
  reason: string;
  who: string;
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
  const today = effects.now().toISOString().slice(0, 10);
  const changed = await changeDatabase(resolve(path), { day: today, kind: 'decisiones' }, (db) =>
    keep(db, lines, today),
  );
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
async function readLines(file: string): Promise<{ lines: Line[]; problems: Text[] }> {
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
  const lines = found.flatMap(({ row, values }): Line[] => {
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
          row,
          tipo: values.get('tipo') ?? 'empresa',
          a,
          b,
          decision,
          reason: maskPersonal(reason),
          who: maskPersonal(who),
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

interface Changed {
  kept: number;
  withdrawn: number;
  contradictions: Text[];
}

/** Keeps what is new; what was decided before and is said again the same stays as it is. */
async function keep(db: Database, lines: readonly Line[], today: string): Promise<Changed> {
  const standing = await db.rows('select * from bruto.decisiones where retirada is null');
  const of = ({ a, b }: Line) => standing.find((row) => row.clave_a === a && row.clave_b === b);
  const fresh = lines.filter((line) => {
    const known = of(line);
    if (line.decision === 'RETIRAR') return known !== undefined;
    return known?.decision !== line.decision || known.motivo !== line.reason || known.quien !== line.who;
  });
  const replaced = new Set(fresh.map(({ a, b }) => `${a}\n${b}`));
  const after = [
    ...standing
      .filter((row) => !replaced.has(`${row.clave_a}\n${row.clave_b}`))
      .map((row) => ({ a: String(row.clave_a), b: String(row.clave_b), decision: String(row.decision) })),
    ...fresh.filter(({ decision }) => decision !== 'RETIRAR'),
  ];
  const groups = groupsOf(after.filter(({ decision }) => decision === 'MISMO'));
  const contradictions = after
    .filter(({ a, b, decision }) => decision === 'DISTINTO' && groups.has(a) && groups.get(a) === groups.get(b))
    .map(({ a, b }) =>
      text(
        `${a} y ${b} se dicen distintos, y por otras decisiones son el mismo.`,
        `${a} and ${b} are said to be different, and by other decisions they are the same.`,
      ),
    );
  if (contradictions.length > 0) return { kept: 0, withdrawn: 0, contradictions };
  for (const { a, b } of fresh)
    await db.rows(
      'update bruto.decisiones set retirada = ?::date where clave_a = ? and clave_b = ? and retirada is null',
      [today, a, b],
    );
  const kept = fresh.filter(({ decision }) => decision !== 'RETIRAR');
  const rows = kept.map(({ tipo, a, b, decision, reason, who }) => [tipo, a, b, decision, reason, who, today, null]);
  if (rows.length > 0)
    await db.append(
      'bruto',
      'decisiones',
      decisionColumns,
      decisionColumns.map((_, at) => rows.map((row) => row[at] ?? null)),
    );
  return { kept: kept.length, withdrawn: fresh.length - kept.length, contradictions };
}
