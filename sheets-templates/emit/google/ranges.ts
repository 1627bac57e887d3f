import type { sheets_v4 } from '@googleapis/sheets';
import type { WriteSheet } from 'hucre';
import type { Range } from '../../book/book.ts';
import type { Lang } from '../../define/text.ts';

export type GoogleRequest = sheets_v4.Schema$Request;

export interface Context {
  ids: ReadonlyMap<string, number>;
  /** Blocks of the named ranges. */
  blocks: ReadonlyMap<string, string>;
  lang: Lang;
}

export function gridRange(
  name: string,
  { top, left, bottom, right }: Range,
  { ids }: Context,
): sheets_v4.Schema$GridRange {
  return {
    sheetId: ids.get(name) ?? null,
    startRowIndex: top - 1,
    endRowIndex: bottom,
    startColumnIndex: left - 1,
    endColumnIndex: right,
  };
}

/** @param rgb `1F2A44`, with or without the two digits of the alpha channel before it */
export function colourOf(rgb: string): sheets_v4.Schema$Color {
  const value = Number.parseInt(rgb.slice(-6), 16);
  const part = (shift: number) => Math.round((((value >> shift) & 255) / 255) * 10_000) / 10_000;
  return { red: part(16), green: part(8), blue: part(0) };
}

/** Rows and columns beyond what a template fills. */
const SPARE = 1;

export function sizeOf({ cells = new Map(), rows = [], columns = [] }: WriteSheet): { rows: number; columns: number } {
  const places = [...cells.keys()].map((key) => key.split(',').map(Number) as [number, number]);
  const down = places.reduce((most, [row]) => Math.max(most, row + 1), rows.length);
  const right = places.reduce((most, [, column]) => Math.max(most, column + 1), columns.length);
  return { rows: down + SPARE, columns: Math.max(right, ...rows.map((row) => row.length)) + SPARE };
}
