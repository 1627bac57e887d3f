import type { Deadline } from './limits.ts';
import { checkTime, damaged } from './refusal.ts';
import type { TextPool } from './text-pool.ts';
import { isNamed, isSpecial, nextTag, readRoot, readString, SLASH, skipSpecial, tagEnd } from './xml-bytes.ts';
import type { PartBytes } from './zip.ts';

/** Puts the shared strings of a workbook into the pool, each under its own index. */
export function readSharedStrings({ bytes, end }: PartBytes, pool: TextPool, deadline: Deadline): void {
  const root = readRoot(bytes, end);
  if (root.single) return;
  for (let at = root.at; ; ) {
    at = nextTag(bytes, at);
    if (at >= end) damaged('shared strings are cut off');
    if (isSpecial(bytes, at)) {
      at = skipSpecial(bytes, end, at);
      continue;
    }
    const closing = bytes[at + 1] === SLASH;
    const named = at + 1 + root.prefix + (closing ? 1 : 0);
    if (closing && isNamed(bytes, named, 'sst')) return;
    const behind = tagEnd(bytes, at);
    at = behind;
    if (closing || !isNamed(bytes, named, 'si')) continue;
    pool.begin();
    if (bytes[behind - 2] === SLASH) {
      pool.commit();
      continue;
    }
    const string = readString(bytes, end, behind, root.prefix, 'si', pool);
    const index = pool.commit();
    pool.describe(index, string);
    at = string.at;
    if ((index & 0xfff) === 0) checkTime(deadline);
  }
}
