import type { Lang, Text } from './define/text.ts';

/** Letters of a file name: mail programs and older disks take no more. */
const LONGEST = 80;
/** Of one thing that tells it apart: a team may have a long name. */
const LONGEST_PART = 44;

/**
 * Name of a workbook without its ending: what the template is called, then what tells one from another; plain letters, which
 * mail programs and older disks take. `Indicadores-SCORE-PRG-PE-AGRO-001-F-2026-S1`
 */
export function workbookName({ es, en }: Text, lang: Lang, parts: readonly (string | null | undefined)[]): string {
  const plain = (words: string) =>
    words
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\w-]+/g, '-')
      .replace(/^-+|-+$/g, '');
  const told = parts.flatMap((part) => plain(part ?? '').slice(0, LONGEST_PART) || []);
  const name = plain(lang === 'es' ? es : en);
  // What tells it apart is never cut for a long title.
  const room = Math.max(12, LONGEST - told.join('-').length - 1);
  return [name.slice(0, room).replace(/-+$/, ''), ...told].join('-').slice(0, LONGEST).replace(/-+$/, '');
}
