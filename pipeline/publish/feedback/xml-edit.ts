import { unescapeXml } from '../../read/xml.ts';

/** An element of a part, by where it stands in the text. */
export interface Element {
  /** With its prefix, as written. */
  name: string;
  /** From the first `<` to the last `>`. */
  start: number;
  end: number;
  /** What stands between its tags; empty for `<a/>`. */
  innerStart: number;
  innerEnd: number;
  attributes: string;
}

const TAG =
  /<!--[\s\S]*?-->|<!\[CDATA\[[\s\S]*?\]\]>|<\?[\s\S]*?\?>|<(\/?)([\w:.-]+)((?:\s+[\w:.-]+\s*=\s*(?:"[^"]*"|'[^']*'))*)\s*(\/?)>/g;

/** The elements that stand directly between two places of a part. */
export function elementsIn(xml: string, start = 0, end = xml.length): Element[] {
  const found: Element[] = [];
  const tag = new RegExp(TAG);
  tag.lastIndex = start;
  let depth = 0;
  let open: Pick<Element, 'name' | 'start' | 'innerStart' | 'attributes'> | null = null;
  for (let match = tag.exec(xml); match && match.index < end; match = tag.exec(xml)) {
    const [whole, closing, name, attributes = '', single] = match;
    if (name === undefined) continue;
    const after = match.index + whole.length;
    if (closing) {
      depth -= 1;
      if (depth === 0 && open) found.push({ ...open, end: after, innerEnd: match.index });
      if (depth <= 0) open = null;
    } else if (single) {
      if (depth === 0)
        found.push({ name, attributes, start: match.index, end: after, innerStart: after, innerEnd: after });
    } else {
      if (depth === 0) open = { name, attributes, start: match.index, innerStart: after };
      depth += 1;
    }
  }
  return found;
}

/** The outermost element of a part. */
export function rootOf(xml: string): Element {
  const [root] = elementsIn(xml);
  if (!root) throw new NotEditable('a part without root');
  return root;
}

/** What stands before the colon of a name, with the colon; empty where there is none. */
export const prefixOf = (name: string) => name.slice(0, name.indexOf(':') + 1);
export const localName = (name: string) => name.slice(name.indexOf(':') + 1);

export function attributeOf(attributes: string, name: string): string | null {
  const match = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return match ? unescapeXml(match[1] ?? match[2] ?? '') : null;
}

/** The attributes with one of them set, at the end where it was not there. */
export function withAttribute(attributes: string, name: string, value: string): string {
  const known = new RegExp(`((?:^|\\s)${name}\\s*=\\s*)(?:"[^"]*"|'[^']*')`);
  return known.test(attributes)
    ? attributes.replace(known, (_, before: string) => `${before}"${escapeXml(value)}"`)
    : `${attributes} ${name}="${escapeXml(value)}"`;
}

/** Text as XML holds it; signs that XML cannot hold are left out. */
export function escapeXml(value: string): string {
  return (
    value
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
      .replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '')
      .replace(/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/g, '')
      .replace(/&/g, '&amp;')
      .replace(/</g, '&lt;')
      .replace(/>/g, '&gt;')
      .replace(/"/g, '&quot;')
  );
}

/** A workbook whose form cannot be edited without rewriting parts of it; the sender gets a sheet apart. */
export class NotEditable extends Error {}

/** Replaces stretches of a text; they must not overlap. */
export function spliced(text: string, changes: readonly { start: number; end: number; by: string }[]): string {
  const inOrder = [...changes].sort((a, b) => a.start - b.start || a.end - b.end);
  const pieces: string[] = [];
  let at = 0;
  for (const { start, end, by } of inOrder) {
    pieces.push(text.slice(at, start), by);
    at = end;
  }
  pieces.push(text.slice(at));
  return pieces.join('');
}
