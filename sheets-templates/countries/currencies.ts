import type { CurrencyMeaning, Money } from '../define/country.ts';
import { asTyped } from '../text-matching.ts';
import { countries } from './index.ts';

interface Currency extends Money {
  /** ISO 4217. */
  code: string;
}

/** Currencies that workbooks of any country may hold. */
const EVERYWHERE: readonly Currency[] = [
  {
    code: 'USD',
    es: 'Dólar de los EE. UU.',
    en: 'US dollar',
    words: [
      'us$',
      'u$s',
      '$us',
      '$',
      'dolar',
      'dolares',
      'dollar',
      'dollars',
      'us dollars',
      'dolar americano',
      'dolares americanos',
      'dolar estadounidense',
      'dolares estadounidenses',
    ],
    note: 'currency of EC',
  },
  { code: 'EUR', es: 'Euro', en: 'Euro', words: ['€', 'euro', 'euros'] },
];

/** Those of the countries, and those of everywhere, by code. */
export const currencies: readonly Currency[] = [
  ...EVERYWHERE,
  ...countries
    .filter(({ currency }) => EVERYWHERE.every(({ code }) => code !== currency))
    .map(({ currency: code, money }): Currency => ({ code, ...(money ?? { es: code, en: code, words: [] }) })),
]
  .filter(({ code }, at, all) => all.findIndex((other) => other.code === code) === at)
  .sort((a, b) => (a.code < b.code ? -1 : 1));

/** Codes of other currencies: an amount in one of them is none in the currency of the country. */
const OTHERS =
  'AUD ARS BRL CAD CHF CLP CNY CRC DKK DOP GBP GHS GTQ HNL IDR INR JPY KES MXN NGN NOK PYG SEK TND UYU VND XAF XOF ZAR'.split(
    ' ',
  );

/** Words and signs before or after an amount, the longest first. */
export const currencyWords: readonly string[] = [
  ...new Set([
    // One letter is a currency in its own country alone: «25 p» are people elsewhere.
    ...currencies.flatMap(({ code, words, here = [] }) => [
      code.toLowerCase(),
      ...words,
      ...here.filter((word) => !/^\p{L}$/u.test(word)),
    ]),
    ...OTHERS.map((code) => code.toLowerCase()),
  ]),
].sort((a, b) => b.length - a.length);

/** By country: one letter that is its currency, beside an amount; null where none is. */
const ownLetters = new Map<string | null, RegExp | null>();

function ownLetterOf(country: string | null): RegExp | null {
  const known = ownLetters.get(country);
  if (known !== undefined) return known;
  const { money } = countries.find(({ code }) => code === country) ?? {};
  const letters = money?.here?.filter((word) => /^\p{L}$/u.test(word)).map(asTyped) ?? [];
  const any = letters.join('|');
  const found = any === '' ? null : new RegExp(`^(?:${any})\\s*(?=[\\d-])|(?<=\\d)\\s*(?:${any})$`, 'iu');
  ownLetters.set(country, found);
  return found;
}

/** An amount with the code of the country's currency where one letter of its own says it: «R 500» in South Africa. */
export function withCode(typed: string, country: string | null): string {
  const letter = ownLetterOf(country);
  if (!letter) return typed;
  const code = countries.find((one) => one.code === country)?.currency;
  return typed.replace(letter, (_, at: number) => (at === 0 ? `${code} ` : ` ${code}`));
}

/** A word or sign before or after an amount, folded, as people of a country use it. */
export function meaningOfCurrency(word: string, country: string | null): CurrencyMeaning {
  const here = countries.filter(({ money }) => money?.here?.includes(word));
  const own = here.find(({ code }) => code === country)?.currency;
  const known = currencies.find(({ code, words }) => code.toLowerCase() === word || words.includes(word))?.code;
  const possible = [own, known, ...here.map(({ currency }) => currency)].filter((code) => code !== undefined);
  return { possible: [...new Set(possible)], meant: own ?? known ?? null };
}
