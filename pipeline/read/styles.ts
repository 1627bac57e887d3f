import { besideIn, codeShows, SHOWS } from '../../sheets-templates/book/number-format.ts';
import { tags } from './xml.ts';
import type { PartBytes } from './zip.ts';

/** `[h]:mm:ss` */
const BUILT_IN_DURATION = 46;
/** Built-in formats that show dates or times, those of East Asian locales included (ECMA-376, 18.8.30). */
const isBuiltInDate = (id: number) =>
  (id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || (id >= 50 && id <= 58);
const isBuiltInPercent = (id: number) => id === 9 || id === 10;

/** The cell formats of a workbook, by the index that cells carry. */
export interface Styles {
  /** What each shows. */
  shows: Uint8Array;
  /** What each writes beside a number, where it writes anything. */
  beside: readonly (string | undefined)[];
}

export const NO_STYLES: Styles = { shows: new Uint8Array(), beside: [] };

export function readStyles(part: PartBytes): Styles {
  const formats = new Map<number, string>();
  const shown: number[] = [];
  const beside: string[] = [];
  const struckFonts = new Set<number>();
  let fonts = -1;
  let inFonts = false;
  let inCellFormats = false;
  for (const { name, attributes, kind } of tags(part)) {
    if (name === 'cellXfs') inCellFormats = kind === 'open';
    else if (name === 'fonts') inFonts = kind === 'open';
    else if (kind === 'close') continue;
    else if (name === 'numFmt') formats.set(Number(attributes.numFmtId), attributes.formatCode ?? '');
    else if (name === 'font' && inFonts) fonts += 1;
    else if (name === 'strike' && inFonts && !/^(0|false)$/.test(attributes.val ?? '')) struckFonts.add(fonts);
    else if (name === 'xf' && inCellFormats) {
      const struck = struckFonts.has(Number(attributes.fontId ?? 0)) ? SHOWS.struck : 0;
      const id = Number(attributes.numFmtId ?? 0);
      const written = besideIn(formats.get(id) ?? '');
      if (written !== '') beside[shown.length] = written;
      shown.push(formatShows(id, formats) | struck);
    }
  }
  return { shows: Uint8Array.from(shown), beside };
}

function formatShows(id: number, formats: ReadonlyMap<number, string>): number {
  const code = formats.get(id);
  if (code !== undefined) return codeShows(code);
  if (id === BUILT_IN_DURATION) return SHOWS.duration;
  if (isBuiltInDate(id)) return SHOWS.date;
  return isBuiltInPercent(id) ? SHOWS.percent : SHOWS.number;
}
