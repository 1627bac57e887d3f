import type { Severity } from '../../sheets-templates/define/cell.ts';
import { type Text, text } from '../../sheets-templates/define/text.ts';
import { HostError } from '../host.ts';

/** What the office's intake answers to a workbook, and what is kept of it in the workbook. */
export interface Receipt {
  /** Number by which the office finds it. */
  receipt: string;
  /** ISO date and time. */
  receivedAt: string;
  status: 'accepted' | 'rejected';
  /** The same content came before; this is its receipt. */
  repeated: boolean;
  counts: Readonly<Record<Severity, number>>;
  period: string | null;
  submission: number | null;
  /** Host name of the office's address. */
  office: string;
}

export interface Intake {
  /** https, or this computer. */
  address: string;
  token: string;
}

const sentence = (es: string, en: string) => new HostError(text(es, en));
const NOTHING_LOST: Text = text(
  'Su libro no cambió. También puede guardar el archivo y mandarlo por correo.',
  'Your workbook did not change. You can also save the file and mail it.',
);
const withComfort = (es: string, en: string) => sentence(`${es} ${NOTHING_LOST.es}`, `${en} ${NOTHING_LOST.en}`);

/** Longest wait for an answer, in milliseconds. */
const PATIENCE = 90_000;

/**
 * The address as it is used; https alone, because what is sent names enterprises. This computer itself needs none.
 * @throws HostError
 */
function addressOf(typed: string): string {
  const bare = typed.trim().replace(/\/+$/, '');
  let url: URL;
  try {
    url = new URL(/^[a-z]+:\/\//i.test(bare) ? bare : `https://${bare}`);
  } catch {
    throw sentence(
      'La dirección de la oficina no se entiende. Escríbala como https://quipu.ejemplo.org.',
      'The address of the office cannot be understood. Write it like https://quipu.example.org.',
    );
  }
  const own = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  if (url.protocol !== 'https:' && !(own && url.protocol === 'http:'))
    throw sentence(
      'La dirección debe empezar por https:// para que los datos viajen protegidos.',
      'The address must begin with https:// so that the data travels protected.',
    );
  if (url.username || url.password || url.search || url.hash)
    throw sentence(
      'La dirección de la oficina lleva partes que sobran. Escríbala como https://quipu.ejemplo.org.',
      'The address of the office has parts too many. Write it like https://quipu.example.org.',
    );
  return url.origin + url.pathname.replace(/\/+$/, '');
}

/**
 * Sends a workbook to the office's intake.
 * @throws HostError with one sentence for whatever went wrong
 */
export async function sendWorkbook(
  { address, token }: Intake,
  bytes: Uint8Array,
  fileName: string,
  { signal, fetch = globalThis.fetch }: { signal?: AbortSignal; fetch?: typeof globalThis.fetch } = {},
): Promise<Receipt> {
  const base = addressOf(address);
  // `AbortSignal.any` is younger than the browsers that some Macs still have.
  const ends = new AbortController();
  let late = false;
  const clock = setTimeout(() => {
    late = true;
    ends.abort();
  }, PATIENCE);
  const stop = () => ends.abort();
  signal?.addEventListener('abort', stop);
  let response: Response;
  let answer: unknown;
  try {
    response = await fetch(`${base}/api/submissions`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token.trim()}`,
        'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
        'x-quipu-file': encodeURIComponent(fileName),
      },
      body: bytes as Uint8Array<ArrayBuffer>,
      signal: ends.signal,
      redirect: 'error',
      credentials: 'omit',
    });
    answer = await response.json().catch(() => null);
  } catch (error) {
    if (signal?.aborted) throw error;
    if (late) throw withComfort('La oficina no respondió a tiempo.', 'The office did not answer in time.');
    throw withComfort(
      'No hay conexión con la oficina. Revise la red y la dirección, y vuelva a intentar.',
      'There is no connection with the office. Check the network and the address, and try again.',
    );
  } finally {
    clearTimeout(clock);
    signal?.removeEventListener('abort', stop);
  }
  const receipt = receiptIn(answer, new URL(base).host);
  if (receipt && (response.ok || response.status === 422)) return receipt;
  throw refusalOf(response.status, answer);
}

function refusalOf(status: number, answer: unknown): HostError {
  const said = (answer as { error?: { es?: unknown; en?: unknown } } | null)?.error;
  if (typeof said?.es === 'string' && typeof said.en === 'string') return withComfort(cut(said.es), cut(said.en));
  if (status === 401)
    return withComfort(
      'La oficina no reconoce la clave. Pida una nueva y escríbala otra vez.',
      'The office does not know the key. Ask for a new one and type it again.',
    );
  if (status === 413) return withComfort('El archivo es demasiado grande.', 'The file is too large.');
  if (status === 429 || status >= 500)
    return withComfort(
      'La oficina no puede recibir ahora. Vuelva a intentar en unos minutos.',
      'The office cannot receive right now. Try again in a few minutes.',
    );
  return withComfort(
    'Esa dirección no respondió como la oficina. Revise la dirección con quien se la dio.',
    'That address did not answer as the office does. Check the address with whoever gave it to you.',
  );
}

/** Nothing that a server says is longer than a message. */
const cut = (said: string) => said.slice(0, 300);

const SEVERITIES: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];

/** What came back, if it is a receipt; it comes from outside. */
export function receiptIn(answer: unknown, office: string): Receipt | null {
  if (typeof answer !== 'object' || answer === null) return null;
  const { receipt, receivedAt, status, repeated, counts, period, submission } = answer as Record<string, unknown>;
  if (typeof receipt !== 'string' || !/^[\w-]{4,40}$/.test(receipt)) return null;
  if (typeof receivedAt !== 'string' || Number.isNaN(Date.parse(receivedAt))) return null;
  if (status !== 'accepted' && status !== 'rejected') return null;
  const found = (counts ?? {}) as Record<string, unknown>;
  return {
    receipt,
    receivedAt,
    status,
    repeated: repeated === true,
    counts: Object.fromEntries(SEVERITIES.map((name) => [name, Number(found[name]) || 0])) as Receipt['counts'],
    period: typeof period === 'string' ? period.slice(0, 20) : null,
    submission: typeof submission === 'number' ? submission : null,
    office,
  };
}
