import type { Observer } from '../../host.ts';
import type { Happened } from '../protocol.ts';
import type { Call } from './call.ts';

/** Looks without anything new after which the pauses grow, and the longest pause as a multiple of the first. */
const QUIET = 40;
const LONGEST = 6;

/**
 * Google tells a sidebar of nothing: it asks, while the person sees it, what was typed and where the person is. The pauses
 * grow while nothing happens.
 */
export async function observe(call: Call, observer: Observer, every: number): Promise<() => Promise<void>> {
  let known = await call('happened', 0);
  let quiet = 0;
  let timer: ReturnType<typeof setTimeout>;
  let asking: Promise<void> | null = null;
  let stopped = false;
  const look = async () => {
    if (globalThis.document?.visibilityState === 'hidden') return;
    // What cannot be asked now is asked again.
    const now = await call('happened', known.last).catch(() => null);
    if (stopped || !now) return;
    quiet = tell(now, known, observer) ? 0 : quiet + 1;
    known = now;
  };
  const wait = () => {
    const pause = every * Math.min(LONGEST, 1 + Math.max(0, quiet - QUIET) / QUIET);
    timer = setTimeout(async () => {
      asking = look();
      await asking;
      if (!stopped) wait();
    }, pause);
  };
  wait();
  return async () => {
    stopped = true;
    clearTimeout(timer);
    await asking;
  };
}

/** @returns whether anything happened */
function tell(now: Happened, before: Happened, { changed, selected, moved }: Observer): boolean {
  const goneOrCome = now.shape !== before.shape || now.missed;
  if (goneOrCome) for (const sheet of sheetsThatMoved(now, before)) moved(sheet);
  for (const { sheet, from, to } of now.edits) changed(sheet, from, to);
  const elsewhere = now.cell !== '' && (now.sheet !== before.sheet || now.cell !== before.cell);
  if (elsewhere) selected(now.sheet, now.cell);
  return goneOrCome || now.edits.length > 0 || elsewhere;
}

/** Sheets whose rows or columns are others; an empty name where nobody can say. */
function sheetsThatMoved(now: Happened, before: Happened): string[] {
  const [shapes, known] = [now.shape.split('|'), new Set(before.shape.split('|'))];
  const other = shapes.filter((shape) => !known.has(shape)).map((shape) => shape.slice(0, shape.lastIndexOf(':')));
  return other.length > 0 && !now.missed ? other : [''];
}
