import type { Confirmation, Issue } from './define/finding.ts';
import { text } from './define/text.ts';
import { isConfirmable, withoutPlace } from './group.ts';

/** A confirmation as it was given: for one finding, about one value. */
export interface GivenConfirmation extends Confirmation {
  /** Identity of the finding. */
  identity: string;
  /** The value that was confirmed; another one in the same cell is not. */
  value: string;
}

/**
 * Findings of plausibility that somebody confirmed become notes that say so. Errors are never confirmed, nor a value
 * that has changed since, nor anything after the last day of the confirmation.
 * @param cutoff cut-off date of the workbook, by which the last day is judged
 */
export function withConfirmations(
  issues: readonly Issue[],
  given: readonly GivenConfirmation[],
  cutoff: string | null,
): Issue[] {
  const byIdentity = new Map(given.map((one) => [one.identity, one]));
  return issues.map((issue) => {
    const one = byIdentity.get(issue.identity);
    const holds = one && one.value === confirmedValue(issue) && cutoff !== null && cutoff <= one.until;
    if (!one || !holds || !isConfirmable(issue)) return issue;
    const { why, who, when, until } = one;
    const hint = text(`${who} lo confirmó: «${why}».`, `${who} confirmed it: «${why}».`);
    return { ...issue, severity: 'note', hint, confirmed: { why, who, when, until } };
  });
}

/** Nothing is confirmed for longer than a year after the cut-off. */
export const aYearAfter = (cutoff: string): string =>
  /^\d{4}-\d{2}-\d{2}$/.test(cutoff) ? `${Number(cutoff.slice(0, 4)) + 1}${cutoff.slice(4)}` : cutoff;

/** What a confirmation is about: the value of the cell, or what the finding says where it is about several. */
export const confirmedValue = (issue: Issue): string => `${issue.value ?? ''} | ${withoutPlace(issue, 'es')}`;
