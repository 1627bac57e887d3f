/*
 * What one sender, or whoever tries keys, may take of the intake, so that it stays open for all others.
 */

/** Workbooks of one key that arrive at the same time, and of all keys. */
const MOST_OF_A_KEY = 2;
const MOST_ARRIVING = 24;
/** Workbooks of one key in a day: a team sends a few in a half-year. */
const MOST_A_DAY = 100;
/** Wrong keys in a minute before no more are looked at closely; right ones always are. */
const MOST_WRONG = 30;
const MINUTE = 60_000;
const DAY = 86_400_000;

export class Guard {
  private readonly arriving = new Map<string, number>();
  private readonly arrived = new Map<string, number[]>();
  private all = 0;
  private wrong: number[] = [];

  constructor(private readonly now: () => Date) {}

  /** Takes a place for a workbook that begins to arrive; null where there is none. @returns what gives it back */
  begin(key: string): (() => void) | null {
    const own = this.arriving.get(key) ?? 0;
    if (own >= MOST_OF_A_KEY || this.all >= MOST_ARRIVING) return null;
    this.arriving.set(key, own + 1);
    this.all += 1;
    let held = true;
    return () => {
      if (!held) return;
      held = false;
      this.all -= 1;
      const left = (this.arriving.get(key) ?? 1) - 1;
      if (left > 0) this.arriving.set(key, left);
      else this.arriving.delete(key);
    };
  }

  /** Notes one more workbook of a key. @returns whether it is one too many for a day */
  isTooMuch(key: string): boolean {
    const time = this.now().getTime();
    const today = (this.arrived.get(key) ?? []).filter((at) => time - at < DAY);
    const tooMuch = today.length >= MOST_A_DAY;
    if (!tooMuch) today.push(time);
    this.arrived.set(key, today);
    return tooMuch;
  }

  /** Notes a wrong key. @returns whether there have been too many */
  wrongKey(): boolean {
    const time = this.now().getTime();
    this.wrong = this.wrong.filter((at) => time - at < MINUTE);
    if (this.wrong.length >= MOST_WRONG) return true;
    this.wrong.push(time);
    return false;
  }
}

/** Longest pause of a workbook on its way, in milliseconds. */
const LONGEST_PAUSE = 15_000;

/**
 * The body of a request.
 * @returns `large` where it is more than `most` bytes, `slow` where it stops on the way
 */
export async function bodyOf(
  request: Request,
  most: number,
  pause = LONGEST_PAUSE,
): Promise<Uint8Array | 'large' | 'slow'> {
  if (Number(request.headers.get('content-length') ?? 0) > most) return 'large';
  const reader = request.body?.getReader();
  if (!reader) return new Uint8Array();
  const pieces: Uint8Array[] = [];
  let length = 0;
  const leave = <T>(why: T): T => {
    void reader.cancel().catch(() => undefined);
    return why;
  };
  for (;;) {
    let clock: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<null>((resolve) => {
      clock = setTimeout(() => resolve(null), pause);
    });
    const next = await Promise.race([reader.read(), late]).finally(() => clearTimeout(clock));
    if (next === null) return leave('slow');
    if (next.done) return Buffer.concat(pieces);
    length += next.value.length;
    if (length > most) return leave('large');
    pieces.push(next.value);
  }
}
