/** What a number format makes of a number. */
export const SHOWS = {
  number: 0,
  date: 1,
  percent: 2,
  literalPercent: 3,
  /** Hours that pass midnight, `[h]:mm`: 48:00 is two days to a program. */
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
  if (/[ymdhs]/i.test(bare)) return /\[h+\]/i.test(code) ? SHOWS.duration : SHOWS.date;
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
 * What a format writes beside its number, which stands as `#`: «US$ #», «# mil». Empty where that is nothing that names
 * anything, where the format itself divides what it shows, or where it depends on the number.
 * @example besideIn('[$US$] #,##0.00') // 'US$ #'
 */
export function besideIn(code: string): string {
  if (code.length > LONGEST_CODE || codeShows(code) !== SHOWS.number) return '';
  const isConditional = /\[[<>=]/.test(code);
  const [first = '', ...others] = code.split(';').map(besideOf);
  // «mil» and «miles» are one.
  const stem = (beside: string) => beside.replace(/(?:es|s)\b/g, '');
  return isConditional && others.some((other) => stem(other) !== stem(first)) ? '' : first;
}

function besideOf(section: string): string {
  const shown = section
    .replace(
      /"([^"]*)"|\\(.)|\[\$([^\]-]*)[^\]]*\]|\[[^\]]*\]|_.|\*.|general|standard|@|[0#?][0#?.,/]*(?:e[+-][0#?]+)?/gi,
      (all: string, quoted?: string, escaped?: string, sign?: string) =>
        quoted ?? escaped ?? sign ?? (/^[_*[]/.test(all) ? '' : /,(\.|$)/.test(all) ? DIVIDED : NUMBER),
    )
    // Its groups may stand apart: «# ##0».
    .replace(/#(?:[\s.'’]?#)+/g, NUMBER);
  const beside = shown.replace(/\s+/g, ' ').trim();
  return /[\p{L}\p{Sc}]/u.test(beside) && beside.split(NUMBER).length === 2 && !beside.includes(DIVIDED) ? beside : '';
}

/** Where the number stands in what a format shows. */
export const NUMBER = '#';
const DIVIDED = '\u0001';
