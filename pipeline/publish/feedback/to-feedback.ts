import type { Issue } from '../../../sheets-templates/define/finding.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { solvedSince } from '../../../sheets-templates/group.ts';
import { leftOutOf } from '../../../sheets-templates/issues.ts';
import { SUBMISSION_NUMBER } from '../../../sheets-templates/workbook.ts';
import { hex, type Submission } from '../../submission.ts';
import { type Annotation, annotated, reviewAlone } from './annotate.ts';
import type { Repair } from './review-content.ts';

export interface FeedbackOptions {
  /** Language where the workbook does not say its own. */
  lang: Lang;
  /** Findings, with those that the merge added. */
  issues?: readonly Issue[];
  /** Number of the next submission, where the merge knows better. */
  next?: number;
  /** Refused by the merge although nothing in the file itself is fatal. */
  rejected?: boolean;
  /** What was found in an earlier submission, by identity, where the workbook carries no review. */
  before?: ReadonlyMap<string, string> | null;
  repairs?: readonly Repair[];
}

export interface Feedback {
  bytes: Uint8Array;
  /** The review stands alone: the sender's workbook could not be copied with marks. */
  alone: boolean;
}

/** What an answer says, all of it data: it may be written in another thread. */
export interface Said {
  annotation: Annotation;
  /** Nothing of it is new: the file goes back as it came. */
  asItCame: boolean;
}

/**
 * What goes back to the sender: a copy of the workbook with notes on its cells and a first sheet that says what to do,
 * or that sheet alone. A copy that nobody has changed since it was annotated comes back as it is.
 * @param bytes the file as received; null where it is none that can be annotated
 */
export const toFeedback = (
  submission: Submission,
  bytes: Uint8Array | null,
  options: FeedbackOptions,
): Promise<Feedback> => write(bytes, sayTo(submission, bytes !== null, options));

/**
 * What there is to say to the sender, without writing it yet.
 * @param isThere whether there are bytes of a workbook to say it in
 */
export function sayTo(submission: Submission, isThere: boolean, options: FeedbackOptions): Said {
  const { review, checked, identity, contentWithoutNumber } = submission;
  const issues = options.issues ?? submission.issues;
  const digest = digestOf(issues);
  const unchanged = review?.content === contentWithoutNumber;
  const asItCame = isThere && unchanged && review.digest === digest && !options.repairs?.length;
  // A copy that was not sent yet already carries the next number.
  const given = identity?.number ?? null;
  const number = unchanged && review.number !== null && given === review.number + 1 ? review.number : given;
  const workbook = checked?.workbook;
  const cell = workbook?.cover.cells[SUBMISSION_NUMBER];
  const found = review?.found ?? options.before ?? null;
  const annotation: Annotation = {
    lang: workbook?.lang ?? options.lang,
    rejected: options.rejected ?? submission.fatal,
    waiting: issues.some(({ code }) => code === 'R-X-09' || code === 'R-X-10'),
    issues,
    leftOut: leftOutOf(checked),
    content: contentWithoutNumber,
    digest,
    number,
    next: options.next ?? (number === null ? null : number + 1),
    solved: found ? solvedSince(found, issues, options.issues !== undefined).map(({ message }) => message) : null,
    before: new Set(found?.keys()),
    repairs: options.repairs ?? [],
    inside: true,
    numberCell: workbook && cell && given !== null ? { sheet: workbook.coverName, cell } : null,
  };
  return { annotation, asItCame };
}

/**
 * Writes what there is to say.
 * @param bytes the file as received; null where it is none that can be annotated
 */
export async function write(bytes: Uint8Array | null, { annotation, asItCame }: Said): Promise<Feedback> {
  if (bytes && asItCame) return { bytes, alone: false };
  const copy = bytes && (await annotated(bytes, annotation));
  return copy ? { bytes: copy, alone: false } : { bytes: await reviewAlone(annotation), alone: true };
}

/** The same as long as the same is found and confirmed. */
function digestOf(issues: readonly Issue[]): string {
  const lines = issues.map(({ identity, severity, message, confirmed }) =>
    JSON.stringify([identity, severity, message.es, confirmed ?? null]),
  );
  return hex(lines.sort().join('\n'));
}
