import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import { dayInWords } from '../../sheets-templates/functions/days.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/text-matching.ts';
import type { Cell } from '../merge/database.ts';
import type { Letter } from '../read/open-container.ts';
import { contactKey, directoryOf } from './directory.ts';
import { lettersOf } from './letters.ts';
import { lookInto } from './open-database.ts';

/** What became of an expected workbook. */
export type SenderState = 'accepted' | 'late' | 'waiting' | 'asked' | 'rejected' | 'missing' | 'overdue' | 'unexpected';

export interface Sender {
  template: string;
  country: string;
  sender: string;
  period: string;
  state: SenderState;
  submission: number | null;
  received: string | null;
  deadline: string | null;
  cutoff: string | null;
  /** Files that could not be opened and seem to come from this sender, by their names or by who sent them: a guess. */
  unreadable: string[];
  /** Whom the office writes to; null where nobody is known. */
  contact: { name: string; address: string } | null;
  /** Id of the submission that counts; null where none does. */
  counts: string | null;
  /** The last message that brought a workbook of this sender; null where none did. */
  letter: Letter | null;
  /** What to write to the sender; null where there is nothing to ask for. */
  reminder: string | null;
}

export const SENDER_STATES: Readonly<Record<SenderState, Text>> = {
  accepted: text('aceptado', 'accepted'),
  late: text('aceptado, llegó tarde', 'accepted, came late'),
  waiting: text('aceptado; una corrección espera', 'accepted; a correction waits'),
  asked: text('en espera: hay que aclarar de quién es', 'waiting: whose it is must be made clear'),
  rejected: text('rechazado', 'rejected'),
  missing: text('por llegar', 'to come'),
  overdue: text('atrasado', 'overdue'),
  unexpected: text('aceptado, no se esperaba', 'accepted, not expected'),
};

/** Which senders are asked for; what is not said is not asked. */
export interface SendersWanted {
  period?: string | undefined;
  country?: string | undefined;
  /** Code of a template. */
  template?: string | undefined;
  state?: SenderState | undefined;
}

export interface Senders {
  senders: Sender[];
  /** Whether the office has said whom it expects. */
  hasList: boolean;
  /** Files that could not be opened and of whom nobody knows. */
  nobodys: Came[];
}

/** Who has sent what, for which period, what is missing or late, with a reminder for each. */
export async function sendersOf(path: string, today: string, lang: Lang, wanted: SendersWanted = {}): Promise<Senders> {
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
      `select archivo, sha256, plantilla, pais, coalesce(programa_id, equipo) as nombre, periodo
       from bruto.recibidas order by fusion, archivo`,
    ),
  }));
  const [letters, directory] = [lettersOf(path), directoryOf(path)];
  const came = files.map((row): Came => ({ row, file: nameOf(String(row.archivo)), letter: letterOf(row, letters) }));
  const unopened = came.filter(({ row }) => row.plantilla === null);
  const senders = rows.map((row) =>
    asSender(row, hasList, today, lang, {
      unreadable: [...new Set(unopened.filter((one) => isFrom(one, row, came)).map(({ file }) => file))],
      contact: directory.get(contactKey(String(row.pais), String(row.remitente))) ?? null,
      letter: came.findLast((other) => other.letter !== null && isOf(other.row, row))?.letter ?? null,
    }),
  );
  const nobodys = unopened.filter(({ file }) => !senders.some(({ unreadable }) => unreadable.includes(file)));
  const isWanted = ({ period, country, template, state }: Sender) =>
    period === (wanted.period ?? period) &&
    country === (wanted.country ?? country) &&
    template === (wanted.template ?? template) &&
    state === (wanted.state ?? state);
  return { senders: senders.filter(isWanted), hasList, nobodys };
}

/** A file that was received. */
export interface Came {
  row: Record<string, Cell>;
  file: string;
  letter: Letter | null;
}

const letterOf = ({ sha256 }: Record<string, Cell>, letters: ReadonlyMap<string, Letter>): Letter | null =>
  letters.get(String(sha256)) ?? null;

/** Both are of one sender. */
const isOf = (one: Record<string, Cell>, other: Record<string, Cell>): boolean =>
  one.plantilla === other.plantilla && one.pais === other.pais && one.nombre === other.nombre;

const nameOf = (file: string): string => file.split('/').at(-1) ?? file;
const bare = (words: string): string => fold(words).replace(/[^\p{L}\p{N}]+/gu, '');

/**
 * A file of the same name came from that sender before, its name says the programme or team, or who sent it sends workbooks of
 * that sender and of no other.
 */
function isFrom({ file, letter }: Came, row: Record<string, Cell>, came: readonly Came[]): boolean {
  const name = bare(file.replace(/\.[^.]*$/, ''));
  const sender = bare(String(row.nombre));
  if (sender.length >= LEAST_LETTERS && name.includes(sender)) return true;
  if (came.some((other) => other.file === file && isOf(other.row, row))) return true;
  const ofAddress = came.filter(
    (other) => other.row.plantilla !== null && letter?.address && other.letter?.address === letter.address,
  );
  return ofAddress.length > 0 && ofAddress.every((other) => isOf(other.row, row));
}

/** A shorter name says too little. */
const LEAST_LETTERS = 6;

const said = (value: Cell | undefined) => (typeof value === 'string' ? value : null);

function asSender(
  row: Record<string, Cell>,
  hasList: boolean,
  today: string,
  lang: Lang,
  known: Pick<Sender, 'unreadable' | 'letter' | 'contact'>,
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
    counts: said(row.entrega_id),
    ...known,
    reminder: null,
  };
  const reason = said(lang === 'es' ? row.mensaje_es : row.mensaje_en);
  return { ...sender, reminder: reminderFor(sender, reason, Number(row.ultimo_n ?? 0) + 1, lang) };
}

function stateOf(row: Record<string, Cell>, hasList: boolean, deadline: string | null, today: string): SenderState {
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
