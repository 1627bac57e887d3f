import { SMALLEST_PUBLISHED } from '../../sheets-templates/people-counts.ts';

/** A whole and its parts, by the numbers of their cells. */
export interface Sum {
  whole: number;
  parts: readonly number[];
}

/** What a cell is known by after publishing: unknowns with their coefficients. */
type Equation = Map<number, number>;

export const isSmall = (value: number) => value > 0 && value < SMALLEST_PUBLISHED;

/**
 * Chooses what to hide so that no small count can be read or worked out from what stays: small counts themselves, and
 * of each sum with a single hidden member, or whose hidden parts are few, the smallest other one (complementary
 * suppression). What could still be solved for from all sums together hides another cell, until nothing can.
 *
 * @param values of all cells
 * @param sums over them
 * @param also cells that are hidden for another reason
 */
export function protectCells(
  values: readonly number[],
  sums: readonly Sum[],
  also: Iterable<number> = [],
): Set<number> {
  const hidden = new Set(also);
  values.forEach((value, cell) => {
    if (isSmall(value)) hidden.add(cell);
  });
  const ofCell = new Map<number, Sum[]>();
  for (const sum of sums)
    for (const cell of [sum.whole, ...sum.parts]) ofCell.set(cell, [...(ofCell.get(cell) ?? []), sum]);
  const smallest = (cells: readonly number[]) =>
    cells
      .filter((cell) => !hidden.has(cell) && value(values, cell) !== 0)
      .sort((a, b) => Math.abs(value(values, a)) - Math.abs(value(values, b)) || a - b)[0];

  const hide = (cell: number | undefined, then: Sum[]) => {
    if (cell === undefined) return;
    hidden.add(cell);
    then.push(...(ofCell.get(cell) ?? []));
  };
  const settle = (first: readonly Sum[]) => {
    const open = [...first];
    for (let sum = open.pop(); sum; sum = open.pop()) {
      const parts = sum.parts.filter((cell) => hidden.has(cell));
      const count = parts.length + (hidden.has(sum.whole) ? 1 : 0);
      const few =
        parts.length > 0 &&
        !hidden.has(sum.whole) &&
        isSmall(parts.reduce((total, cell) => total + value(values, cell), 0));
      if (count !== 1 && !few) continue;
      hide(smallest(sum.parts) ?? smallest([sum.whole]), open);
    }
  };
  settle(sums);
  for (;;) {
    const before = hidden.size;
    for (const cell of solved(hidden, sums)) {
      const around = (ofCell.get(cell) ?? []).flatMap(({ whole, parts }) => [...parts, whole]);
      const next: Sum[] = [];
      hide(smallest(around) ?? smallest(reach(cell, ofCell)), next);
      settle(next);
    }
    // Nothing could be solved for, or nothing is left to hide around it.
    if (hidden.size === before) return hidden;
  }
}

const value = (values: readonly number[], cell: number) => values[cell] ?? 0;

/** All cells that sums connect with this one, nearest first. */
function reach(from: number, ofCell: ReadonlyMap<number, readonly Sum[]>): number[] {
  const seen = new Set([from]);
  for (const cell of seen)
    for (const { whole, parts } of ofCell.get(cell) ?? []) for (const other of [...parts, whole]) seen.add(other);
  return [...seen];
}

/** Hidden cells that the sums determine: Gaussian elimination over the unknowns, one at a time. */
export function solved(hidden: ReadonlySet<number>, sums: readonly Sum[]): number[] {
  const rows: Equation[] = [];
  const byPivot = new Map<number, Equation>();
  for (const { whole, parts } of sums) {
    const row: Equation = new Map();
    const add = (cell: number, factor: number) => {
      if (hidden.has(cell)) row.set(cell, (row.get(cell) ?? 0) + factor);
    };
    add(whole, 1);
    for (const part of parts) add(part, -1);
    reduce(row, byPivot);
    const pivot = row.keys().next().value;
    if (pivot === undefined) continue;
    scale(row, 1 / (row.get(pivot) ?? 1));
    for (const other of rows) subtract(other, row, pivot);
    byPivot.set(pivot, row);
    rows.push(row);
  }
  return rows.filter((row) => row.size === 1).map((row) => row.keys().next().value ?? -1);
}

function reduce(row: Equation, byPivot: ReadonlyMap<number, Equation>): void {
  for (const cell of [...row.keys()]) {
    const pivot = byPivot.get(cell);
    if (pivot && row.has(cell)) subtract(row, pivot, cell);
  }
}

function subtract(row: Equation, other: Equation, cell: number): void {
  const factor = row.get(cell);
  if (factor === undefined) return;
  for (const [key, coefficient] of other) {
    const left = (row.get(key) ?? 0) - factor * coefficient;
    if (Math.abs(left) < TINY) row.delete(key);
    else row.set(key, left);
  }
}

function scale(row: Equation, by: number): void {
  for (const [key, coefficient] of row) row.set(key, coefficient * by);
}

/** Coefficients are small whole numbers and their quotients: what is nearer to zero is zero. */
const TINY = 1e-9;
