import type { Indicator } from '../define/indicator.ts';
import { cooperatives } from './cooperatives.ts';
import { greenJobs } from './green-jobs.ts';
import { policy } from './policy.ts';
import { score } from './score.ts';
import { training } from './training.ts';
import { transversal } from './transversal.ts';
import { valueChain } from './value-chain.ts';

/** The indicators of the sheet «Resultados» and of the consolidated tables. */
export const indicators: readonly Indicator[] = [
  ...score,
  ...valueChain,
  ...greenJobs,
  ...cooperatives,
  ...training,
  ...policy,
  ...transversal,
];

export const indicatorByCode: ReadonlyMap<string, Indicator> = new Map(indicators.map((item) => [item.code, item]));

/** Codes of the indicators that are percentages: they need numerator and denominator. */
export function sharesOf(items: readonly Indicator[]): string[] {
  return items
    .filter(({ kind, unit }) => kind === 'share' || (kind === 'rate' && unit === '%'))
    .map((item) => item.code);
}

/** Codes of the indicators that count whole things. */
export function countsOf(items: readonly Indicator[]): string[] {
  return items.filter((item) => item.kind === 'count').map((item) => item.code);
}

/** Codes of the indicators that are amounts of money. */
export function amountsOf(items: readonly Indicator[]): string[] {
  return items.filter((item) => item.unit === 'moneda').map((item) => item.code);
}
