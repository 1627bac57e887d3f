import { fold } from '../text-matching.ts';

/** Ordinals as people write them, the first for 1. */
export const ORDINALS: readonly (readonly string[])[] = [
  ['1', 'i', '1er', '1ra', '1ro', '1ero', 'primer', 'primera', 'primero', 'first', '1st'],
  ['2', 'ii', '2do', '2da', 'segunda', '2o', 'segundo', 'second', '2nd'],
  ['3', 'iii', '3er', '3ra', '3ro', 'tercer', 'tercera', 'tercero', 'third', '3rd'],
  ['4', 'iv', '4to', '4ta', 'cuarto', 'cuarta', 'fourth', '4th'],
  ['5', 'v', '5to', '5ta', 'quinto', 'quinta', 'fifth', '5th'],
  ['6', 'vi', '6to', '6ta', 'sexto', 'sexta', 'sixth', '6th'],
  ['7', 'vii', '7mo', '7ma', 'septimo', 'septima', 'setimo', 'setima', 'seventh', '7th'],
  ['8', 'viii', '8vo', '8va', 'octavo', 'octava', 'eighth', '8th'],
  ['9', 'ix', '9no', '9na', 'noveno', 'novena', 'ninth', '9th'],
  ['10', 'x', '10mo', '10ma', 'decimo', 'decima', 'tenth', '10th'],
];

/** Beyond the tenth sessions are counted in Roman numerals up to here. */
const ROMAN = ['', 'x', 'xx', 'xxx'].flatMap((tens) =>
  ['i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix', 'x'].map((ones) =>
    ones === 'x' ? `${tens}x` : tens + ones,
  ),
);

const ONLY = /^(unico|unica|only)$/;

/** Words that stand before or behind such a number and change nothing. */
const AROUND = /^(n|no|nro|num|numero|number|envio|entrega|submission|sesion|session|version|ver|vez|time)$/;

/**
 * Reads a place in an order as officials write it: «Primero», «2do envío», «N.º 3», «IV».
 *
 * @returns null where it is none
 */
export function toOrdinal(text: string): number | null {
  const words = fold(text)
    .replace(/[ºª°]|\.(?!\d)/g, '')
    .replace(/[#:]/g, ' ')
    // «v2», «V. 2»
    .replace(/^\s*v\.?\s*(?=\d)/, '')
    // «1/2»: the first of two.
    .replace(/^(\d{1,2})\s*\/\s*(\d{1,2})$/, '$1 de $2')
    .split(/\s+/)
    .filter((word) => word !== '' && !AROUND.test(word));
  const [word = '', ...others] = words;
  if (ONLY.test(word) && others.length === 0) return 1;
  // «1 de 2»
  if (others.length === 2 && others[0] === 'de' && /^\d{1,2}$/.test(word) && /^\d{1,2}$/.test(others[1] ?? ''))
    return Number(word);
  if (others.length > 0) return null;
  const place = ORDINALS.findIndex((names) => names.includes(word)) + 1;
  if (place > 0) return place;
  // «001-2026»: the first of a year.
  const ofYear = /^0*(\d{1,3})-(?:19|20)\d\d$/.exec(word);
  if (ofYear) return Number(ofYear[1]);
  return /^\d{1,4}[oa]?$/.test(word) ? Number.parseInt(word, 10) : ROMAN.indexOf(word) + 1 || null;
}
