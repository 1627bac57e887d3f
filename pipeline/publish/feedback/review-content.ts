import type { Issue } from '../../../sheets-templates/define/finding.ts';
import type { Lang } from '../../../sheets-templates/define/text.ts';
import type { LeftOut } from '../../../sheets-templates/issues.ts';

/** What a `Revisión` tells. */
export interface ReviewContent {
  lang: Lang;
  rejected: boolean;
  /** It brings less than the submission before it, which goes on counting. */
  waiting: boolean;
  issues: readonly Issue[];
  /** Rows and cells that count in no total, or in some only. */
  leftOut: LeftOut;
  /** Content hash of what was reviewed. */
  content: string;
  /** Of what was found. */
  digest: string;
  number: number | null;
  /** Number that the copy carries. */
  next: number | null;
  /** What was found last time and is solved; null where there was no last time. */
  solved: readonly string[] | null;
  /** Identities that were there last time. */
  before: ReadonlySet<string>;
  /** Repairs that were made in this copy. */
  repairs: readonly Repair[];
  /** The workbook itself holds the sheet: there are cells to go to and reasons to give. */
  inside: boolean;
}

export interface Repair {
  sheet: string;
  cell: string;
  from: string;
  to: string;
  why: string;
}

/** Lines of a section; nobody reads more on a page. */
export const MOST_LINES = 400;

/** Findings of one kind that get a line each; more are told together. */
export const ONE_BY_ONE = 3;

/** A proposed value as the reader writes it. */
export function shownValue(
  { value, numberFormat }: { value: string | number | null; numberFormat?: string },
  lang: Lang,
  empty: string,
): string {
  if (value === null) return empty;
  if (typeof value === 'number') {
    const shown = numberFormat?.includes('%') ? Math.round(value * 1000) / 10 : Math.round(value * 1e6) / 1e6;
    const text = lang === 'es' ? String(shown).replace('.', ',') : String(shown);
    return numberFormat?.includes('%') ? `${text} %` : text;
  }
  return numberFormat && lang === 'es' ? value.split('-').reverse().join('/') : value;
}
