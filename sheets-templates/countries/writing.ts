import type { Writing } from '../define/country.ts';
import type { Multiplier } from '../functions/to-number.ts';
import { asTyped } from '../text-matching.ts';
import { countryByCode } from './index.ts';

const AS_USUAL: Writing = {};

/** How people of a country write; as usual where none is known. */
export const writingOf = (country: string | null): Writing => countryByCode.get(country ?? '')?.writing ?? AS_USUAL;

const multipliers = new WeakMap<Writing, readonly Multiplier[]>();

/** The country's own words that multiply, as they stand behind a number. */
export function multipliersOf(country: string | null): readonly Multiplier[] {
  const writing = writingOf(country);
  const known = multipliers.get(writing);
  if (known) return known;
  const made = Object.entries(writing.times ?? {}).map(
    ([word, times]): Multiplier => [new RegExp(`(?<=[\\d\\s])${asTyped(word)}\\.?$`, 'i'), times],
  );
  multipliers.set(writing, made);
  return made;
}

/** Excel's format for the dates of a country. */
export const dateFormatOf = (country: string | null): string =>
  writingOf(country).monthFirst ? 'mm/dd/yyyy' : 'dd/mm/yyyy';
