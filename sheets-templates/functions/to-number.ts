import { isMissingMark, tidy } from '../words.ts';

/** What had to be understood to read a number, for a finding. */
export type NumberNote = 'ambiguous' | 'unit' | 'footnote' | 'qualifier' | 'percent';

export interface NumberReading {
  value: number;
  notes: readonly NumberNote[];
}

const QUALIFIERS =
  /^(m[aá]s de|al menos|alrededor de|aproximadamente|aprox\.?|cerca de|unos|unas|more than|at least|about|[+≈~>])\s*/i;
const NUMBER = /^([-−]?)(\d[\d.,' ]*)(.*)$/;

/**
 * Reads a number as officials write it.
 *
 * Rules (functions.md 15): two different separators, the last is the decimal; one separator repeated is
 * thousands; one separator with exactly three digits after it is thousands in whole numbers and follows the
 * country in decimals, flagged.
 *
 * @param text the cell's text, e.g. `1.234,5`, `Más de 2600`, `43 %`
 * @param decimalMark the country's usual decimal mark
 * @param whole the column holds whole numbers
 * @returns null when the text is not a number; `{ value: 1234.5, notes: [] }` for `1.234,5`
 */
export function toNumber(text: string, decimalMark: ',' | '.', whole: boolean): NumberReading | null {
  const notes: NumberNote[] = [];
  let rest = tidy(text);
  if (isMissingMark(rest)) return null;
  if (QUALIFIERS.test(rest)) {
    notes.push('qualifier');
    rest = rest.replace(QUALIFIERS, '');
  }
  const match = NUMBER.exec(rest);
  if (!match) return null;
  const [, sign = '', digits = '', tail = ''] = match;
  const after = tail.trim();
  if (after === '%') notes.push('percent');
  else if (/^[*¹²³†]+$/.test(after)) notes.push('footnote');
  else if (/^\p{L}[\p{L}\s/.]*$/u.test(after)) notes.push('unit');
  else if (after) return null;
  const value = readDigits(digits.trim().replace(/[ ']/g, ''), decimalMark, whole, notes);
  if (value === null) return null;
  return { value: (sign ? -value : value) / (after === '%' ? 100 : 1), notes };
}

function readDigits(digits: string, decimalMark: ',' | '.', whole: boolean, notes: NumberNote[]): number | null {
  const marks = digits.replace(/\d/g, '');
  const last = marks.at(-1);
  if (!last) return Number(digits);
  const groups = digits.split(/[.,]/);
  const grouped = groups.slice(1).every((group) => group.length === 3);
  if (new Set(marks).size === 2) {
    const cut = digits.lastIndexOf(last);
    const thousands = digits.slice(0, cut).split(/[.,]/);
    if (marks.indexOf(last) !== marks.length - 1 || thousands.slice(1).some((group) => group.length !== 3)) return null;
    return Number(`${digits.slice(0, cut).replace(/[.,]/g, '')}.${digits.slice(cut + 1)}`);
  }
  if (marks.length > 1) return grouped ? Number(groups.join('')) : null;
  if (grouped && (whole || last !== decimalMark)) {
    if (!whole) notes.push('ambiguous');
    return Number(groups.join(''));
  }
  if (grouped) notes.push('ambiguous');
  return Number(digits.replace(',', '.'));
}
