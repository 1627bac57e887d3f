import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import { type Change, changesBetween, type EventKind, type EventRow, eventsOf } from '../merge/history.ts';
import { lookInto } from '../office/open-database.ts';
import { changeInText } from '../publish/changes-in-words.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'diff',
  about: text(
    'Dice por qué cambiaron los totales de una fusión a otra.',
    'Says why totals changed from one merge to another.',
  ),
  options: [
    {
      flags: '--from <n>',
      about: text('fusión de partida; si no, la penúltima', 'merge to start from; else the last but one'),
    },
    { flags: '--to <n>', about: text('fusión final; si no, la última', 'merge to end at; else the last') },
    databaseOption,
    formatOption('text', 'json'),
  ],
  example: 'quipu diff --db oficina.duckdb',
  run: (options: DiffOptions, effects: Effects) => diffCommand(options, effects),
};

export interface DiffOptions {
  db: string;
  from?: string;
  to?: string;
  format: 'text' | 'json';
  lang: Lang;
}

const KINDS: Readonly<Record<EventKind, Text>> = {
  libros: text('libros', 'workbooks'),
  decisiones: text('decisiones de la oficina', 'decisions of the office'),
  lista: text('lista de quién debe enviar', 'list of who should send'),
  tasas: text('tasas de cambio de la oficina', 'exchange rates of the office'),
  contexto: text('contexto de los países', 'context of the countries'),
  reglas: text('todo leído otra vez', 'everything read again'),
};
/** `quipu diff --db FILE [--from ID] [--to ID]`: why totals changed between two merges. */
export async function diffCommand(
  { db: path, from, to, format, lang }: DiffOptions,
  effects: Effects,
): Promise<number> {
  const { events, start, end, changes } = await lookInto(path, async (db) => {
    const found = await eventsOf(db);
    const last = found.at(-1)?.event ?? 0;
    const [first, second] = [numbered(from, found, last - 1), numbered(to, found, last)];
    return { events: found, start: first, end: second, changes: await changesBetween(db, first, second) };
  });
  if (format === 'json') {
    effects.stdout(`${JSON.stringify({ from: start, to: end, events, changes }, null, 2)}\n`);
    return 0;
  }
  effects.stdout(inText(events, start, end, changes, lang));
  return 0;
}

/** 0 is before the first merge. */
function numbered(said: string | undefined, events: readonly EventRow[], otherwise: number): number {
  if (said === undefined) return Math.max(0, otherwise);
  const number = Number(said);
  if (number === 0 || events.some(({ event }) => event === number)) return number;
  const known = events.map(({ event }) => event).join(', ') || '–';
  throw new Failure(
    text(`No hay una fusión ${said}. Hay: 0, ${known}.`, `There is no merge ${said}. There are: 0, ${known}.`),
    2,
  );
}

function inText(events: readonly EventRow[], from: number, to: number, changes: readonly Change[], lang: Lang): string {
  const es = lang === 'es';
  const list = events.map(({ event, date, kind, workbooks }) => {
    const mark = event > from && event <= to ? '→' : ' ';
    const what = kind === 'libros' ? `${workbooks} ${KINDS.libros[lang]}` : KINDS[kind][lang];
    return `${mark} ${event}  ${date ?? ''}  ${what}`;
  });
  const head = es ? `Qué cambió de la fusión ${from} a la ${to}` : `What changed from merge ${from} to merge ${to}`;
  const body = changes.map((change) => changeInText(change, lang));
  const nothing = es ? 'Ningún total cambió.' : 'No total changed.';
  return `${[head, list.join('\n'), ...(body.length > 0 ? body : [nothing])].join('\n\n')}\n`;
}
