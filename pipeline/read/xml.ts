import { LIMITS } from './limits.ts';
import { damaged, refusals, refuse } from './refusal.ts';
import type { PartBytes } from './zip.ts';

/** An XML tag of a small part: name without prefix, attributes without prefix but for `r:id`. */
export interface Tag {
  name: string;
  attributes: Readonly<Record<string, string>>;
  kind: 'open' | 'close' | 'single';
  /** Text between the tag before this one and this one, entities resolved. */
  before: string;
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five named entities and character references; there are no others in a workbook. */
export function unescapeXml(value: string): string {
  if (!value.includes('&')) return value;
  return value.replace(/&(#x[0-9a-f]+|#\d+|\w+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name] ?? refuse(refusals.entities, whole);
    const code = Number.parseInt(
      name.slice(name[1]?.toLowerCase() === 'x' ? 2 : 1),
      name[1]?.toLowerCase() === 'x' ? 16 : 10,
    );
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : damaged(`character ${whole}`);
  });
}

/** Addresses of namespaces by prefix. */
type Spaces = Readonly<Record<string, string>>;

const DECLARED = /\sxmlns(?::([^\s=]+))?\s*=\s*(?:"([^"]*)"|'([^']*)')/g;

/** What is declared on a tag added to what holds around it. */
function spacesIn(inside: string, around: Spaces): Spaces {
  if (!inside.includes('xmlns')) return around;
  const own = [...inside.matchAll(DECLARED)].map(([, prefix = '', double, single]) => [prefix, double ?? single ?? '']);
  return { ...around, ...Object.fromEntries(own) };
}

/**
 * The tags of a small part in their order, as far as they are of the namespace of its root: what programs add of their own
 * may have the same names (`x15:workbookPr`) and mean something else.
 * @throws Refused for a DOCTYPE, an unknown entity or a part that ends before its elements do
 */
export function* tags(part: PartBytes): Generator<Tag> {
  if (part.end > LIMITS.smallPart) refuse(refusals.tooMuchInside, 'a large part');
  const source = part.bytes.toString('utf8', 0, part.end);
  const open: { name: string; spaces: Spaces }[] = [];
  let own: string | null = null;
  let at = 0;
  for (let next = source.indexOf('<'); next >= 0; next = source.indexOf('<', at)) {
    const before = unescapeXml(source.slice(at, next));
    const skipped = skip(source, next);
    if (skipped !== null) {
      at = skipped;
      continue;
    }
    const end = endOfTag(source, next);
    const closing = source[next + 1] === '/';
    const single = source[end - 1] === '/';
    const inside = source.slice(next + (closing ? 2 : 1), single ? end - 1 : end);
    const space = inside.search(/\s/);
    const qualified = space < 0 ? inside : inside.slice(0, space);
    const colon = qualified.indexOf(':');
    const name = qualified.slice(colon + 1);
    const prefix = colon < 0 ? '' : qualified.slice(0, colon);
    const around = open.at(-1)?.spaces ?? {};
    if (closing && open.pop()?.name !== qualified) damaged(`</${name}> closes nothing`);
    const spaces = closing ? around : spacesIn(inside, around);
    if (!closing && !single) open.push({ name: qualified, spaces });
    at = end + 1;
    // A prefix that nobody declared is told apart by itself.
    const of = spaces[prefix] ?? `${prefix}:`;
    own ??= of;
    if (of !== own) continue;
    yield {
      name,
      attributes: space < 0 ? {} : attributesOf(inside.slice(space)),
      kind: closing ? 'close' : single ? 'single' : 'open',
      before,
    };
  }
  const last = open.at(-1);
  if (last) damaged(`<${last.name}> is not closed`);
}

/** Where a comment, a processing instruction or a CDATA section ends; null for a tag. */
function skip(source: string, at: number): number | null {
  const [start, close] = source.startsWith('<!--', at)
    ? ['<!--', '-->']
    : source.startsWith('<![CDATA[', at)
      ? ['<![CDATA[', ']]>']
      : source.startsWith('<?', at)
        ? ['<?', '?>']
        : ['', ''];
  if (start === '') return source[at + 1] === '!' ? refuse(refusals.entities, 'DOCTYPE') : null;
  const end = source.indexOf(close, at + start.length);
  return end < 0 ? damaged(`${start} is not closed`) : end + close.length;
}

function endOfTag(source: string, start: number): number {
  let quote = '';
  for (let at = start + 1; at < source.length; at += 1) {
    const character = source[at] as string;
    if (quote) {
      if (character === quote) quote = '';
    } else if (character === '"' || character === "'") quote = character;
    else if (character === '>') return at;
    else if (character === '<') break;
  }
  return damaged('a tag is not closed');
}

function attributesOf(inside: string): Record<string, string> {
  const found: Record<string, string> = {};
  // Each character is looked at once, whatever somebody has put here.
  const isSpace = (at: number) => inside.charCodeAt(at) <= 0x20;
  let at = 0;
  const skipSpaces = () => {
    while (at < inside.length && isSpace(at)) at += 1;
  };
  while (at < inside.length) {
    skipSpaces();
    const from = at;
    while (at < inside.length && inside[at] !== '=' && !isSpace(at)) at += 1;
    const qualified = inside.slice(from, at);
    skipSpaces();
    if (inside[at] !== '=') continue;
    at += 1;
    skipSpaces();
    const quote = inside[at];
    const end = quote === '"' || quote === "'" ? inside.indexOf(quote, at + 1) : -1;
    if (end < 0) continue;
    const value = unescapeXml(inside.slice(at + 1, end));
    at = end + 1;
    const local = qualified.slice(qualified.indexOf(':') + 1);
    // `id` alone is a number of the element; with a prefix it names a relationship.
    if (qualified !== '') found[local === 'id' && qualified !== 'id' ? 'r:id' : local] = value;
  }
  return found;
}
