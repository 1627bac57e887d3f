import { damaged, refusals, refuse } from './refusal.ts';
import type { TextPool } from './text-pool.ts';
import { unescapeXml } from './xml.ts';

/**
 * Scanning XML as bytes, for the parts that are large: worksheets and shared strings. Behind a part stand `<` and
 * zeros (see `readPart`), so that a loop ends at the latest there without asking where it is. This is no validating
 * parser: it follows the elements it knows and passes over the rest, and refuses what does not close.
 */

export const LT = 0x3c;
export const GT = 0x3e;
export const SLASH = 0x2f;
const BANG = 0x21;
const QUESTION = 0x3f;
const DOUBLE = 0x22;
const SINGLE = 0x27;
const AMPERSAND = 0x26;
const HASH = 0x23;
const UNDERSCORE = 0x5f;
const RETURN = 13;
const NEWLINE = 10;

/** The byte ends an element's or attribute's name. */
export const endsName = (byte: number | undefined): boolean =>
  byte === 0x20 || byte === GT || byte === SLASH || byte === 9 || byte === NEWLINE || byte === RETURN;

/** Position of the next `<`. */
export function nextTag(bytes: Buffer, at: number): number {
  let next = at;
  while (bytes[next] !== LT) {
    if (bytes[next] === 0) damaged('a zero byte in XML');
    next += 1;
  }
  return next;
}

/** Position behind the `>` of the tag at `at`. */
export function tagEnd(bytes: Buffer, at: number): number {
  for (let next = at + 1; ; next += 1) {
    const byte = bytes[next];
    if (byte === GT) return next + 1;
    if (byte === DOUBLE || byte === SINGLE) next = quoteEnd(bytes, next);
    else if (byte === LT || byte === 0) damaged('a tag is not closed');
  }
}

function quoteEnd(bytes: Buffer, at: number): number {
  const quote = bytes[at];
  let next = at + 1;
  while (bytes[next] !== quote) {
    if (bytes[next] === LT || bytes[next] === 0) damaged('an attribute is not closed');
    next += 1;
  }
  return next;
}

/** True where a tag is a comment, an instruction, CDATA or a DOCTYPE. */
export const isSpecial = (bytes: Buffer, at: number): boolean => bytes[at + 1] === BANG || bytes[at + 1] === QUESTION;

/** Position behind a comment, an instruction or a CDATA section between elements. */
export function skipSpecial(bytes: Buffer, end: number, at: number): number {
  const close =
    bytes[at + 1] === QUESTION ? '?>' : bytes[at + 2] === 0x2d ? '-->' : bytes[at + 2] === 0x5b ? ']]>' : null;
  if (close === null) return refuse(refusals.entities, 'DOCTYPE');
  const found = bytes.indexOf(close, at + 2, 'latin1');
  return found < 0 || found >= end ? damaged('a comment is not closed') : found + close.length;
}

export interface Root {
  /** Length of the prefix of the elements with its colon: `x:` is 2. */
  prefix: number;
  /** Position behind the root's start tag. */
  at: number;
  /** `<worksheet/>` */
  single: boolean;
}

export function readRoot(bytes: Buffer, end: number): Root {
  let at = nextTag(bytes, 0);
  while (at < end && isSpecial(bytes, at)) at = nextTag(bytes, skipSpecial(bytes, end, at));
  if (at >= end) damaged('a part without a root');
  let prefix = 0;
  let next = at + 1;
  for (; !endsName(bytes[next]); next += 1) {
    if (bytes[next] === 0x3a) prefix = next - at;
    else if (bytes[next] === 0 || bytes[next] === LT) damaged('a root that is no element');
  }
  const behind = tagEnd(bytes, at);
  return { prefix, at: behind, single: bytes[behind - 2] === SLASH };
}

/** True where the name at `at` is `name`. */
export function isNamed(bytes: Buffer, at: number, name: string): boolean {
  for (let index = 0; index < name.length; index += 1) if (bytes[at + index] !== name.charCodeAt(index)) return false;
  return endsName(bytes[at + name.length]);
}

/**
 * An attribute's value in the tag between two positions; null when it has none of that name. Not for hot loops.
 */
export function attribute(bytes: Buffer, from: number, to: number, name: string): string | null {
  const tag = bytes.toString('utf8', from, to);
  const match = new RegExp(`\\s(?:\\w+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag);
  return match ? unescapeXml(match[1] ?? match[2] ?? '') : null;
}

/** Writes character data from `at` to the next tag into the pool; returns the position of that tag. */
export function readText(bytes: Buffer, end: number, at: number, pool: TextPool): number {
  let target = pool.reserve();
  let limit = pool.limit;
  let cursor = pool.cursor;
  let next = at;
  for (;;) {
    const byte = bytes[next] as number;
    if (cursor >= limit) {
      pool.cursor = cursor;
      target = pool.reserve();
      limit = pool.limit;
    }
    if (byte !== LT && byte !== AMPERSAND && byte !== UNDERSCORE && byte !== RETURN && byte !== 0) {
      target[cursor++] = byte;
      next += 1;
      continue;
    }
    pool.cursor = cursor;
    if (byte === LT && bytes[next + 1] !== BANG) {
      if (next >= end) damaged('text is cut off');
      return next;
    }
    next = readOdd(bytes, end, next, pool);
    cursor = pool.cursor;
    target = pool.bytes;
    limit = pool.limit;
  }
}

/** What is not copied as it stands: entities, `_x000D_`, line ends, comments and CDATA inside text. */
function readOdd(bytes: Buffer, end: number, at: number, pool: TextPool): number {
  switch (bytes[at]) {
    case AMPERSAND: {
      const close = bytes.indexOf(0x3b, at);
      if (close < 0 || close - at > 12) damaged('an entity is not closed');
      if (bytes[at + 1] === HASH) {
        pool.writeCodePoint(characterAt(bytes, at + 2, close));
        return close + 1;
      }
      const resolved = unescapeXml(bytes.toString('latin1', at, close + 1));
      if (resolved.startsWith('&') && close - at > 1 && resolved.length > 1) damaged('an entity that is none');
      for (const character of resolved) pool.writeCodePoint(character.codePointAt(0) as number);
      return close + 1;
    }
    case UNDERSCORE: {
      // With a small x alone; and a zero is no character.
      const code = bytes[at + 1] === 0x78 && bytes[at + 6] === UNDERSCORE ? hexAt(bytes, at + 2, at + 6) : 0;
      pool.writeCodePoint(code > 0 ? code : UNDERSCORE);
      return at + (code > 0 ? 7 : 1);
    }
    case RETURN:
      if (bytes[at + 1] !== NEWLINE) pool.writeCodePoint(NEWLINE);
      return at + 1;
    case LT:
      return bytes[at + 2] === 0x5b ? readCdata(bytes, end, at, pool) : skipSpecial(bytes, end, at);
    default:
      return damaged('a zero byte in text');
  }
}

/** The character of a reference: `65` or `x41`. */
function characterAt(bytes: Buffer, from: number, to: number): number {
  const isHex = ((bytes[from] as number) | 0x20) === 0x78;
  let code = isHex ? hexAt(bytes, from + 1, to) : from < to ? 0 : -1;
  if (!isHex)
    for (let at = from; at < to && code >= 0; at += 1) {
      const digit = (bytes[at] as number) - 0x30;
      code = digit >= 0 && digit <= 9 ? code * 10 + digit : -1;
    }
  if (code <= 0 || code > 0x10ffff) damaged('a character that is none');
  return code;
}

/** A number in hexadecimal digits; -1 where there are others. */
function hexAt(bytes: Buffer, from: number, to: number): number {
  let code = from < to ? 0 : -1;
  for (let at = from; at < to && code >= 0; at += 1) {
    const byte = bytes[at] as number;
    const low = byte | 0x20;
    const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : low >= 0x61 && low <= 0x66 ? low - 0x57 : -1;
    code = digit < 0 ? -1 : code * 16 + digit;
  }
  return code;
}

function readCdata(bytes: Buffer, end: number, at: number, pool: TextPool): number {
  const close = bytes.indexOf(']]>', at, 'latin1');
  if (close < 0 || close >= end) damaged('CDATA is not closed');
  for (const character of bytes.toString('utf8', at + '<![CDATA['.length, close))
    pool.writeCodePoint(character.codePointAt(0) as number);
  return close + 3;
}

/**
 * Writes the text of a rich or plain string (`si`, `is`) into the pool, without phonetic runs.
 * @param at position behind its start tag
 * @param name `si` or `is`
 * @returns position behind its end tag, the text without superscript runs where there are any, and what is crossed out
 */
export function readString(
  bytes: Buffer,
  end: number,
  at: number,
  prefix: number,
  name: 'si' | 'is',
  pool: TextPool,
): ReadString {
  let plain: string | null = null;
  let raised = false;
  let struck = false;
  let shown: string | null = null;
  let next = at;
  for (;;) {
    next = nextTag(bytes, next);
    if (next >= end) damaged('a string is cut off');
    if (isSpecial(bytes, next)) {
      next = skipSpecial(bytes, end, next);
      continue;
    }
    const closing = bytes[next + 1] === SLASH;
    const named = next + 1 + prefix + (closing ? 1 : 0);
    const behind = tagEnd(bytes, next);
    if (closing) {
      if (isNamed(bytes, named, name)) return { at: behind, plain, ...crossedOut(shown, pool) };
      if (isNamed(bytes, named, 'r')) {
        raised = false;
        struck = false;
      }
    } else if (isNamed(bytes, named, 't') && bytes[behind - 2] !== SLASH) {
      const before: string = raised && plain === null ? pool.written() : '';
      const start = pool.cursor;
      if (struck) shown ??= pool.written();
      next = readText(bytes, end, behind, pool);
      if (shown !== null) shown += pool.bytes.toString('utf8', start, pool.cursor);
      // What is crossed out is not said any more.
      if (struck) pool.cursor = start;
      else if (raised) plain ??= before;
      else if (plain !== null) plain += pool.bytes.toString('utf8', start, pool.cursor);
      continue;
    } else if (isNamed(bytes, named, 'rPh') && bytes[behind - 2] !== SLASH) {
      next = behindClosing(bytes, end, behind, prefix, 'rPh');
      continue;
    } else if (isNamed(bytes, named, 'vertAlign')) {
      raised = attribute(bytes, next, behind, 'val') === 'superscript';
    } else if (isNamed(bytes, named, 'strike')) {
      struck = !/^(0|false)$/.test(attribute(bytes, next, behind, 'val') ?? '');
    } else if (bytes[behind - 2] !== SLASH && isForeign(bytes, next, behind)) {
      // What another program has put in is nothing that the cell says.
      let nameEnd = next + 1;
      while (!endsName(bytes[nameEnd])) nameEnd += 1;
      next = behindClosing(bytes, end, behind, 0, bytes.toString('latin1', next + 1, nameEnd));
      continue;
    }
    next = behind;
  }
}

/** The element says that it is of another namespace. */
const isForeign = (bytes: Buffer, at: number, behind: number): boolean =>
  bytes.subarray(at, behind).includes(' xmlns', 0, 'latin1');

export interface ReadString {
  at: number;
  plain: string | null;
  /** The text with what is crossed out in it, where there is such a thing. */
  shown: string | null;
  /** All of it is crossed out, and it was read as it stands. */
  struck: boolean;
}

/** A text that is crossed out whole still says what it says; of one in part the rest counts. */
function crossedOut(shown: string | null, pool: TextPool): Pick<ReadString, 'shown' | 'struck'> {
  const struck = shown !== null && pool.written().trim() === '';
  if (struck) pool.write(Buffer.from(shown ?? ''));
  return { shown: struck ? null : shown, struck };
}

function behindClosing(bytes: Buffer, end: number, at: number, prefix: number, name: string): number {
  let next = at;
  for (;;) {
    next = nextTag(bytes, next);
    if (next >= end) damaged(`<${name}> is not closed`);
    const found = bytes[next + 1] === SLASH && isNamed(bytes, next + 2 + prefix, name);
    next = isSpecial(bytes, next) ? skipSpecial(bytes, end, next) : tagEnd(bytes, next);
    if (found) return next;
  }
}
