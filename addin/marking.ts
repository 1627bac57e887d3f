import { parseRange } from '../sheets-templates/book/book.ts';
import type { Severity } from '../sheets-templates/define/cell.ts';
import { letters } from '../sheets-templates/emit/xlsx/address.ts';
import type { Mark } from './host.ts';

/** How a cell is coloured by what is wrong with it. */
export const LOOK: Readonly<Record<Severity, { fill: string; ink: string }>> = {
  fatal: { fill: '#FBE9EC', ink: '#9E2A45' },
  error: { fill: '#FBE9EC', ink: '#9E2A45' },
  warning: { fill: '#FDF3DF', ink: '#7A4F0B' },
  note: { fill: '#E7EFF8', ink: '#2B5F9E' },
};
const WORST: readonly Severity[] = ['fatal', 'error', 'warning', 'note'];

/** The worst one of a cell is what it is marked with. */
export function bySeverity(marks: readonly Mark[]): Map<Severity, string[]> {
  const worst = new Map<string, Severity>();
  for (const { cell, severity } of marks) {
    const known = worst.get(cell);
    if (!known || WORST.indexOf(severity) < WORST.indexOf(known)) worst.set(cell, severity);
  }
  const found = new Map<Severity, string[]>();
  for (const [cell, severity] of worst) found.set(severity, [...(found.get(severity) ?? []), cell]);
  return found;
}

/** Addresses of cells, those below one another as one block. */
export function runs(cells: readonly string[]): string[] {
  const places = cells.flatMap((cell) => parseRange(cell) ?? []).sort((a, b) => a.left - b.left || a.top - b.top);
  const blocks: { left: number; top: number; bottom: number }[] = [];
  for (const { left, top } of places) {
    const last = blocks.at(-1);
    if (last && last.left === left && top <= last.bottom + 1) last.bottom = top;
    else blocks.push({ left, top, bottom: top });
  }
  return blocks.map(({ left, top, bottom }) => {
    const column = letters(left - 1);
    return top === bottom ? `${column}${top}` : `${column}${top}:${column}${bottom}`;
  });
}
