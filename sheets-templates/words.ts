/** Comparing words as people write them: without accents, case, doubled spaces and invisible characters. */

const INVISIBLE = /[\u200B-\u200D\uFEFF\u00AD]/g;
const SPACES = /[\s\u00A0\u2007\u2009\u202F]+/g;

/** Text as it is stored: NFC, single spaces, no invisible characters. */
export function tidy(value: string): string {
  return value.normalize('NFC').replace(INVISIBLE, '').replace(SPACES, ' ').trim();
}

/** Text as it is compared: tidy, lower case, without accents. */
export function fold(value: string): string {
  return tidy(value).normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

/** Upper-case letters and digits only, for ids and short names. */
export function alphanumeric(value: string): string {
  return fold(value)
    .toUpperCase()
    .replace(/[^A-Z0-9]/g, '');
}

/** Sørensen–Dice similarity of letter pairs, 0 to 1, of two folded texts. */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const pairs = (value: string) => {
    const counts = new Map<string, number>();
    for (let i = 0; i < value.length - 1; i += 1) {
      const pair = value.slice(i, i + 2);
      counts.set(pair, (counts.get(pair) ?? 0) + 1);
    }
    return counts;
  };
  const left = pairs(a);
  let shared = 0;
  for (const [pair, count] of pairs(b)) shared += Math.min(count, left.get(pair) ?? 0);
  const total = a.length - 1 + (b.length - 1);
  return total > 0 ? (2 * shared) / total : 0;
}

const MISSING_MARKS = new Set([
  '',
  '-',
  '--',
  '---',
  '–',
  '—',
  'n/d',
  'n.d.',
  'nd.',
  's/d',
  's.d.',
  'na',
  'n/a',
  'sin dato',
  'sin datos',
  'no data',
  '.',
  '*',
]);

/** True for an empty cell and for the marks that officials write for «sin dato». Never a zero. */
export function isMissingMark(value: string): boolean {
  return MISSING_MARKS.has(fold(value));
}
