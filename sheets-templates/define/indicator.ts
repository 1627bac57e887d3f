import type { Text } from './text.ts';

type IndicatorKind = 'count' | 'share' | 'rate' | 'amount';

/**
 * How an indicator adds up.
 * - `sum`: plain sum over programmes, after inclusions and subsets.
 * - `distinct`: things counted once at each level.
 * - `ratio`: ratio of sums; never a mean of percentages.
 * - `programme`: shown for each programme only, never added.
 * - `currency`: sum within one currency, currencies apart.
 */
type Additivity = 'sum' | 'distinct' | 'ratio' | 'programme' | 'currency';

export interface Indicator extends Text {
  code: string;
  /** Template whose results it belongs to; `*` = valid in every workbook. */
  area: string;
  unit: string;
  kind: IndicatorKind;
  additivity: Additivity;
  /** What is counted, or numerator and denominator of a share count, where that is people and the unit does not say so. */
  of?: 'personas';
  /** The numerator is a sum of marks, not a number of people; the denominator is who gave them. */
  marks?: true;
  rule?: string;
  source: string;
}
