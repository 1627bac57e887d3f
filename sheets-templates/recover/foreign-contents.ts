import type { Sheet } from '../define/template.ts';
import { type ColumnMatch, tells } from './match-columns.ts';
import type { Sample } from './sample.ts';
import { BESIDE_FITS, OWN_FITS } from './shifted-columns.ts';

/** Values of a column that are needed to say what they are. */
const LEAST_VALUES = 3;
/** Columns whose values are not of their kind. */
const LEAST_COLUMNS = 4;

/** The sheet of the template whose rows stand below the titles of another one; null where these are its own, or nobody's. */
export function foreignContents(
  definition: Sheet,
  matches: readonly ColumnMatch[],
  sample: Sample,
  others: readonly Sheet[],
): Sheet | null {
  const said = matches.filter(
    ({ column, evidence }) =>
      tells(column) && !column.computed && evidence.every(({ kind }) => kind !== 'contents' && kind !== 'neighbours'),
  );
  const judged = said.flatMap(({ at, column }) => {
    const fit = sample.fit(at, column);
    return fit && fit.of >= LEAST_VALUES ? [fit.fitting <= fit.of * OWN_FITS] : [];
  });
  const wrong = judged.filter(Boolean).length;
  if (wrong < LEAST_COLUMNS || wrong < judged.length / 2) return null;
  const alike = others.filter((other) => other !== definition && isOf(other, sample));
  return alike.length === 1 ? (alike[0] ?? null) : null;
}

/** Whether nearly all columns hold what those of a sheet hold, in their order. */
function isOf({ columns }: Sheet, sample: Sample): boolean {
  const judged = columns.flatMap((column, at) => {
    const fit = tells(column) && !column.computed ? sample.fit(at + 1, column) : null;
    return fit && fit.of >= LEAST_VALUES ? [fit.fitting >= fit.of * BESIDE_FITS] : [];
  });
  return judged.length >= LEAST_COLUMNS && judged.filter(Boolean).length >= judged.length * BESIDE_FITS;
}
