/** Text that is HTML already. */
class Markup {
  constructor(readonly text: string) {}
}

export type { Markup };

type Part = Markup | string | number | boolean | null | undefined | readonly Part[];

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);

const rendered = (part: Part): string => {
  if (part === null || part === undefined || typeof part === 'boolean') return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'string' || typeof part === 'number') return escaped(String(part));
  return part.map(rendered).join('');
};

/** HTML from a template: whatever is put into it is text, unless it was made here. */
export const html = (strings: TemplateStringsArray, ...parts: readonly Part[]): Markup =>
  new Markup(strings.map((text, at) => text + (at < parts.length ? rendered(parts[at]) : '')).join(''));

/** Text of our own that is HTML (or style) as it stands; never what comes from a workbook. */
export const ours = (text: string): Markup => new Markup(text);
