import type { Lang } from '../define/text.ts';

const DAY = 86_400_000;

/** Whole days from one ISO date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** The same day some months later, or the last one of a shorter month. */
export function monthsAfter(iso: string, months: number): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  last.setUTCDate(Math.min(day, last.getUTCDate()));
  return last.toISOString().slice(0, 10);
}

/** The guide's «first six months», and a follow-up after half a year. */
export const HALF_A_YEAR = 6;

/** An ISO date as people write it: 31/12/2026 in Spanish; empty where there is none. */
export const dayInWords = (iso: unknown, lang: Lang): string =>
  typeof iso !== 'string' ? '' : lang === 'es' ? iso.split('-').reverse().join('/') : iso;

export const yearsAfter = (iso: string, years: number): string => `${Number(iso.slice(0, 4)) + years}${iso.slice(4)}`;

/** Years after the cut-off that nobody plans ahead: such a date has its year mistyped. */
export const FAR_AHEAD = 10;

export const isFarAhead = (date: string, cutoff: string | null): boolean =>
  cutoff !== null && date > yearsAfter(cutoff, FAR_AHEAD);
