import { SMALLEST_PUBLISHED } from '../../sheets-templates/people-counts.ts';

/** A whole and its parts, by the numbers of their cells. */
export interface Sum {
  whole: number;
  parts: readonly number[];
}

/** What is known after publishing: unknowns with their coefficients, and the sums that it was worked out from. */
interface Equation {
  unknowns: Map<number, number>;
  from: Set<number>;
}

export const isSmall = (value: number) => value > 0 && value < SMALLEST_PUBLISHED;

/**
 * Chooses what to hide so that no small count can be read or worked out from what stays: small counts themselves, and
 * of each sum with a single hidden member, or whose hidden parts are few, the smallest other one (complementary
 * suppression). What could still be solved for from all sums together hides another cell, until nothing can.
 *
 * @param values of all cells
 * @param sums over them
 * @param also cells that are hidden for another reason
 * @param unknown cells that nobody knows and that need no protection: they are in no result
 * @param open cells that are told however small
 */
export function protectCells(
  values: readonly number[],
  sums: readonly Sum[],
  also: Iterable<number> = [],
  unknown: ReadonlySet<number> = new Set(),
  open: ReadonlySet<number> = new Set(),
): Set<number> {
  const hidden = new Set(also);
  values.forEach((value, cell) => {
    if (isSmall(value) && !open.has(cell)) hidden.add(cell);
  });
  const ofCell = new Map<number, Sum[]>();
  for (const sum of sums)
    for (const cell of [sum.whole, ...sum.parts]) ofCell.set(cell, [...(ofCell.get(cell) ?? []), sum]);
  const smallest = (cells: readonly number[]) =>
    cells
      .filter((cell) => !hidden.has(cell) && !unknown.has(cell) && !open.has(cell) && value(values, cell) !== 0)
      .sort((a, b) => Math.abs(value(values, a)) - Math.abs(value(values, b)) || a - b)[0];

  /** That there is none of the one sort tells how many there are of the other, where the whole is told in any case. */
  const noneOf = ({ whole, parts }: Sum) => (open.has(whole) ? parts.find((cell) => !hidden.has(cell)) : undefined);
  const hide = (cell: number | undefined, then: Sum[]) => {
    if (cell === undefined) return;
    hidden.add(cell);
    then.push(...(ofCell.get(cell) ?? []));
  };
  const settle = (first: readonly Sum[]) => {
    const waiting = [...first];
    for (let sum = waiting.pop(); sum; sum = waiting.pop()) {
      // With a member that nobody knows, a sum alone gives nothing away.
      if (unknown.has(sum.whole) || sum.parts.some((cell) => unknown.has(cell))) continue;
      const parts = sum.parts.filter((cell) => hidden.has(cell));
      const count = parts.length + (hidden.has(sum.whole) ? 1 : 0);
      const few =
        parts.length > 0 &&
        !hidden.has(sum.whole) &&
        isSmall(parts.reduce((total, cell) => total + value(values, cell), 0));
      if (count !== 1 && !few) continue;
      hide(smallest(sum.parts) ?? smallest([sum.whole]) ?? noneOf(sum), waiting);
    }
  };
  settle(sums);
  for (;;) {
    const before = hidden.size;
    for (const { cell, from } of workedOut(new Set([...hidden, ...unknown]), sums)) {
      if (!hidden.has(cell)) continue;
      // Without any one of the numbers that it is worked out from, it is not.
      const known = from.flatMap((at) => [...(sums[at]?.parts ?? []), sums[at]?.whole ?? cell]);
      const next: Sum[] = [];
      hide(smallest(known) ?? smallest(reach(cell, ofCell)), next);
      settle(next);
      // What hides one often hides others: they are looked at again, where that does not take long.
      if (hidden.size < ONE_AT_A_TIME) break;
    }
    // Nothing could be solved for, or nothing is left to hide around it.
    if (hidden.size === before) return hidden;
  }
}

/** Hidden cells up to which each is settled before the next is looked for. */
const ONE_AT_A_TIME = 400;

const value = (values: readonly number[], cell: number) => values[cell] ?? 0;

/** All cells that sums connect with this one, nearest first. */
function reach(from: number, ofCell: ReadonlyMap<number, readonly Sum[]>): number[] {
  const seen = new Set([from]);
  for (const cell of seen)
    for (const { whole, parts } of ofCell.get(cell) ?? []) for (const other of [...parts, whole]) seen.add(other);
  return [...seen];
}

/** Hidden cells that the sums determine. */
export const solved = (hidden: ReadonlySet<number>, sums: readonly Sum[]): number[] =>
  workedOut(hidden, sums).map(({ cell }) => cell);

/** Hidden cells that the sums determine, and by which sums: Gaussian elimination over the unknowns, one at a time. */
function workedOut(hidden: ReadonlySet<number>, sums: readonly Sum[]): { cell: number; from: number[] }[] {
  const rows: Equation[] = [];
  const byPivot = new Map<number, Equation>();
  sums.forEach(({ whole, parts }, at) => {
    const row: Equation = { unknowns: new Map(), from: new Set([at]) };
    const add = (cell: number, factor: number) => {
      if (hidden.has(cell)) row.unknowns.set(cell, (row.unknowns.get(cell) ?? 0) + factor);
    };
    add(whole, 1);
    for (const part of parts) add(part, -1);
    for (const cell of [...row.unknowns.keys()]) {
      const pivot = byPivot.get(cell);
      if (pivot && row.unknowns.has(cell)) subtract(row, pivot, cell);
    }
    const pivot = row.unknowns.keys().next().value;
    if (pivot === undefined) return;
    scale(row, 1 / (row.unknowns.get(pivot) ?? 1));
    for (const other of rows) if (other.unknowns.has(pivot)) subtract(other, row, pivot);
    byPivot.set(pivot, row);
    rows.push(row);
  });
  return rows
    .filter(({ unknowns }) => unknowns.size === 1)
    .map(({ unknowns, from }) => ({ cell: unknowns.keys().next().value ?? -1, from: [...from] }));
}

function subtract(row: Equation, other: Equation, cell: number): void {
  const factor = row.unknowns.get(cell);
  if (factor === undefined) return;
  for (const [key, coefficient] of other.unknowns) {
    const left = (row.unknowns.get(key) ?? 0) - factor * coefficient;
    if (Math.abs(left) < TINY) row.unknowns.delete(key);
    else row.unknowns.set(key, left);
  }
  for (const at of other.from) row.from.add(at);
}

function scale({ unknowns }: Equation, by: number): void {
  for (const [key, coefficient] of unknowns) unknowns.set(key, coefficient * by);
}

/** Coefficients are small whole numbers and their quotients: what is nearer to zero is zero. */
const TINY = 1e-9;
