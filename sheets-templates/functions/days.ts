const DAY = 86_400_000;

/** Whole days from one ISO date to another; negative when the second is earlier. */
export const daysBetween = (from: string, to: string): number => Math.round((Date.parse(to) - Date.parse(from)) / DAY);

/** Six months, as the guide's «first six months» and follow-up after half a year are counted (assumption). */
export const HALF_A_YEAR = 182;
