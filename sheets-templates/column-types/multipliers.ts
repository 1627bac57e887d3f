import { multipliersOf } from '../countries/writing.ts';
import type { ParseContext } from '../define/column.ts';
import type { Multiplier } from '../functions/to-number.ts';

/** Words that multiply in a workbook, beyond those that do so everywhere. @param isPaid what is read is an amount of money */
export function multipliersFor(
  { country, lang }: Pick<ParseContext, 'country' | 'lang'>,
  isPaid: boolean,
): Multiplier[] {
  const short = !isPaid ? [] : lang === 'en' ? SHORT : SHORT_IN_SPANISH;
  return [...multipliersOf(country), ...(lang === 'en' ? IN_ENGLISH : []), ...short];
}

/** Of amounts in English: «KES 2.5M», «2.5B». In Spanish an M may be a thousand. */
const SHORT: readonly Multiplier[] = [
  [/(?<=\d\s?)m$/i, 1e6],
  [/(?<=\d\s?)b$/i, 1e9],
  [/(?<=\d\s?)tn$/i, 1e12],
];

/** «25 mn»; in Spanish, national money. */
const IN_ENGLISH: readonly Multiplier[] = [[/(?<=[\d\s])mns?\.?$/i, 1e6]];

/** «1,2 MM»; in small letters they are millimetres, and behind many digits somebody else's. */
const SHORT_IN_SPANISH: readonly Multiplier[] = [[/(?<=^\D*\d{1,3}(?:[.,]\d+)?\s?)MM$/, 1e6]];
