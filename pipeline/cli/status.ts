import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import type { Effects } from '../effects.ts';
import type { Cell } from '../merge/database.ts';
import { lookInto } from '../office/open-database.ts';
import { inWords } from '../publish/table-words.ts';
import { type CommandDefinition, databaseOption, formatOption } from './command.ts';

/** What the command line offers of it. */
export const command: CommandDefinition = {
  name: 'status',
  about: text(
    'Dice quién envió qué, qué falta o llegó tarde, con un recordatorio para cada uno.',
    'Says who has sent what, what is missing or late, with a reminder for each.',
  ),
  options: [databaseOption, formatOption('text', 'json')],
  example: 'quipu status --db oficina.duckdb',
  run: (options: StatusOptions, effects: Effects) => statusCommand(options, effects),
};

export interface StatusOptions {
  db: string;
  format: 'text' | 'json';
  lang: Lang;
}

/** What became of an expected workbook. */
type State = 'accepted' | 'late' | 'waiting' | 'asked' | 'rejected' | 'missing' | 'overdue' | 'unexpected';

interface Sender {
  template: string;
  country: string;
  sender: string;
  period: string;
  state: State;
  submission: number | null;
  received: string | null;
  deadline: string | null;
  cutoff: string | null;
  /** Files that could not be opened and seem to come from this sender, by their names: a guess. */
  unreadable: string[];
  /** What to write to the sender; null where there is nothing to ask for. */
  reminder: string | null;
}

const STATES: Readonly<Record<State, Text>> = {
  accepted: text('aceptado', 'accepted'),
  late: text('aceptado, llegó tarde', 'accepted, came late'),
  waiting: text('aceptado; una corrección espera', 'accepted; a correction waits'),
  asked: text('en espera: hay que aclarar de quién es', 'waiting: whose it is must be made clear'),
  rejected: text('rechazado', 'rejected'),
  missing: text('por llegar', 'to come'),
  overdue: text('atrasado', 'overdue'),
  unexpected: text('aceptado, no se esperaba', 'accepted, not expected'),
};

/** `quipu status --db FILE`: who has sent what, for which period, what is missing or late, with a reminder for each. */
export async function statusCommand({ db: path, format, lang }: StatusOptions, effects: Effects): Promise<number> {
  const today = effects.now().toISOString().slice(0, 10);
  const { rows, hasList, files } = await lookInto(path, async (db) => ({
    rows: await db.rows(
      `select v.*, h.mensaje_es, h.mensaje_en
       from intermedio.int_envios as v
       left join (
         select entrega_id, arg_min(mensaje_es, codigo) as mensaje_es, arg_min(mensaje_en, codigo) as mensaje_en
         from consolidado.hallazgos where severidad = 'fatal' group by entrega_id
       ) as h on h.entrega_id = v.rechazada_id
       order by v.pais, v.plantilla, v.nombre, v.periodo`,
    ),
    hasList: (await db.rows('select 1 as ok from bruto.esperadas limit 1')).length > 0,
    files: await db.rows(
      `select distinct archivo, plantilla, pais, coalesce(programa_id, equipo) as nombre, periodo
       from bruto.recibidas order by archivo`,
    ),
  }));
  const unopened = files.filter(({ plantilla }) => plantilla === null).map(({ archivo }) => String(archivo));
  const senders = rows.map((row) =>
    asSender(
      row,
      hasList,
      today,
      lang,
      unopened.filter((file) => isFrom(file, row, files)),
    ),
  );
  const nobodys = unopened.filter((file) => !senders.some(({ unreadable }) => unreadable.includes(nameOf(file))));
  if (format === 'json') effects.stdout(`${JSON.stringify(senders, null, 2)}\n`);
  else effects.stdout(inText(senders, hasList, nobodys.map(nameOf), lang));
  return 0;
}

const nameOf = (file: string): string => file.split('/').at(-1) ?? file;
const bare = (words: string): string => fold(words).replace(/[^\p{L}\p{N}]+/gu, '');

/** A file of the same name came from that sender before, or its name says the programme or team. */
function isFrom(file: string, row: Record<string, Cell>, files: readonly Record<string, Cell>[]): boolean {
  const name = bare(nameOf(file).replace(/\.[^.]*$/, ''));
  const sender = bare(String(row.nombre));
  if (sender.length >= LEAST_LETTERS && name.includes(sender)) return true;
  return files.some(
    (other) =>
      other.plantilla === row.plantilla &&
      other.pais === row.pais &&
      other.nombre === row.nombre &&
      nameOf(String(other.archivo)) === nameOf(file),
  );
}

/** A shorter name says too little. */
const LEAST_LETTERS = 6;

const said = (value: Cell | undefined) => (typeof value === 'string' ? value : null);

function asSender(
  row: Record<string, Cell>,
  hasList: boolean,
  today: string,
  lang: Lang,
  unreadable: readonly string[],
): Sender {
  const deadline = said(row.fecha_limite);
  const state = stateOf(row, hasList, deadline, today);
  const sender: Sender = {
    template: String(row.plantilla),
    country: String(row.pais),
    sender: String(row.nombre),
    period: String(row.periodo),
    state,
    submission: typeof row.envio_n === 'number' ? row.envio_n : null,
    received: said(row.primero) ?? said(row.ultimo),
    deadline,
    cutoff: said(row.corte),
    unreadable: unreadable.map(nameOf),
    reminder: null,
  };
  const reason = said(lang === 'es' ? row.mensaje_es : row.mensaje_en);
  return { ...sender, reminder: reminderFor(sender, reason, Number(row.ultimo_n ?? 0) + 1, lang) };
}

function stateOf(row: Record<string, Cell>, hasList: boolean, deadline: string | null, today: string): State {
  if (row.aceptado === true && typeof row.espera_n === 'number') return 'waiting';
  if (row.aceptado === true) {
    if (hasList && row.esperado !== true) return 'unexpected';
    return row.a_tiempo === false ? 'late' : 'accepted';
  }
  if (typeof row.espera_n === 'number') return 'asked';
  if (row.rechazado === true) return 'rejected';
  return deadline !== null && deadline < today ? 'overdue' : 'missing';
}

/** A message that the office can send as it is. */
function reminderFor(
  { state, template, sender, period, deadline, unreadable }: Sender,
  reason: string | null,
  next: number,
  lang: Lang,
): string | null {
  const name = templates.find(({ code }) => code === template)?.[lang] ?? template;
  const until = deadline === null ? '' : dayInWords(deadline, lang);
  if (lang === 'es') {
    const book = `el libro «${name}» de ${sender}, periodo ${period}`;
    if (unreadable.length > 0 && (state === 'overdue' || state === 'missing'))
      return `Recibimos un archivo que no se pudo abrir (${unreadable.join(', ')}) y parece ser ${book}. Guárdelo otra vez en Excel y envíelo de nuevo.`;
    if (state === 'rejected')
      return `Recibimos ${book}, pero todavía no se puede aceptar. ${reason ?? ''} Corríjalo en el libro que le devolvimos y envíelo otra vez como envío ${next}.`.replace(
        / {2,}/g,
        ' ',
      );
    if (state === 'overdue')
      return `Aún no recibimos ${book}; la fecha límite fue el ${until}. Envíelo en cuanto pueda. Si ya lo envió, responda este mensaje con el archivo.`;
    if (state === 'missing')
      return `Le recordamos enviar ${book}${until && `, a más tardar el ${until}`}. Si tiene dudas, responda este mensaje.`;
    return null;
  }
  const book = `the workbook «${name}» of ${sender}, period ${period}`;
  if (unreadable.length > 0 && (state === 'overdue' || state === 'missing'))
    return `We received a file that could not be opened (${unreadable.join(', ')}) and that seems to be ${book}. Save it again in Excel and send it once more.`;
  if (state === 'rejected')
    return `We received ${book}, but it cannot be accepted yet. ${reason ?? ''} Correct it in the workbook that we returned and send it again as submission ${next}.`.replace(
      / {2,}/g,
      ' ',
    );
  if (state === 'overdue')
    return `We have not received ${book}; it was due on ${until}. Please send it as soon as you can. If you have sent it, answer this message with the file.`;
  if (state === 'missing')
    return `Please remember to send ${book}${until && `, by ${until}`}. If you have questions, answer this message.`;
  return null;
}

function inText(senders: readonly Sender[], hasList: boolean, nobodys: readonly string[], lang: Lang): string {
  const es = lang === 'es';
  const heads = es
    ? ['País', 'Plantilla', 'Programa o equipo', 'Periodo', 'Estado', 'Envío', 'Recibido', 'Límite']
    : ['Country', 'Template', 'Programme or team', 'Period', 'Status', 'Submission', 'Received', 'Deadline'];
  const lines = senders.map((one) => [
    String(inWords(one.country, 'pais', lang)),
    one.template,
    one.sender,
    one.period,
    STATES[one.state][lang],
    one.submission === null ? '' : String(one.submission),
    one.received === null ? '' : dayInWords(one.received, lang),
    one.deadline === null ? '' : dayInWords(one.deadline, lang),
  ]);
  const widths = heads.map((head, at) => Math.max(head.length, ...lines.map((line) => line[at]?.length ?? 0)));
  const shown = [heads, ...lines].map((line) =>
    line
      .map((value, at) => value.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const [head = '', ...body] = shown;
  const reminders = senders.flatMap(({ reminder, sender, country }) =>
    reminder === null ? [] : [`${inWords(country, 'pais', lang)}, ${sender}:\n  ${reminder}`],
  );
  const parts = [[head, '─'.repeat(Math.min(head.length + 12, 120)), ...body].join('\n')];
  if (!hasList)
    parts.push(
      es
        ? 'La oficina no ha dicho a quién espera: quipu expected --out esperados.xlsx'
        : 'The office has not said whom it expects: quipu expected --out expected.xlsx',
    );
  const guessed = senders.flatMap(({ unreadable, sender }) =>
    unreadable.map((file) => `${file} (${es ? 'parece de' : 'seems from'} ${sender})`),
  );
  const unopened = [...new Set([...guessed, ...nobodys])];
  if (unopened.length > 0)
    parts.push(
      `${es ? 'Llegaron y no se pudieron abrir' : 'Arrived and could not be opened'}:\n  ${unopened.join('\n  ')}`,
    );
  if (reminders.length > 0) parts.push(`${es ? 'Recordatorios' : 'Reminders'}:\n\n${reminders.join('\n\n')}`);
  return `${parts.join('\n\n')}\n`;
}
