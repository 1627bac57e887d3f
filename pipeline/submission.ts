import { createHash } from 'node:crypto';
import { type CheckedResult, checkWorkbook, SUBMISSION_NUMBER } from '../sheets-templates/check.ts';
import { aYearAfter, type GivenConfirmation, withConfirmations } from '../sheets-templates/confirmations.ts';
import type { Column, Issue, Template } from '../sheets-templates/define.ts';
import { maskPersonal } from '../sheets-templates/functions/mask-personal.ts';
import { parsePeriod } from '../sheets-templates/functions/period.ts';
import { serialToIso } from '../sheets-templates/functions/to-date.ts';
import { makeIssue, numberIdentities, sortIssues } from '../sheets-templates/issues.ts';
import { fold, tidy } from '../sheets-templates/words.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../sheets-templates/workbook.ts';
import type { ReadResult } from './read/book.ts';
import { readBook } from './read/read-book.ts';
import type { Refusal } from './read/refusal.ts';
import type { Reading } from './recover/evidence.ts';
import { recover } from './recover/recover.ts';
import { type Review, type ReviewConfirmation, readReview } from './review.ts';

/** One file as received, read, recovered and checked. */
export interface Submission {
  /** Path as the person gave it, with forward slashes. */
  file: string;
  /** Of the bytes, in hex. */
  sha256: string;
  /** Of the cells that were read, in hex; the same for a workbook saved again by another program. */
  content: string;
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
  /** Of the cells that were read but for the submission number. */
  contentWithoutNumber: string;
  /** Of the cells with the number that was reviewed, for a copy that carries a review. */
  contentReviewed: string | null;
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

/** SHA-256 in hex. */
export const hex = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');

/** Reads and checks the bytes of one file. Everything wrong with it is in `issues`. */
export async function readSubmission(file: string, bytes: Uint8Array): Promise<Submission> {
  return submissionOf(file, hex(bytes), await readBook(bytes, file));
}

/**
 * Recovers and checks what was read of a file.
 * @param told findings about the file itself
 */
export function submissionOf(
  file: string,
  sha256: string,
  result: ReadResult,
  told: readonly Issue[] = [],
): Submission {
  if ('refusal' in result) return refused(file, sha256, result.refusal, told);
  const { raw, issues, version, readings, ours } = recover(result.book);
  if (!raw) return { ...unusable(file, sha256, ...issues, ...told), version, readings, ...(ours && { ours }) };
  const checked = checkWorkbook(raw);
  // A workbook of which a sheet could not be read has data.
  const unread = issues.some(({ severity, sheetId }) => severity === 'fatal' && sheetId !== null);
  const found = unread ? checked.issues.filter(({ code }) => code !== 'M-39') : checked.issues;
  const review = readReview(result.book);
  const { cutoff } = checked.workbook.context;
  const numbered = numberIdentities([...found, ...issues, ...told]);
  const given = (review?.confirmed ?? []).map((one) => completed(one, checked));
  const all = sortIssues(withConfirmations(numbered, given, cutoff));
  // What was confirmed is part of what was sent.
  const confirmed = all.flatMap((issue) => (issue.confirmed ? [[issue.identity, issue.confirmed]] : []));
  const content = contentOf(raw);
  return {
    file,
    sha256,
    // Worked out when asked for: who only checks a workbook does not ask.
    get content() {
      return content(undefined, confirmed.length > 0 ? JSON.stringify(confirmed) : '');
    },
    get contentWithoutNumber() {
      return content('');
    },
    get contentReviewed() {
      return review?.number == null ? null : content(String(review.number));
    },
    review,
    template: raw.template,
    version,
    checked,
    issues: all,
    fatal: all[0]?.severity === 'fatal',
    identity: identify(checked, raw.template),
    readings,
  };
}

/** A file that could not be opened, with the reason. */
export const refused = (file: string, sha256: string, { problem, hint }: Refusal, told: readonly Issue[] = []) =>
  unusable(file, sha256, makeIssue('M-40', {}, { problem, todo: hint }), ...told);

/** A file that could not be opened or is none of ours. */
function unusable(file: string, sha256: string, ...issues: Issue[]): Submission {
  return {
    file,
    sha256,
    content: sha256,
    template: null,
    version: null,
    checked: null,
    issues: sortIssues(numberIdentities(issues)),
    fatal: true,
    identity: null,
    readings: [],
    review: null,
    contentWithoutNumber: sha256,
    contentReviewed: null,
  };
}

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
  // The name of a team is compared without accents, case and spaces.
  const same = template.sender === 'equipo' ? fold(sender).replace(/[\s|]/g, '') : sender;
  return { key: [template.code, country, same, period].join('|'), number, country, sender, period };
}

/**
 * Hash of the cells that were read, written the same way whatever program saved the file.
 * @returns for each submission number that stands in place of the one on the cover; its own for `undefined`
 */
function contentOf({ template, cover, sheets }: RawWorkbook): (number?: string, more?: string) => string {
  let rows: readonly RawSheet[] | null = sheets;
  let data = '';
  return (number, more = '') => {
    if (rows) data = hex(rows.flatMap((sheet) => linesOf(sheet)).join('\n'));
    rows = null;
    return hex([template.code, ...linesOf(cover, number), data, more].join('\n'));
  };
}

function linesOf({ sheet, rows }: RawSheet, number?: string): string[] {
  const typed = sheet.columns.filter((column) => !column.computed && column.key !== 'version');
  const defaults = new Set(typed.filter((column) => column.idKind && sheet.key.includes(column.key)));
  const lines: string[] = [];
  for (const { cells } of rows) {
    let line = '';
    let own = false;
    for (const column of typed) {
      const said = number !== undefined && sheet.cover && column.key === SUBMISSION_NUMBER;
      const value = said ? number : plain(cells[column.key], column);
      if (value === '' && !said) continue;
      line += `\t${column.key}=${value}`;
      own ||= !defaults.has(column);
    }
    // A row in which only the template's own number stands is no row, and programs differ in keeping it.
    if (own) lines.push(sheet.id + line);
  }
  return lines;
}

const SIGNIFICANT_DIGITS = 12;

/** As it counts: a date in whichever system, a figure in today's unit. */
function plain(cell: RawCell | undefined, column: Column): string {
  const raw = cell?.raw ?? null;
  if (raw === null) return '';
  if (typeof raw === 'object') return raw.uncomputed ? '=' : raw.error;
  if (typeof raw !== 'number') return tidy(String(raw));
  const date = column.type.sql === 'DATE' && cell?.dateFormat ? serialToIso(raw, cell.date1904 ?? false) : null;
  return date ?? String(Number((raw * (cell?.times ?? 1)).toPrecision(SIGNIFICANT_DIGITS)));
}
