import type { CodeItem } from '../define/text.ts';
import { fold } from '../text-matching.ts';

const nameCache = new WeakMap<CodeItem, ReadonlySet<string>>();

/** All that an item of a list may be called, folded. */
export function names(item: CodeItem): ReadonlySet<string> {
  let known = nameCache.get(item);
  if (!known) {
    known = new Set([item.code, item.es, item.en, ...(item.aliases ?? [])].map(fold));
    nameCache.set(item, known);
  }
  return known;
}

/** Words without the ends that tell gender and number. */
export const stemOf = (folded: string) =>
  folded
    .split(' ')
    .map((word) => (word.length > 4 ? word.replace(/(os|as|es|o|a|e|s)$/, '') : word))
    .join(' ');
