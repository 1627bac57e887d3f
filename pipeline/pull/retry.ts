/** What a retry needs of the world. */
export interface Patience {
  sleep: (milliseconds: number) => Promise<void>;
  /** From 0 to 1. */
  random: () => number;
}

export const realPatience: Patience = {
  sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
  random: Math.random,
};

const TRIES = 8;
const FIRST_WAIT = 500;
const LONGEST_WAIT = 32_000;

/** Does something again while the other side asks to wait or the connection drops; waits longer each time. */
export async function patiently<T>(work: () => Promise<T>, { sleep, random }: Patience): Promise<T> {
  for (let tried = 1; ; tried += 1) {
    try {
      return await work();
    } catch (error) {
      if (tried >= TRIES || !isPassing(error)) throw error;
      const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tried - 1));
      await sleep(Math.max(asked(error), wait / 2 + (wait / 2) * random()));
    }
  }
}

/** A download that came short. */
export class CutShort extends Error {}

interface Reason {
  reason?: string;
}

interface HttpError {
  status?: number;
  code?: unknown;
  response?: { status?: number; headers?: Headers | Record<string, string>; data?: unknown };
  errors?: Reason[];
}

/** HTTP status of an error of the client; null where there was no answer. */
export const statusOf = (error: unknown): number | null => {
  const { response, status } = error as HttpError;
  return response?.status ?? status ?? null;
};

/** Google says «too fast» with 403 as well as with 429. */
export function isPassing(error: unknown): boolean {
  if (error instanceof CutShort) return true;
  const status = statusOf(error);
  if (status === null) return isConnection(error);
  // A full Drive is told with 403 and «quota» as well, and does not pass.
  if (status === 403) return /\b(rateLimit|userRateLimit|quota)Exceeded\b/.test(reasonOf(error));
  return status === 408 || status === 429 || status >= 500;
}

/** There was no answer at all. */
export function isConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, cause } = error as { code?: unknown; cause?: unknown };
  const words = [error.message, String(code ?? ''), cause instanceof Error ? `${cause.message}` : ''].join(' ');
  return /ECONNRESET|ECONNREFUSED|ECONNABORTED|ETIMEDOUT|EPIPE|EAI_AGAIN|ENOTFOUND|EHOSTUNREACH|ENETUNREACH|terminated|socket|premature|fetch failed|network/i.test(
    words,
  );
}

/** Google's own word for what is wrong: `rateLimitExceeded`. */
export function reasonOf(error: unknown): string {
  const { response, errors } = error as HttpError;
  const { error: told } = (response?.data ?? {}) as {
    error?: { errors?: Reason[]; details?: Reason[]; status?: string };
  };
  const reasons = [...(errors ?? []), ...(told?.errors ?? []), ...(told?.details ?? [])];
  return [...reasons.map(({ reason }) => reason ?? ''), told?.status ?? ''].join(' ');
}

/** Milliseconds that the other side asks to wait. */
function asked(error: unknown): number {
  const headers = (error as HttpError).response?.headers;
  const value = headers instanceof Headers ? headers.get('retry-after') : headers?.['retry-after'];
  const seconds = Number(value ?? 0);
  return Number.isFinite(seconds) ? Math.min(seconds * 1000, 120_000) : 0;
}
