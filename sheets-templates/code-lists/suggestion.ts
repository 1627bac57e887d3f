import type { CodeItem } from '../define/text.ts';
import { similarity } from '../text-matching.ts';
import { names, stemOf } from './item-names.ts';

/** Below this similarity a suggestion would be noise, and so would be a name much longer or shorter. */
const SUGGEST_FROM = 0.62;
const AS_LONG = 0.6;
/** Words that look alike and mean different places. */
const REACH = /\b(?:internacional|subnacional|nacional|regional|local|municipal|territorial)(?:es)?\b/;
const reachOf = (words: string) => REACH.exec(words)?.[0] ?? '';

/** Another number, or two things where one is offered: «Módulo 9» is no slip of «módulo 1». */
function saysOther(name: string, wanted: string): boolean {
  if (TURNED.test(name) !== TURNED.test(wanted) || isOpposite(name, wanted) || isOpposite(wanted, name)) return true;
  if (reachOf(wanted) !== '' && reachOf(name) !== reachOf(wanted)) return true;
  const numbers = (words: string) => (words.match(/\d+/g) ?? []).join();
  return numbers(name) !== numbers(wanted) || (/ (y|e|and) /.test(wanted) && !/ (y|e|and) /.test(name));
}

/** «No aprobada», «por implementar»: not the word behind it. */
const TURNED = /^(?:no|sin|por|aun no|todavia no|falta|sub|not|un|to be) /;

/** «Desaprobada», «inactivo», «subnacional»: not the word without its beginning. */
const bareOf = (word: string) => word.replace(/\/as?\b/g, '');
const isOpposite = (one: string, other: string) => {
  const [, rest] = /^(?:sub|des|in|im|un)(.{4,})$/.exec(one) ?? [];
  return rest !== undefined && stemOf(bareOf(rest)) === stemOf(bareOf(other));
};

/** The item that a text which is none comes nearest to; null where none is near, or all say something else. */
export function closest(candidates: readonly CodeItem[], wanted: string): CodeItem | null {
  let best: CodeItem | null = null;
  let score = SUGGEST_FROM;
  for (const item of candidates) {
    for (const name of names(item)) {
      const [shorter, longer] = [name.length, wanted.length].sort((a, b) => a - b) as [number, number];
      if (shorter < longer * AS_LONG || saysOther(name, wanted)) continue;
      const value = similarity(name, wanted);
      if (value > score) [best, score] = [item, value];
    }
  }
  return best;
}
