import { createHash } from 'node:crypto';
import type { Severity } from '../sheets-templates/define/cell.ts';
import type { Column } from '../sheets-templates/define/column.ts';
import type { Issue } from '../sheets-templates/define/finding.ts';
import { serialToIso } from '../sheets-templates/functions/to-date.ts';
import { type LeftOut, makeIssue } from '../sheets-templates/issues.ts';
import { tidy } from '../sheets-templates/text-matching.ts';
import { unusable, type ValidatedBook, validateBook } from '../sheets-templates/validate.ts';
import { type Weight, weightOf } from '../sheets-templates/weight.ts';
import type { RawCell, RawSheet, RawWorkbook } from '../sheets-templates/workbook.ts';
import { SUBMISSION_NUMBER } from '../sheets-templates/workbook.ts';
import { readApart } from './read/read-apart.ts';
import type { ReadResult } from './read/read-book.ts';
import type { Refusal } from './read/refusal.ts';

/** One file as received, read, recovered and checked. */
export interface Submission extends Omit<ValidatedBook, 'raw'> {
  /** Path as the person gave it, with forward slashes. */
  file: string;
  /** Of the bytes, in hex. */
  sha256: string;
  /** Day on which the message that brought it was sent, ISO; the day of the merge where none did. */
  sent?: string | null;
  /** Of the cells that were read, in hex; the same for a workbook saved again by another program. */
  content: string;
  /** Of the cells that were read but for the submission number. */
  contentWithoutNumber: string;
  /** Of the cells with the number that was reviewed, for a copy that carries a review. */
  contentReviewed: string | null;
  /** Of the rows without the cover; null where there are too few to be somebody's own. */
  data: string | null;
  /** It was read and checked before: its rows and findings lie elsewhere. */
  staged?: StagedFacts;
}

/** What is known of a workbook whose rows lie elsewhere, besides what every submission says of itself. */
export interface StagedFacts {
  weight: Weight | null;
  /** Name of the programme on its cover. */
  programme: string | null;
  /** What the list of submissions says of it, by column. */
  received: Readonly<Record<string, string | number | boolean | null>>;
  /** Findings that lie with its rows, by severity and by rule. */
  counts: Readonly<Partial<Record<Severity, number>>>;
  codes: Readonly<Record<string, number>>;
  left: LeftOut;
  /** Findings that keep it out as a whole. */
  refused: readonly Issue[];
}

/** SHA-256 in hex. */
export const hex = (data: Uint8Array | string) => createHash('sha256').update(data).digest('hex');

/** How much of a submission counts; null where nothing can. */
export const weightIn = ({
  checked,
  fatal,
  staged,
}: Pick<Submission, 'checked' | 'fatal' | 'staged'>): Weight | null =>
  staged ? staged.weight : checked && !fatal ? weightOf(checked.workbook, checked.rejectedRows) : null;

/** Reads and checks the bytes of one file. Everything wrong with it is in `issues`. */
export async function readSubmission(file: string, bytes: Uint8Array): Promise<Submission> {
  return submissionOf(file, hex(bytes), await readApart(bytes, file));
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
  const { raw, ...validated } = validateBook(result.book, told);
  if (!raw) return unread(file, sha256, validated);
  // What was confirmed is part of what was sent.
  const confirmed = validated.issues.flatMap((issue) => (issue.confirmed ? [[issue.identity, issue.confirmed]] : []));
  const content = contentOf(raw);
  // The rows are not held on to by what only needs a number.
  const reviewed = validated.review?.number ?? null;
  return {
    ...validated,
    file,
    sha256,
    // Worked out when asked for: who only checks a workbook does not ask.
    get content() {
      return content(undefined, confirmed.length > 0 ? JSON.stringify(confirmed) : '');
    },
    get contentWithoutNumber() {
      return content('');
    },
    get data() {
      return content.data();
    },
    get contentReviewed() {
      return reviewed === null ? null : content(String(reviewed));
    },
  };
}

/** A file that could not be opened, with the reason. */
export const refused = (file: string, sha256: string, { problem, hint }: Refusal, told: readonly Issue[] = []) =>
  unread(file, sha256, unusable([makeIssue('M-40', {}, { problem, todo: hint }), ...told]));

/** A file of which no cells were read: its bytes are its content. */
const unread = (file: string, sha256: string, validated: Omit<ValidatedBook, 'raw'>): Submission => ({
  ...validated,
  file,
  sha256,
  content: sha256,
  contentWithoutNumber: sha256,
  contentReviewed: null,
  data: null,
});

/**
 * Hash of the cells that were read, written the same way whatever program saved the file.
 * @returns for each submission number that stands in place of the one on the cover; its own for `undefined`; and of the
 *   rows alone
 */
function contentOf({ template, cover, sheets }: RawWorkbook) {
  let rows: readonly RawSheet[] | null = sheets;
  let data = '';
  let few = true;
  const work = () => {
    if (!rows) return;
    const lines = rows.flatMap((sheet) => linesOf(sheet));
    data = hex(lines.join('\n'));
    few = lines.length < OWN_ROWS;
    rows = null;
  };
  const content = (number?: string, more = '') => {
    work();
    return hex([template.code, ...linesOf(cover, number), data, more].join('\n'));
  };
  content.data = () => {
    work();
    return few ? null : data;
  };
  return content;
}

/** So many rows that are the same in two workbooks are no chance. */
const OWN_ROWS = 5;

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
