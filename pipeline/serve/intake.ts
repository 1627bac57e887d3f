import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { comparedSender } from '../../sheets-templates/validate.ts';
import { LIMITS } from '../read/limits.ts';
import { bodyOf, Guard } from './guard.ts';
import type { ArrivalReader } from './reader.ts';
import type { IdentifiedArrival, IntakeStore, StoredReceipt } from './store.ts';
import type { SubmissionFacts } from './submission-facts.ts';
import { findToken, type Token } from './tokens.ts';

export interface IntakeOptions {
  store: IntakeStore;
  /** Asked for each time: a token that was withdrawn opens nothing. */
  tokens: () => readonly Token[];
  read: ArrivalReader;
  now: () => Date;
  /** Longest pause of a workbook on its way, in milliseconds. */
  pause?: number;
  /** A line for the office about each thing that arrives. */
  log: (line: Text) => void;
}

/** Workbooks that wait to be read; more are asked to come back. */
const MOST_WAITING = 8;

const refusals = {
  token: text(
    'La oficina no reconoce la clave. Pida una nueva.',
    'The office does not know the key. Ask for a new one.',
  ),
  busy: text(
    'La oficina está recibiendo muchos libros. Vuelva a intentar en un minuto.',
    'The office is receiving many workbooks. Try again in a minute.',
  ),
  slow: text(
    'El envío se detuvo a medio camino. Revise su conexión y vuelva a intentar.',
    'The submission stopped on its way. Check your connection and try again.',
  ),
  tooMany: text(
    'Con esta clave llegaron hoy demasiados libros. Vuelva a intentar mañana o avise a la oficina.',
    'Too many workbooks have arrived with this key today. Try again tomorrow, or tell the office.',
  ),
  wrong: text(
    'Se probaron demasiadas claves equivocadas. Espere un minuto.',
    'Too many wrong keys were tried. Wait a minute.',
  ),
  full: text(
    'La oficina no tiene lugar para más libros. Avise a la oficina.',
    'The office has no room for more workbooks. Tell the office.',
  ),
  large: text(
    `El archivo pasa de ${LIMITS.file >> 20} MB. Quite imágenes y hojas ajenas.`,
    `The file is larger than ${LIMITS.file >> 20} MB. Remove pictures and foreign sheets.`,
  ),
  empty: text('No llegó ningún archivo.', 'No file arrived.'),
  unknown: text('Esa dirección no existe aquí.', 'There is no such address here.'),
  disk: text(
    'La oficina no pudo guardar el libro. Avise a la oficina y vuelva a intentar más tarde.',
    'The office could not keep the workbook. Tell the office, and try again later.',
  ),
  output: text(
    'Es un resultado de Quipu, no un libro para enviar.',
    'This is an output of Quipu, not a workbook to send.',
  ),
} as const;

/** `POST /api/submissions`: a workbook in, a receipt and its findings out; kept on the disk before it is answered. */
export function intakeApp({ store, tokens, read, now, log, pause }: IntakeOptions): Hono {
  const app = new Hono();
  const guard = new Guard(now);
  let waiting = 0;
  app.use(
    '/api/*',
    cors({ origin: '*', allowMethods: ['POST'], allowHeaders: ['authorization', 'content-type', 'x-quipu-file'] }),
  );
  app.use('*', async (context, next) => {
    await next();
    context.header('x-content-type-options', 'nosniff');
  });
  app.post('/api/submissions', authorised, async (context) => {
    const token = context.get('token' as never) as Token;
    // While it arrives it takes a place of its own key's; only what has arrived waits in the line of all.
    const end = guard.begin(token.id);
    if (!end) return refuse(context, 503, refusals.busy);
    let bytes: Awaited<ReturnType<typeof bodyOf>>;
    try {
      bytes = await bodyOf(context.req.raw, LIMITS.file, pause);
    } finally {
      end();
    }
    if (bytes === 'slow') return refuse(context, 408, refusals.slow);
    if (bytes === 'large') return refuse(context, 413, refusals.large);
    if (bytes.length === 0) return refuse(context, 400, refusals.empty);
    if (waiting >= MOST_WAITING) return refuse(context, 503, refusals.busy);
    if (guard.isTooMuch(token.id)) return refuse(context, 429, refusals.tooMany);
    if (!store.hasRoom(bytes.length)) return refuse(context, 507, refusals.full);
    waiting += 1;
    try {
      return await receive(context, token, bytes);
    } finally {
      waiting -= 1;
    }
  });
  app.all('/api/*', (context) => refuse(context, 404, refusals.unknown));
  app.onError((error, context) => {
    log(text(`Falló un envío: ${error.message}`, `A submission failed: ${error.message}`));
    return refuse(context, 500, refusals.disk);
  });
  return app;

  async function authorised(context: Context, next: () => Promise<void>) {
    const shown = /^Bearer\s+(\S{10,200})$/i.exec(context.req.header('authorization') ?? '')?.[1] ?? '';
    const token = findToken(tokens(), shown);
    if (!token) return guard.wrongKey() ? refuse(context, 429, refusals.wrong) : refuse(context, 401, refusals.token);
    context.set('token' as never, token as never);
    return next();
  }

  async function receive(context: Context, token: Token, bytes: Uint8Array) {
    const arrived = await read(bytes, fileNameIn(context));
    if (arrived.ours) return refuse(context, 422, refusals.output, arrived);
    if (!isIdentified(arrived)) {
      const [first] = arrived.issues;
      return refuse(context, 422, first ? joined(first.message, first.hint) : refusals.output, arrived);
    }
    if (!covers(token, arrived)) return refuse(context, 403, notYours(arrived));
    const known = store.same(arrived.content);
    if (known) return context.json(answerOf(known, arrived, true), known.status === 'accepted' ? 200 : 422);
    const clash = store.clash(arrived.identity);
    if (clash) return refuse(context, 409, numberTaken(arrived.identity.number), arrived);
    const receipt = store.keep(bytes, arrived, token.id, now());
    log(text(`Llegó ${receipt.file} (${receipt.receipt}).`, `${receipt.file} arrived (${receipt.receipt}).`));
    return context.json(answerOf(receipt, arrived, false), receipt.status === 'accepted' ? 201 : 422);
  }
}

const isIdentified = (arrived: SubmissionFacts): arrived is IdentifiedArrival =>
  arrived.identity !== null && arrived.template !== null;

/** A token opens the door for the programmes and teams of its country alone. */
function covers({ country, senders }: Token, { identity, template }: IdentifiedArrival): boolean {
  const same = (sender: string) => comparedSender(sender, template) === comparedSender(identity.sender, template);
  return country === identity.country && senders.some(same);
}

function refuse(
  context: Context,
  status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 422 | 429 | 500 | 503 | 507,
  error: Text,
  arrived?: SubmissionFacts,
) {
  return context.json(
    { error, ...(arrived && { counts: arrived.counts, issues: arrived.issues }) },
    status,
    status === 503 || status === 429 ? { 'retry-after': '60' } : {},
  );
}

const answerOf = (
  { receipt, receivedAt, status, template, country, sender, period, submission, sha256 }: StoredReceipt,
  { counts, issues, rowsKeptOut }: SubmissionFacts,
  repeated: boolean,
) => ({
  receipt,
  receivedAt,
  status,
  repeated,
  template,
  country,
  sender,
  period,
  submission,
  sha256,
  rowsKeptOut,
  counts,
  issues,
});

const joined = (a: Text, b: Text) => text(`${a.es} ${b.es}`, `${a.en} ${b.en}`);

const notYours = ({ identity: { country, sender } }: IdentifiedArrival) =>
  text(
    `Su clave no es para ${sender.slice(0, 80)} (${country}). Revise la portada o pida una clave a la oficina.`,
    `Your key is not for ${sender.slice(0, 80)} (${country}). Check the cover, or ask the office for a key.`,
  );

const numberTaken = (number: number) =>
  text(
    `Ya recibimos el envío ${number} de este periodo con otros datos. Si corrigió algo, ponga ${number + 1} en «Número de envío» y vuelva a enviar.`,
    `We have submission ${number} of this period with other data. If you corrected something, put ${number + 1} into «Submission number» and send again.`,
  );

/** Only to name the file in findings; it never becomes a path. */
function fileNameIn(context: Context): string {
  try {
    return (
      decodeURIComponent(context.req.header('x-quipu-file') ?? '')
        .replace(/[^\p{L}\p{N} ._-]+/gu, '_')
        .slice(0, 120) || 'libro.xlsx'
    );
  } catch {
    return 'libro.xlsx';
  }
}
