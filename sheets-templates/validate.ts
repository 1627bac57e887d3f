import type { Book } from './book/book.ts';
import { type CheckedResult, checkWorkbook } from './check.ts';
import { aYearAfter, type GivenConfirmation, withConfirmations } from './confirmations.ts';
import { inCountryWords } from './country-label.ts';
import type { Issue } from './define/finding.ts';
import type { Template } from './define/template.ts';
import { maskPersonal } from './functions/mask-personal.ts';
import { parsePeriod } from './functions/period.ts';
import { numberIdentities, sortIssues } from './issues.ts';
import type { Reading } from './recover/evidence.ts';
import { recover } from './recover/recover.ts';
import { type Review, type ReviewConfirmation, readReview } from './review.ts';
import { fold } from './text-matching.ts';
import type { RawWorkbook } from './workbook.ts';

/** What is known of a workbook once it is recovered and checked, wherever it is open. */
export interface ValidatedBook {
  /** Null when the workbook is none of the templates. */
  raw: RawWorkbook | null;
  template: Template | null;
  version: string | null;
  checked: CheckedResult | null;
  /** Worst first. */
  issues: Issue[];
  /** Kept out as a whole. */
  fatal: boolean;
  identity: Identity | null;
  /** What was read as what, with its evidence. */
  readings: readonly Reading[];
  /** The review that the workbook carries from last time, with reasons that the sender gave. */
  review: Review | null;
  /** An output of Quipu itself, to be passed over. */
  ours?: boolean;
}

export interface Identity {
  /** Template, country, sender and period as one text: what a newer submission replaces. */
  key: string;
  number: number;
  country: string;
  sender: string;
  /** Period, or the cut-off date of a roadmap. */
  period: string;
}

/**
 * Recovers and checks a workbook: the same findings in the spreadsheet and at the office.
 * @param told findings about the file itself
 */
export function validateBook(book: Book, told: readonly Issue[] = []): ValidatedBook {
  const { raw, issues, version, readings, ours } = recover(book);
  if (!raw) return { ...unusable([...issues, ...told]), version, readings, ...(ours && { ours }) };
  const checked = checkWorkbook(raw);
  // A workbook of which a sheet could not be read has data.
  const unread = issues.some(({ severity, sheetId }) => severity === 'fatal' && sheetId !== null);
  const found = unread ? checked.issues.filter(({ code }) => code !== 'M-39') : checked.issues;
  const review = readReview(book);
  const { cutoff } = checked.workbook.context;
  const recovered = inCountryWords(issues, raw.template, checked.workbook.context.country);
  const numbered = numberIdentities([...found, ...recovered, ...told]);
  const given = (review?.confirmed ?? []).map((one) => completed(one, checked));
  const all = sortIssues(withConfirmations(numbered, given, cutoff));
  return {
    raw,
    template: raw.template,
    version,
    checked,
    issues: all,
    fatal: all[0]?.severity === 'fatal',
    identity: identify(checked, raw.template),
    readings,
    review,
  };
}

/** A workbook that could not be opened or is none of ours. */
export const unusable = (issues: readonly Issue[]): ValidatedBook => ({
  raw: null,
  template: null,
  version: null,
  checked: null,
  issues: sortIssues(numberIdentities(issues)),
  fatal: true,
  identity: null,
  readings: [],
  review: null,
});

/**
 * What a reason in the review leaves open: it is the sender's own, given with this submission, and holds for the period
 * that it reports.
 */
function completed(one: ReviewConfirmation, { workbook }: CheckedResult): GivenConfirmation {
  const { cover, context, template } = workbook;
  const sender = cover.values[template.sender];
  const period = parsePeriod(String(cover.values.periodo ?? ''));
  const day = context.cutoff ?? '';
  return {
    identity: one.identity,
    value: one.value,
    why: maskPersonal(one.why.slice(0, LONGEST_REASON)),
    who: maskPersonal((one.who ?? String(sender ?? '')).slice(0, LONGEST_NAME)),
    when: one.when ?? day,
    until: [one.until ?? period?.to ?? day, aYearAfter(day)].sort()[0] ?? day,
  };
}

const LONGEST_REASON = 500;
const LONGEST_NAME = 80;

function identify({ workbook: { cover } }: CheckedResult, template: Template): Identity | null {
  const parts = template.identity.map((key) => cover.values[key]);
  const number = cover.values.envio_n;
  if (parts.some((part) => typeof part !== 'string') || typeof number !== 'number') return null;
  const [country = '', sender = '', period = ''] = parts.map(String);
  const key = [template.code, country, comparedSender(sender, template), period].join('|');
  return { key, number, country, sender, period };
}

/** A sender as it is compared: the name of a team without accents, case and spaces. */
export const comparedSender = (sender: string, template: Pick<Template, 'sender'>): string =>
  template.sender === 'equipo' ? fold(sender).replace(/[\s|]/g, '') : sender;
