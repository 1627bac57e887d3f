import { resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import type { Cell, Database } from '../merge/database.ts';
import { type Change, changesBetween, eventsOf } from '../merge/history.ts';
import { lookInto } from '../office/open-database.ts';
import { rebuildDatabase } from '../office/rebuild-database.ts';
import { changeInText } from '../publish/changes-in-words.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'revalidate',
  about: text(
    'Dice qué cambiarían las reglas de esta versión en todo lo recibido; no cambia nada.',
    'Says what the rules of this version would change in everything received; changes nothing.',
  ),
  options: [databaseOption, formatOption('text', 'json')],
  example: 'quipu revalidate --db oficina.duckdb',
  run: (options: RevalidateOptions, effects: Effects) => revalidateCommand(options, effects),
};

export interface RevalidateOptions {
  db: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** How many findings of a rule there were, and would be. */
interface RuleChange {
  rule: string;
  severity: string;
  before: number;
  after: number;
}

/** A submission that would be kept out, or come in. */
interface StateChange {
  submission: string;
  file: string;
  before: string | null;
  after: string | null;
}

/**
 * `quipu revalidate --db FILE`: what the rules and templates of this version of the program would change over everything
 * received. Nothing is changed.
 */
export async function revalidateCommand(
  { db: path, format, lang }: RevalidateOptions,
  effects: Effects,
): Promise<number> {
  const target = resolve(path);
  const before = await lookInto(target, findingsAndStates);
  let after = before;
  let changes: Change[] = [];
  const { count: workbooks } = await rebuildDatabase(target, effects, async ({ db }) => {
    after = await findingsAndStates(db);
    const events = await eventsOf(db);
    const last = events.at(-1)?.event ?? 0;
    changes = await changesBetween(db, last - 1, last);
  });
  const rules = rulesThatChange(before.findings, after.findings);
  const states = statesThatChange(before.states, after.states);
  if (format === 'json') effects.stdout(`${JSON.stringify({ workbooks, rules, states, changes }, null, 2)}\n`);
  else effects.stdout(inText({ workbooks, rules, states, changes }, lang));
  return 0;
}

interface Seen {
  findings: Record<string, Cell>[];
  states: Record<string, Cell>[];
}

const findingsAndStates = async (db: Database): Promise<Seen> => ({
  findings: await db.rows('select codigo, severidad, count(*) as n from consolidado.hallazgos group by all'),
  states: await db.rows('select entrega_id, archivo, estado from consolidado.entregas'),
});

function rulesThatChange(before: Seen['findings'], after: Seen['findings']): RuleChange[] {
  const name = (row: Record<string, Cell>) => `${row.codigo} ${row.severidad}`;
  const counts = (rows: Seen['findings']) => new Map(rows.map((row) => [name(row), Number(row.n)]));
  const [old, now] = [counts(before), counts(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [rule = '', severity = ''] = key.split(' ');
    const change = { rule, severity, before: old.get(key) ?? 0, after: now.get(key) ?? 0 };
    return change.before === change.after ? [] : [change];
  });
}

function statesThatChange(before: Seen['states'], after: Seen['states']): StateChange[] {
  const byFile = (rows: Seen['states']) => new Map(rows.map((row) => [String(row.archivo), row]));
  const [old, now] = [byFile(before), byFile(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((file) => {
    const [one, other] = [old.get(file), now.get(file)];
    if (one?.estado === other?.estado) return [];
    const submission = String(other?.entrega_id ?? one?.entrega_id);
    return [{ submission, file, before: one ? String(one.estado) : null, after: other ? String(other.estado) : null }];
  });
}

interface Result {
  workbooks: number;
  rules: readonly RuleChange[];
  states: readonly StateChange[];
  changes: readonly Change[];
}

function inText({ workbooks, rules, states, changes }: Result, lang: Lang): string {
  const es = lang === 'es';
  const parts = [
    es
      ? `Se leyeron otra vez ${workbooks} libros con las reglas de hoy; no se cambió nada.`
      : `${workbooks} workbooks were read again with the rules of today; nothing was changed.`,
  ];
  if (rules.length + states.length + changes.length === 0)
    parts.push(es ? 'Todo quedaría igual.' : 'All would stay the same.');
  if (states.length > 0)
    parts.push(
      [
        es ? 'Libros que cambiarían de estado:' : 'Workbooks whose state would change:',
        ...states.map(({ file, before, after }) => `  ${file}: ${before ?? '—'} → ${after ?? '—'}`),
      ].join('\n'),
    );
  if (rules.length > 0)
    parts.push(
      [
        es ? 'Hallazgos por regla:' : 'Findings by rule:',
        ...rules.map(({ rule, severity, before, after }) => `  ${rule} (${severity}): ${before} → ${after}`),
      ].join('\n'),
    );
  if (changes.length > 0)
    parts.push(
      [
        es ? 'Totales que cambiarían:' : 'Totals that would change:',
        ...changes.map((one) => changeInText(one, lang)),
      ].join('\n'),
    );
  return `${parts.join('\n\n')}\n`;
}
