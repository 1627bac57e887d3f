/** What a number format makes of a number. */
export const SHOWS = {
  number: 0,
  date: 1,
  percent: 2,
  literalPercent: 3,
  /** Added where the font is crossed out. */
  struck: 0x10,
} as const;

/** Characters that Excel takes in a format. */
const LONGEST_CODE = 255;

/**
 * What a format code shows, by its first section and without quoted text, padding and conditions.
 * @example codeShows('dd/mm/yyyy') // SHOWS.date
 */
export function codeShows(code: string): number {
  if (code.length > LONGEST_CODE) return SHOWS.number;
  const bare = (code.split(';')[0] ?? '')
    .replace(/\[(h+|m+|s+)\]/gi, '$1')
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^[\]]*\]/g, '')
    .replace(/general|standard/gi, '');
  if (/[ymdhs]/i.test(bare)) return SHOWS.date;
  if (bare.includes('%')) return SHOWS.percent;
  // A sign in quotes is shown and multiplies nothing: 0.5 shows as 0.5 %.
  return /"[^"]*%[^"]*"|\\%/.test(code) ? SHOWS.literalPercent : SHOWS.number;
}
