/** Spaces and apostrophes separate thousands, in groups of three. */
const SPACED = /^\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?$/;

/** Thousands in pairs, as in India: «12,34,567.50». */
const IN_PAIRS = /^\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/;

/** Millions behind an apostrophe, thousands behind another mark: «1'200,000». */
const MILLIONS_APART = /^\d{1,3}(?:'\d{3})+[.,]\d{3}$/;

/** What a number counts, which tells whether three digits behind its only mark are thousands. */
export type Kind = 'whole' | 'amount' | 'decimal';

/**
 * @param written digits and the marks between them
 * @param decimalMark the usual one
 * @param notes gets `ambiguous` where the mark may be either
 * @returns null for what is no number
 */
export function readDigits(
  written: string,
  decimalMark: ',' | '.',
  kind: Kind,
  notes: { push(note: 'ambiguous'): unknown },
): number | null {
  if (MILLIONS_APART.test(written)) return Number(written.replace(/\D/g, ''));
  if (/[ ']/.test(written) && !SPACED.test(written)) return null;
  const digits = written
    .replace(/[ ']/g, '')
    .replace(/[.,]$/, '')
    .replace(/^[.,](?=\d)/, '0.');
  if (IN_PAIRS.test(digits)) return Number(digits.replaceAll(',', ''));
  const marks = digits.replace(/\d/g, '');
  const last = marks.at(-1);
  if (!last) return Number(digits);
  const groups = digits.split(/[.,]/);
  const [first = ''] = groups;
  // «0,573» and «1234,567» are decimals: thousands begin with one to three digits, and not with a zero.
  const grouped = groups.slice(1).every((group) => group.length === 3) && first.length <= 3 && !/^0/.test(first);
  if (new Set(marks).size === 2) {
    const cut = digits.lastIndexOf(last);
    const thousands = digits.slice(0, cut).split(/[.,]/);
    if (marks.indexOf(last) !== marks.length - 1 || thousands.slice(1).some((group) => group.length !== 3)) return null;
    return Number(`${digits.slice(0, cut).replace(/[.,]/g, '')}.${digits.slice(cut + 1)}`);
  }
  if (marks.length > 1) return grouped ? Number(groups.join('')) : null;
  if (grouped && (kind !== 'decimal' || last !== decimalMark)) {
    if (kind === 'decimal' || (kind === 'amount' && last === decimalMark)) notes.push('ambiguous');
    return Number(groups.join(''));
  }
  if (grouped) notes.push('ambiguous');
  return Number(digits.replace(',', '.'));
}
