import { countries } from '../countries/index.ts';
import type { CodeItem } from '../define/text.ts';
import { asTyped } from '../text-matching.ts';

/** What the countries call their first-level subdivisions. */
const OWN_WORDS = countries
  .flatMap(({ writing }) => writing?.regionWords ?? [])
  .sort((a, b) => b.length - a.length)
  .map((word) => `${asTyped(word)}|`);
const BEFORE_A_PLACE = new RegExp(
  `^(${OWN_WORDS.join('')}region|departamento|depto|dpto|provincia|estado|prov|dep|province|state|governorate|city)\\b\\.?( (de(l| la)?|of)\\b)?`,
);
const BEHIND_A_PLACE = new RegExp(`\\b(${OWN_WORDS.join('')}region|province|prov|state|governorate|department|city)$`);

/** «depto. de Ayacucho», «Región Cusco», «Cusco (Perú)» without what stands around the name. */
export function withoutOrnament(folded: string): string {
  return folded
    .replace(/\([^)]*\)/g, ' ')
    .replace(BEFORE_A_PLACE, ' ')
    .replace(BEHIND_A_PLACE, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** «LIM» of PE-LIM: the code of a place without that of its country, of two characters at least. */
export function bySubdivision(candidates: readonly CodeItem[], wanted: string): CodeItem | null {
  if (!/^[a-z0-9]{2,3}$/.test(wanted)) return null;
  const [found, other] = candidates.filter(
    ({ code, parent }) => parent !== undefined && code.toLowerCase().endsWith(`-${wanted}`),
  );
  return found && !other ? found : null;
}
