import { letters } from '../emit/xlsx/address.ts';
import type { ColumnMatch } from './match-columns.ts';
import { tells } from './match-columns.ts';
import type { Sample } from './sample.ts';

/** Values that stand one column beside the one whose title they belong to. */
export interface Shift {
  side: 'left' | 'right';
  /** Letters of the first and last column that show it. */
  from: string;
  to: string;
}

/** A column shows it where so few of its own values fit it, and so many fit its neighbour. */
export const OWN_FITS = 0.2;
export const BESIDE_FITS = 0.8;
/** Values that are needed to say so. */
const LEAST_VALUES = 2;
/** Columns that must show it, and none in between may deny it. */
const LEAST_COLUMNS = 3;

/** Nearly every sheet is as it should be: the first values of most of its columns are of their kind. */
export function mostlyFits(matches: readonly ColumnMatch[], sample: Sample): boolean {
  const asked = matches.filter(({ at, column }) => tells(column) && !column.computed && !sample.isEmpty(at));
  return asked.filter(({ at, column }) => sample.fit(at, column, 1)?.fitting === 1).length > asked.length / 2;
}

/** Whether what was pasted into a sheet stands one column too far left or right. */
export function shiftOf(matches: readonly ColumnMatch[], sample: Sample): Shift | null {
  const sides = (['left', 'right'] as const).flatMap((side) => shiftTo(side, matches, sample) ?? []);
  return sides.length === 1 ? (sides[0] ?? null) : null;
}

function shiftTo(side: Shift['side'], matches: readonly ColumnMatch[], sample: Sample): Shift | null {
  const byPlace = new Map(matches.map((match) => [match.at, match]));
  // What stands too far left belongs to the column on the right.
  const step = side === 'left' ? 1 : -1;
  const showing: number[] = [];
  let own = 0;
  for (const { at, column, evidence } of matches) {
    // A column that was found by what stands in it says nothing of where that belongs.
    if (!tells(column) || column.computed || evidence.some(({ kind }) => kind === 'contents')) continue;
    const fit = sample.fit(at, column);
    if (!fit || fit.of < LEAST_VALUES) continue;
    const beside = byPlace.get(at + step)?.column;
    if (fit.fitting > fit.of * OWN_FITS) own += 1;
    else if (beside && tells(beside) && !beside.computed) {
      const there = sample.fit(at, beside);
      if (there && there.fitting >= there.of * BESIDE_FITS) showing.push(at);
    }
  }
  const [first] = showing;
  const last = showing.at(-1);
  if (showing.length < LEAST_COLUMNS || showing.length < own || first === undefined || last === undefined) return null;
  return { side, from: letters(first - 1), to: letters(last - 1) };
}
