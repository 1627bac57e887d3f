import type { Book, BookSheet } from '../../../sheets-templates/book/book.ts';
import { confirmedValue } from '../../../sheets-templates/confirmations.ts';
import type { Issue } from '../../../sheets-templates/define/finding.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import { letters } from '../../../sheets-templates/emit/xlsx/address.ts';
import { isConfirmable, withoutRow } from '../../../sheets-templates/group.ts';
import { isReview, REVIEW, REVIEW_FACTS, REVIEW_MARK, reviewName } from '../../../sheets-templates/review.ts';
import { REVIEW_FRAME, REVIEW_WIDTHS } from '../../../sheets-templates/review-frame.ts';
import type { CellWrite, NewSheet } from '../../host.ts';
import type { Confirmed, ConfirmWrites } from './protocol.ts';

/** Rows of a `Revisión` that the pane makes: title, heads, and the first line. */
const TITLE_ROW = 2;
const HEAD_ROW = 6;

/**
 * What to write so that a figure is confirmed, in the `Revisión` that the office's copy has, where the office reads it; null
 * where the finding is not there any more, or nobody can confirm it.
 */
export function confirmation(
  book: Book,
  lang: Lang,
  issues: readonly Issue[],
  { identity, value, ...said }: Confirmed,
): ConfirmWrites | null {
  const issue = issues.find((one) => one.identity === identity && one.value === value);
  if (!issue || !isConfirmable(issue)) return null;
  const known = book.sheets.find(isReview);
  const name = known?.name ?? freeName(book, lang);
  const add = known ? null : { sheet: frameOf(name), cells: headOf(name, lang) };
  const standing = known && rowOf(known, identity);
  const row = standing ?? Math.max(HEAD_ROW, ...(known ? [lastRow(known)] : [])) + 1;
  const line: Partial<Record<keyof typeof REVIEW, string>> = {
    ...(standing === undefined && {
      what: REVIEW_FRAME.confirmed[lang],
      place: issue.cell ? `${issue.sheet}, ${issue.cell}` : issue.sheet,
      finding: withoutRow(issue, lang),
      action: issue.hint[lang],
    }),
    identity,
    value: confirmedValue(issue),
    why: said.why,
    ...(said.who !== '' && { who: said.who }),
    when: said.when,
  };
  const cells = Object.entries(line).map(([column, text]) => ({
    sheet: name,
    cell: letters(REVIEW[column as keyof typeof REVIEW] - 1) + row,
    value: text,
  }));
  return { add, cells };
}

const frameOf = (name: string): NewSheet => ({
  name,
  columns: REVIEW_WIDTHS.map((width, at) => ({ width, hidden: at + 1 === REVIEW.identity || at + 1 >= REVIEW.value })),
});

function headOf(sheet: string, lang: Lang): CellWrite[] {
  const heads = [...REVIEW_FRAME.heads, ...REVIEW_FRAME.reasons].map((head, at) => ({
    sheet,
    cell: letters(REVIEW.what - 1 + at) + HEAD_ROW,
    value: head[lang],
  }));
  return [
    { sheet, cell: letters(REVIEW.identity - 1) + REVIEW_FACTS.mark, value: REVIEW_MARK },
    { sheet, cell: letters(REVIEW.what - 1) + TITLE_ROW, value: REVIEW_FRAME.confirmedTitle[lang] },
    ...heads,
  ];
}

/** A sheet of the person's own may bear the name. */
function freeName({ sheets }: Book, lang: Lang): string {
  const taken = new Set(sheets.map(({ name }) => name.toLowerCase()));
  const names = ['', ' 2', ' 3', ' 4'].map((end) => reviewName(lang) + end);
  return names.find((name) => !taken.has(name.toLowerCase())) ?? `Quipu ${sheets.length}`;
}

function rowOf({ cells }: BookSheet, identity: string): number | undefined {
  return [...cells.rows].find((row) => row > REVIEW_FACTS.digest && cells.at(row, REVIEW.identity)?.value === identity);
}

const lastRow = ({ cells }: BookSheet): number => cells.rows.reduce((most, row) => Math.max(most, row), 0);
