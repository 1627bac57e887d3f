import type { Book, BookSheet } from './book/book.ts';
import type { Lang } from './define/text.ts';
import { serialToIso, toDate } from './functions/to-date.ts';

/** First cell of a `Revisión`, by which it is known whatever it is called. */
export const REVIEW_MARK = 'quipu:revision';

/**
 * Columns of a `Revisión`, from 1. The first one and those after the last visible one are hidden: they hold what the
 * next reading needs.
 */
export const REVIEW = {
  identity: 1,
  what: 2,
  place: 3,
  finding: 4,
  action: 5,
  proposal: 6,
  why: 7,
  who: 8,
  until: 9,
  value: 10,
  register: 11,
  registerText: 12,
  when: 13,
} as const;

/** Rows of the first column that hold facts, from 1. */
export const REVIEW_FACTS = { mark: 1, content: 2, number: 3, digest: 4 } as const;

/** What the `Revisión` of an annotated workbook says, when the workbook comes back. */
export interface Review {
  sheet: string;
  /** Content hash of the submission that was reviewed, without its number. */
  content: string;
  /** Of what was found then. */
  digest: string;
  /** Its submission number; null where it had none. */
  number: number | null;
  /** What was found then: its words by identity. Null where the pane made the sheet, for confirmations alone. */
  found: ReadonlyMap<string, string> | null;
  /** Reasons that the sender filled in. */
  confirmed: readonly ReviewConfirmation[];
}

export interface ReviewConfirmation {
  identity: string;
  value: string;
  why: string;
  /** Null where the sender left it open. */
  who: string | null;
  until: string | null;
  when: string | null;
}

export const isReview = (sheet: BookSheet): boolean => sheet.cells.at(REVIEW_FACTS.mark, 1)?.value === REVIEW_MARK;

/** The `Revisión` of a workbook; null where it has none. Everything in it is data that somebody may have changed. */
export function readReview(book: Book): Review | null {
  const sheet = book.sheets.find(isReview);
  if (!sheet) return null;
  const text = (row: number, column: number) => {
    const value = sheet.cells.at(row, column)?.value;
    return typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '';
  };
  const found = new Map<string, string>();
  const confirmed: ReviewConfirmation[] = [];
  for (const row of sheet.cells.rows) {
    const identity = text(row, REVIEW.register);
    if (identity !== '') found.set(identity, text(row, REVIEW.registerText));
    const [about, why] = [text(row, REVIEW.identity), text(row, REVIEW.why)];
    if (row <= REVIEW_FACTS.digest || about === '' || !/[\p{L}\p{N}]/u.test(why)) continue;
    confirmed.push({
      identity: about,
      value: text(row, REVIEW.value),
      why,
      who: text(row, REVIEW.who) || null,
      until: dateIn(sheet, row, REVIEW.until, book.date1904),
      when: isoIn(text(row, REVIEW.when)),
    });
  }
  const number = Number(text(REVIEW_FACTS.number, 1) || Number.NaN);
  const content = text(REVIEW_FACTS.content, 1);
  const digest = text(REVIEW_FACTS.digest, 1);
  const known = { sheet: sheet.name, content, digest, number: Number.isSafeInteger(number) ? number : null };
  return { ...known, found: content === '' ? null : found, confirmed };
}

/** What `waive` wrote; anything else in that hidden cell is nobody's date. */
const isoIn = (value: string): string | null => (/^\d{4}-\d{2}-\d{2}$/.test(value) ? value : null);

function dateIn(sheet: BookSheet, row: number, column: number, date1904: boolean): string | null {
  const value = sheet.cells.at(row, column)?.value;
  if (typeof value === 'number') return serialToIso(value, date1904);
  const reading = typeof value === 'string' && value.trim() !== '' ? toDate(value, 'end') : null;
  return reading && 'iso' in reading ? reading.iso : null;
}

/** Name of the sheet in the language of the workbook. */
export const reviewName = (lang: Lang): string => (lang === 'es' ? 'Revisión' : 'Review');
