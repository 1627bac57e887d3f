/** Comparing words as people write them: without accents, case, doubled spaces and invisible characters. */

/** What turns writing around or moves a cursor, and what nobody sees: none of it is a part of what somebody says. */
const INVISIBLE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  /\uFE0F|[\u0000-\u0008\u000E-\u001F\u007F-\u0084\u0086-\u009F\u200B-\u200F\u202A-\u202E\u2060-\u2069\uFEFF\u00AD]/g;
/** Nothing to tidy: ASCII in words with single spaces. */
const PLAIN = /^(?:[!-~]+(?: [!-~]+)*)?$/;
/** Letters and digits as wide as Chinese ones, which some keyboards type. */
const WIDE = /[\uFF01-\uFF5E]/g;
const WIDER_BY = 0xfee0;
/** Signs of money as those keyboards type them. */
const WIDE_MONEY: Readonly<Record<string, string>> = { '￠': '¢', '￡': '£', '￥': '¥', '￦': '₩' };
const SPACES = /[\s\u0085\u00A0\u2007\u2009\u202F]+/g;

/** Text as it is stored: NFC, single spaces, no invisible characters. */
export function tidy(value: string): string {
  if (PLAIN.test(value)) return value;
  return once(tidied, value, (text) =>
    text
      .normalize('NFC')
      .replace(WIDE, (sign) => String.fromCharCode(sign.charCodeAt(0) - WIDER_BY))
      .replace(/[￠￡￥￦]/g, (sign) => WIDE_MONEY[sign] ?? sign)
      .replace(INVISIBLE, '')
      .replace(SPACES, ' ')
      .trim(),
  );
}

/** A text for a screen or a log: one that writes nothing but itself. Line ends and tabs stay. */
export const inert = (text: string): string => text.replace(INVISIBLE, '').replace(OTHER_LINES, ' ');

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OTHER_LINES = /\r(?!\n)|[\u000B\u000C\u0085\u2028\u2029]/g;

/** Names and labels come again in row after row; what is remembered of them is bounded. */
export function once(known: Map<string, string>, value: string, work: (text: string) => string): string {
  if (value.length > LONGEST_REMEMBERED) return work(value);
  const before = known.get(value);
  if (before !== undefined) return before;
  if (known.size >= MOST_REMEMBERED) known.clear();
  const result = work(value);
  known.set(value, result);
  return result;
}

const LONGEST_REMEMBERED = 80;
const MOST_REMEMBERED = 10_000;
const tidied = new Map<string, string>();
const folded = new Map<string, string>();

/** Text as it is compared: tidy, lower case, without accents. */
export function fold(value: string): string {
  if (PLAIN.test(value)) return value.toLowerCase();
  return once(folded, value, (text) =>
    tidy(text).normalize('NFD').replace(/\p{M}/gu, '').replace(/[đĐ]/g, 'd').toLowerCase(),
  );
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

/**
 * Jaro–Winkler similarity, 0 to 1, of two folded texts.
 * @source M. A. Jaro 1989; W. E. Winkler 1990
 */
function jaroWinkler(a: string, b: string): number {
  if (a === b) return 1;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const taken = new Array<boolean>(b.length).fill(false);
  const matchedA: string[] = [];
  for (let i = 0; i < a.length; i += 1) {
    for (let j = Math.max(0, i - reach); j < Math.min(b.length, i + reach + 1); j += 1) {
      if (taken[j] || a[i] !== b[j]) continue;
      taken[j] = true;
      matchedA.push(a[i] as string);
      break;
    }
  }
  if (matchedA.length === 0) return 0;
  const matchedB = [...b].filter((_, j) => taken[j]);
  const swapped = matchedA.filter((character, index) => character !== matchedB[index]).length / 2;
  const matches = matchedA.length;
  const jaro = (matches / a.length + matches / b.length + (matches - swapped) / matches) / 3;
  let prefix = 0;
  while (prefix < 4 && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * 0.1 * (1 - jaro);
}

/** Letters to insert, drop, change or swap with their neighbour to turn one text into the other. */
export function editDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = (last[j - 1] as number) + (a[i - 1] === b[j - 1] ? 0 : 1);
      let best = Math.min(change, (last[j] as number) + 1, (row[j - 1] as number) + 1);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, (before[j - 2] as number) + 1);
      row.push(best);
    }
    before = last;
    last = row;
  }
  return last[b.length] as number;
}

/** From this similarity on, a name may be a slip of another (functions.md 16). */
const SLIP_FROM = 0.9;

/**
 * True when one folded text is a slip of the pen for the other: a letter or two in a word long enough, the same
 * numbers. «Ayacuho» is one for «Ayacucho»; «Módulo 1» is none for «Módulo 2», nor «Cauca» for «Arauca».
 */
export function isSlip(a: string, b: string): boolean {
  const length = Math.min(a.length, b.length);
  if (length < 5 || Math.abs(a.length - b.length) > 2) return false;
  // Words that begin and end otherwise are other words; that is seen without comparing them.
  if (a[0] !== b[0] && a.at(-1) !== b.at(-1) && a[1] !== b[1]) return false;
  // A word that begins with another letter, and is as long, is another word: «panadería» is no «ganadería».
  if (a[0] !== b[0] && a.length === b.length && !areAlike(a[0] ?? '', b[0] ?? '') && a[0] !== b[1]) return false;
  if (/\d/.test(a + b) && a.replace(/\D/g, '') !== b.replace(/\D/g, '')) return false;
  return jaroWinkler(a, b) >= SLIP_FROM && editDistance(a, b) <= (length > 12 ? 2 : 1);
}

/** Letters that sound the same in Spanish. */
const SOUNDS = ['bv', 'cskqz', 'gj', 'iy', 'mn', 'hj', 'uw', 'nñ'];
/** Letters as they lie on a keyboard, each row half a key further right. */
const KEYS = ['qwertyuiop', 'asdfghjklñ', 'zxcvbnm'];
const placeOfKey = (letter: string): [number, number] | null => {
  const row = KEYS.findIndex((keys) => keys.includes(letter));
  return row < 0 ? null : [row, (KEYS[row] ?? '').indexOf(letter) + row / 2];
};

/** Whether one letter is easily typed for another. */
function areAlike(one: string, other: string): boolean {
  if (SOUNDS.some((all) => all.includes(one) && all.includes(other))) return true;
  const [here, there] = [placeOfKey(one), placeOfKey(other)];
  return here !== null && there !== null && Math.abs(here[0] - there[0]) <= 1 && Math.abs(here[1] - there[1]) <= 1;
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
  'n.a.',
  'n. a.',
  's/i',
  's.i.',
  '?',
  '??',
  '???',
  'no aplica',
  'no corresponde',
  'no se sabe',
  'not applicable',
  'sin dato',
  'sin datos',
  'no data',
  '.',
  '*',
]);

/** True for an empty cell and for the marks that officials write for «sin dato». Never a zero. */
export function isMissingMark(value: string): boolean {
  // Most cells say something: what begins with another letter or digit is none of the marks.
  const first = value.charCodeAt(0);
  if (first > ASTERISK && first < DELETE && !MARKS_BEGIN.has(first)) return false;
  return MISSING_MARKS.has(fold(value));
}

const ASTERISK = 0x2a;
const DELETE = 0x7f;
const MARKS_BEGIN = new Set([...'-.?nNsS'].map((sign) => sign.charCodeAt(0)));

/** Changes a text everywhere but where a pattern matches. @param kept global */
export function outsideOf(text: string, kept: RegExp, change: (part: string) => string): string {
  let result = '';
  let from = 0;
  for (const { 0: found, index } of text.matchAll(kept)) {
    result += change(text.slice(from, index)) + found;
    from = index + found.length;
  }
  return result + change(text.slice(from));
}

/** A folded word as people may type it: its vowels with accents. For regular expressions. */
export const asTyped = (word: string): string =>
  word
    .replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')
    .replace(/[aeiou]/g, (vowel) => `[${vowel}${'áéíóú'.charAt('aeiou'.indexOf(vowel))}]`);
