import { findList, meantAmong } from '../../sheets-templates/code-lists/lookup.ts';
import { meaningOfCurrency } from '../../sheets-templates/countries/currencies.ts';
import { countryByCode } from '../../sheets-templates/countries/index.ts';
import type { Template } from '../../sheets-templates/define/template.ts';
import { readPeriod } from '../../sheets-templates/functions/period.ts';
import { templates } from '../../sheets-templates/templates/index.ts';
import { fold } from '../../sheets-templates/text-matching.ts';

// What the office writes into its own sheets is understood as kindly as what officials write into theirs.

/** A country by code, name or official name: «Bolivia (Estado Plurinacional de)». */
export function countryIn(said: string): string | null {
  const code = meantAmong(findList('PAIS').items, said);
  return code !== null && countryByCode.has(code) ? code : null;
}

/** A period however it is written: «I semestre 2026». */
export const periodIn = (said: string): string | null => readPeriod(said, null)?.code ?? null;

/** A currency by code, name, sign or everyday word: «soles», «S/». */
export const currencyIn = (said: string): string | null =>
  meantAmong(findList('MONEDA').items, said) ?? meaningOfCurrency(fold(said), null).meant;

export const qualifierIn = (said: string): string | null => meantAmong(findList('CALIFICADOR').items, said);

const wordsOf = (said: string) => fold(said).match(/\p{L}{3,}|\d+/gu) ?? [];

/** A template by code, name or words of its name: «SCORE», «Empleos verdes», «Hoja de ruta». */
export function templateIn(said: string): Template | null {
  const code = meantAmong(
    templates.map(({ code, slug, es, en }) => ({ code, es, en, aliases: [slug, slug.replaceAll('-', ' ')] })),
    said,
  );
  if (code !== null) return templates.find((template) => template.code === code) ?? null;
  const words = wordsOf(said);
  const [one, ...others] = templates.filter(({ slug, es, en }) => {
    const own = new Set(wordsOf(`${slug} ${es} ${en}`));
    return words.length > 0 && words.every((word) => own.has(word));
  });
  return one && others.length === 0 ? one : null;
}
