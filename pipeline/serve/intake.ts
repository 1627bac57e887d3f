import { type Context, Hono } from 'hono';
import { cors } from 'hono/cors';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { LIMITS } from '../read/limits.ts';
import { bodyOf, Guard } from './guard.ts';
import { openApi, type ReceiptAnswer, type RefusalAnswer } from './openapi.ts';
import type { ArrivalReader } from './reader.ts';
import { covers, receiveArrival } from './receive.ts';
import type { IntakeStore, StoredReceipt } from './store.ts';
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
  /** Told when a workbook was kept. */
  arrived?: () => void;
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
} as const;

/** `POST /api/submissions`: a workbook in, a receipt and its findings out; kept on the disk before it is answered. */
export function intakeApp({ store, tokens, read, now, log, pause, arrived: arrivedNow }: IntakeOptions): Hono {
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
  app.get('/api/openapi.json', (context) => context.json(openApi()));
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
    const reception = receiveArrival({ store, now }, bytes, arrived, (one) => covers(token, one), token.id);
    if ('refused' in reception)
      return refuse(
        context,
        STATUS[reception.why],
        reception.refused,
        reception.why === 'foreign' ? undefined : arrived,
      );
    const { kept, repeated } = reception;
    if (!repeated) log(text(`Llegó ${kept.file} (${kept.receipt}).`, `${kept.file} arrived (${kept.receipt}).`));
    if (!repeated) arrivedNow?.();
    const accepted = repeated ? 200 : 201;
    return context.json(answerOf(kept, arrived, repeated), kept.status === 'accepted' ? accepted : 422);
  }
}

const STATUS = { unreadable: 422, foreign: 403, taken: 409 } as const;

function refuse(
  context: Context,
  status: 400 | 401 | 403 | 404 | 408 | 409 | 413 | 422 | 429 | 500 | 503 | 507,
  error: Text,
  arrived?: SubmissionFacts,
) {
  const answer: RefusalAnswer = { error, ...(arrived && { counts: arrived.counts, issues: arrived.issues }) };
  return context.json(answer, status, status === 503 || status === 429 ? { 'retry-after': '60' } : {});
}

const answerOf = (
  { receipt, receivedAt, status, template, country, sender, period, submission, sha256 }: StoredReceipt,
  { counts, issues, rowsKeptOut }: SubmissionFacts,
  repeated: boolean,
): ReceiptAnswer => ({
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
