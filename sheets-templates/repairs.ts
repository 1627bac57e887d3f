import type { CellFix, Fix, Issue } from './define/finding.ts';

/** The cells that a repair writes. */
export const cellsOf = ({ fix }: Pick<Issue, 'fix'>): CellFix[] => (fix ? [fix, ...(fix.also ?? [])] : []);

export const placeOf = ({ sheet, cell }: Pick<CellFix, 'sheet' | 'cell'>): string => `${sheet}!${cell}`;

/** Its repair; where there is none, the one that a person may accept. */
export const repairOf = ({ fix, offer }: Pick<Issue, 'fix' | 'offer'>): Fix | null => fix ?? offer ?? null;

/** Repairs that do not contradict one another: where two want different values in a cell, a person decides. */
export function chooseFixes(issues: readonly Issue[]): Issue[] {
  const wanted = new Map<string, Set<string>>();
  const fixable = issues.filter(({ fix, confirmed }) => fix !== null && !confirmed);
  for (const cell of fixable.flatMap(cellsOf)) {
    const values = wanted.get(placeOf(cell)) ?? new Set<string>();
    wanted.set(placeOf(cell), values.add(JSON.stringify(cell.value)));
  }
  return fixable.filter((issue) => cellsOf(issue).every((cell) => wanted.get(placeOf(cell))?.size === 1));
}
