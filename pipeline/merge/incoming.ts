import { text } from '../../sheets-templates/define/text.ts';
import { makeIssue, sortIssues } from '../../sheets-templates/issues.ts';
import { type Submission, weightIn } from '../submission.ts';
import type { Database } from './database.ts';
import type { Entry } from './load.ts';
import type { Candidate, Known, Resolved } from './resolve-submissions.ts';
import { claimOf, type Doubt, doubtsAbout, knownClaims } from './whose-workbook.ts';

/** What became of one file. */
export interface Outcome {
  entry: Entry;
  /** Number of the next submission of this workbook. */
  next: number;
  /** Nothing of it was stored: an identical submission is there. */
  ignored: boolean;
}

export type Incoming = Candidate & { submission: Submission; doubt: Doubt | null };

/** A copy with notes that nobody changed, beside the submission that it is of: it says nothing new. */
export function isUnsentCopy(
  { review, identity, contentReviewed }: Submission,
  all: readonly Submission[],
  known: readonly Known[],
): boolean {
  if (!review || !identity || review.confirmed.length > 0 || identity.number === review.number) return false;
  const isOriginal = (key: string | null | undefined, content: string) =>
    key === identity.key && content === contentReviewed;
  return (
    all.some((other) => isOriginal(other.identity?.key, other.content)) ||
    known.some(({ key, content }) => isOriginal(key, content))
  );
}

export const copyOutcome = (submission: Submission): Outcome => ({
  entry: {
    id: `${submission.identity?.key.replace(/\|/g, '-')}-copia-${submission.sha256.slice(0, 8)}`,
    state: 'duplicada',
    // What was found in it is that of the submission of which it is a copy.
    submission: submission.staged
      ? { ...submission, staged: { ...submission.staged, counts: {}, codes: {} } }
      : submission,
    issues: [makeIssue('R-X-05', {})],
  },
  next: submission.identity?.number ?? 1,
  ignored: true,
});

/** New submissions with what is to be asked about whose they are. */
export async function candidatesOf(db: Database, sent: readonly Submission[]): Promise<Incoming[]> {
  const claims = sent
    .flatMap((submission) => {
      const { identity, checked, fatal, data, staged } = submission;
      const programme = staged ? staged.programme : checked?.workbook.cover.values.programa;
      if (!identity || !(staged || checked) || fatal) return [];
      const claim = claimOf(identity.key, programme, identity.sender, data);
      return [{ submission, claim, tie: `${identity.key}|${String(identity.number).padStart(4, '0')}` }];
    })
    .sort((a, b) => (a.tie < b.tie ? -1 : 1));
  const doubts = doubtsAbout(
    claims.map(({ claim }) => claim),
    await knownClaims(db),
  );
  const byFile = new Map(claims.map(({ submission }, at) => [submission, doubts[at] ?? null]));
  return sent.map((submission) => toCandidate(submission, byFile.get(submission) ?? null));
}

const toCandidate = (submission: Submission, doubt: Doubt | null): Incoming => ({
  doubt,
  doubted: doubt !== null,
  key: submission.identity?.key ?? null,
  number: submission.identity?.number ?? 0,
  content: submission.content,
  fatal: submission.fatal,
  tie: `${submission.sha256} ${submission.file}`,
  weight: weightIn(submission),
  submission,
});

export function toOutcome({
  candidate: { submission, number, doubt },
  id,
  state,
  conflict,
  next,
  bothNew,
  less,
  after,
  behind,
}: Resolved<Incoming>): Outcome {
  const ignored = state === 'duplicada';
  const extra = conflict
    ? [makeIssue('R-X-04', {}, { what: bothNew ? twoNew(number) : alreadyHere(number), next })]
    : ignored
      ? [makeIssue('R-X-05', {})]
      : state === 'espera' && doubt
        ? [makeIssue('R-X-10', {}, { what: doubt.what, todo: doubt.todo })]
        : state === 'espera' && less
          ? [makeIssue('R-X-09', {}, { what: less.what, than: less.than, next })]
          : behind !== null && state === 'sustituida'
            ? [makeIssue('R-X-13', {}, { number, than: behind, next })]
            : after !== null
              ? [makeIssue('R-X-11', {}, { number, what: after === 0 ? NONE_BEFORE : lastCame(after) })]
              : [];
  return { entry: { id, state, submission, issues: sortIssues([...extra, ...submission.issues]) }, next, ignored };
}

const NONE_BEFORE = text('no recibimos ninguno anterior', 'we received none before it');
const lastCame = (n: number) => text(`el anterior que recibimos es el ${n}`, `the one before that we received is ${n}`);
const alreadyHere = (n: number) =>
  text(
    `Ya recibimos el envío ${n} de este periodo con otros datos.`,
    `We already received submission ${n} of this period with other data.`,
  );
const twoNew = (n: number) =>
  text(
    `Llegaron dos libros distintos con el envío ${n} de este periodo; ninguno cuenta.`,
    `Two different workbooks came with submission ${n} of this period; neither counts.`,
  );
