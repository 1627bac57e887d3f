import { createHash } from 'node:crypto';
import type { Text } from '../../sheets-templates/define/text.ts';
import { lossIn, type Weight } from '../../sheets-templates/weight.ts';

/** What a submission must say of itself for the choice between submissions. */
export interface Candidate {
  /** Identity of the workbook; null when the file could not be identified. */
  key: string | null;
  number: number;
  content: string;
  /** Kept out as a whole by its own findings. */
  fatal: boolean;
  /** Breaks ties between equal copies, so that the order of files does not matter. */
  tie: string;
  /** How much of it counts; null where that is not known. */
  weight?: Weight | null;
  /** It may be somebody else's than it says: it waits for an answer. */
  doubted?: boolean;
}

/**
 * `espera`: it brings less than what it would replace, or may be somebody else's; what was there goes on counting until the
 * office lets it through.
 */
export type State = 'aceptada' | 'sustituida' | 'espera' | 'rechazada' | 'duplicada';

/** Those that came whole and have a number of their own. */
const STANDING: readonly State[] = ['aceptada', 'sustituida', 'espera'];

export interface Known {
  id: string;
  key: string | null;
  number: number;
  content: string;
  state: State;
  /** Refused for its number (R-X-04), not for what it holds. */
  conflict: boolean;
  weight?: Weight | null;
  doubted?: boolean;
}

export interface Resolved<T> {
  candidate: T;
  id: string;
  state: State;
  /** R-X-04: same number, other content. */
  conflict: boolean;
  /** A number that nobody has used for this workbook yet. */
  next: number;
  /** Nothing with this number stands: both came in this merge. */
  bothNew: boolean;
  /** What it lacks of the submission that goes on counting, and the number of that one. */
  less: { what: Text; than: number } | null;
  /** A correction of which the submission before did not come: the last that did, 0 for none; null for all others. */
  after: number | null;
  /** Submission with a higher number that had come before this one; null where none had. */
  behind: number | null;
}

export interface Resolution<T> {
  incoming: Resolved<T>[];
  /** States of submissions of earlier merges after this one. */
  known: Map<string, State>;
}

/**
 * Decides which submission of each workbook counts: the highest number wins whole, unless it brings less than what it
 * would replace; equal content is ignored, an
 * equal number with other content is refused, and a lower number that comes late is replaced at once. The result
 * does not depend on the order of the files.
 */
export function resolveSubmissions<T extends Candidate>(
  incoming: readonly T[],
  known: readonly Known[],
  allowed: ReadonlySet<string> = new Set(),
): Resolution<T> {
  const states = new Map(known.map(({ id, state }) => [id, state]));
  const resolved: Resolved<T>[] = [];
  for (const group of groupBy(incoming, ({ key, content }) => key ?? `?${content}`)) {
    const key = group[0]?.key ?? null;
    const earlier = known.filter((other) => other.key === key && key !== null);
    for (const sameNumber of groupBy(group, ({ number, fatal }) => `${number}|${fatal}`))
      resolved.push(...resolveNumber(sameNumber, earlier, known, group));
    const next = Math.max(...[...group, ...earlier].map(({ number }) => number)) + 1;
    for (const item of resolved) if (item.candidate.key === key) item.next = next;
    if (key !== null)
      chooseNewest(
        resolved.filter(({ candidate }) => candidate.key === key),
        earlier,
        states,
        allowed,
      );
  }
  const seen = new Set(incoming.map(({ key }) => key));
  for (const group of groupBy(
    known.filter(({ key }) => key !== null && !seen.has(key)),
    ({ key }) => key ?? '',
  ))
    chooseNewest([], group, states, allowed);
  return { incoming: resolved, known: states };
}

function resolveNumber<T extends Candidate>(
  group: readonly T[],
  earlier: readonly Known[],
  known: readonly Known[],
  all: readonly T[],
): Resolved<T>[] {
  const sorted = [...group].sort((a, b) => (a.tie < b.tie ? -1 : 1));
  const seen = new Set<string>();
  // What may be somebody else's takes nobody's number.
  const standing = earlier.filter(
    ({ number, state, doubted }) =>
      number === group[0]?.number && STANDING.includes(state) && !(doubted && state === 'espera'),
  );
  const sure = group.filter(({ fatal, doubted }) => !fatal && !doubted);
  const contents = new Set([...standing, ...sure].map(({ content }) => content));
  return sorted.map((candidate): Resolved<T> => {
    const again = seen.has(candidate.content) || known.some((other) => isSame(candidate, other));
    seen.add(candidate.content);
    const settled = standing.some(({ content }) => content === candidate.content);
    const conflict = !again && !candidate.fatal && !candidate.doubted && contents.size > 1 && !settled;
    const state: State = again ? 'duplicada' : candidate.fatal || conflict ? 'rechazada' : 'aceptada';
    return {
      candidate,
      id: idOf(candidate, state),
      state,
      conflict,
      next: candidate.number + 1,
      bothNew: standing.length === 0,
      less: null,
      after: lastBefore(candidate, [...earlier, ...all]),
      behind: again ? null : highestAbove(candidate, earlier),
    };
  });
}

/** Number of the last submission before, where the one that it corrects is not there. */
function lastBefore({ number }: Candidate, others: readonly { number: number }[]): number | null {
  const last = Math.max(0, ...others.map((other) => other.number).filter((other) => other < number));
  return number > last + 1 ? last : null;
}

/** What stands already with a higher number: it goes on counting. */
function highestAbove({ number }: Candidate, earlier: readonly Known[]): number | null {
  const highest = Math.max(0, ...earlier.filter(({ state }) => STANDING.includes(state)).map((other) => other.number));
  return highest > number ? highest : null;
}

/** Received before with the same content and the same fate: kept out for what it holds, refused, or standing. */
function isSame({ key, number, content, fatal }: Candidate, known: Known): boolean {
  if (known.content !== content) return false;
  const refused = known.state === 'rechazada';
  if (fatal) return refused && !known.conflict;
  return known.key === key && known.number === number && (!refused || known.conflict);
}

/** Of all that stands the highest number is accepted and the others are replaced; one that brings less waits. */
function chooseNewest<T extends Candidate>(
  incoming: readonly Resolved<T>[],
  earlier: readonly Known[],
  states: Map<string, State>,
  allowed: ReadonlySet<string>,
): void {
  const fresh = incoming
    .filter(({ state }) => state === 'aceptada')
    .map((item) => {
      const { number, weight, doubted } = item.candidate;
      return { id: item.id, number, weight, doubted, item };
    });
  const standing = earlier.filter(({ state }) => STANDING.includes(state)).map((one) => ({ ...one, item: null }));
  const become = ({ id, item }: { id: string; item: Resolved<T> | null }, state: State) => {
    if (item) item.state = state;
    else states.set(id, state);
  };
  const all = [...standing, ...fresh].sort((a, b) => a.number - b.number);
  const isDoubted = (one: (typeof all)[number]) => one.doubted === true && !allowed.has(one.id);
  // What was answered by the right one stays so.
  const asked = all.filter((one) => isDoubted(one) && states.get(one.id) !== 'sustituida');
  for (const one of asked) become(one, 'espera');
  const inOrder = all.filter((one) => !isDoubted(one));
  let [best] = inOrder;
  for (const one of inOrder.slice(1)) {
    if (!best) return;
    const what = best.weight && one.weight && !allowed.has(one.id) ? lossIn(one.weight, best.weight) : null;
    become(what ? one : best, what ? 'espera' : 'sustituida');
    if (one.item) one.item.less = what && { what, than: best.number };
    if (!what) best = one;
  }
  if (!best) return;
  become(best, 'aceptada');
  // What came after that one no longer waits for anything.
  for (const one of all) {
    const isAnswered = one.item === null && asked.includes(one) && best.item !== null && one.number === best.number;
    if (one.number < best.number || isAnswered) become(one, 'sustituida');
  }
}

/** `SC-PE-PRG-PE-SCORE-001-I-2026-S1-e1`; a file kept out adds its content, since its identity may be anybody's. */
function idOf({ key, number, content, doubted }: Candidate, state: State): string {
  const name = key === null ? 'X' : `${readable(key)}-e${number}`;
  return STANDING.includes(state) && !doubted ? name : `${name}-${content.slice(0, 8)}`;
}

/** The identity as part of an id; where letters had to be replaced, a mark of the original keeps two ids apart. */
function readable(key: string): string {
  const plain = key.replace(/(\d{4})\/(\d{4})$/, '$1-$2').replace(/\|/g, '-');
  const safe = plain.replace(/[^\p{L}\p{N}.-]/gu, '_');
  return safe === plain ? safe : `${safe}-${createHash('sha256').update(key).digest('hex').slice(0, 6)}`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): T[][] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return [...groups.values()];
}
