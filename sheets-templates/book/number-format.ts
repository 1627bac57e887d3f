/** What a number format makes of a number. */
export const SHOWS = {
  number: 0,
  date: 1,
  percent: 2,
  literalPercent: 3,
  /** Hours, minutes and seconds without a day: `48:00` is two days to a program. */
  duration: 4,
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
  if (/[ymdhs]/i.test(bare)) return /[hs]/i.test(bare) && !/[yd]/i.test(bare) ? SHOWS.duration : SHOWS.date;
  if (bare.includes('%')) return SHOWS.percent;
  // A sign in quotes is shown and multiplies nothing: 0.5 shows as 0.5 %.
  return /"[^"]*%[^"]*"|\\%/.test(code) ? SHOWS.literalPercent : SHOWS.number;
}

/** Whether a number that is typed under a format shows as a day or a time. */
export const isDateCode = (code: string): boolean => {
  const shows = codeShows(code);
  return shows === SHOWS.date || shows === SHOWS.duration;
};

/**
 * What a format writes beside its number: «US$», «mil», «MWh». Empty where that is nothing that names anything, or where
 * the format itself divides what it shows.
 * @example besideIn('[$US$] #,##0.00') // 'US$'
 */
export function besideIn(code: string): string {
  if (code.length > LONGEST_CODE || codeShows(code) !== SHOWS.number) return '';
  const [section = ''] = code.split(';');
  const parts = [...section.matchAll(/"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]/g)];
  const beside = parts
    .map(([, quoted, escaped, sign]) => quoted ?? escaped ?? sign ?? '')
    .join('')
    .trim();
  const bare = section.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '');
  return /[\p{L}\p{Sc}]/u.test(beside) && !/[0#?],+(\.|[^0#?.,]|$)/.test(bare) ? beside : '';
}
