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

/**
 * How an indicator behaves over time.
 * - `stock`: what is so at the cut-off; of several cut-offs the latest counts.
 * - `cumulative`: all since the start; it never falls.
 * - `flow`: what took place in a period; periods add up.
 * - `ratio`: a share, rate or mean of one of these.
 */
export type Behaviour = 'stock' | 'cumulative' | 'flow' | 'ratio';

/**
 * Level of results, as the OECD DAC glossary has them (assumption: assigned by what an indicator measures).
 * - `output`: what the programme delivers, and whom it reaches.
 * - `outcome`: what changes in enterprises, organisations and institutions.
 * - `impact`: what changes for people: jobs, wages, incomes.
 */
export type ResultLevel = 'output' | 'outcome' | 'impact';

/** What a share, rate or mean is made of, in words. */
interface Ratio {
  numerator: Text;
  denominator: Text;
}

/** An indicator says all that its reference sheet tells; one that does not cannot be written down. */
export type Indicator = IndicatorFacts &
  ({ time: 'ratio'; parts: Ratio } | { time: Exclude<Behaviour, 'ratio'>; parts?: undefined });

interface IndicatorFacts extends Text {
  code: string;
  /** Template whose results it belongs to; `*` = valid in every workbook. */
  area: string;
  unit: string;
  kind: IndicatorKind;
  additivity: Additivity;
  level: ResultLevel;
  /** What is counted, or numerator and denominator of a share count, where that is people and the unit does not say so. */
  of?: 'personas';
  /** People known by their trade, of whom a programme or a country has few: the total is told however small, breakdowns are not. */
  experts?: true;
  /** The numerator is a sum of marks, not a number of people; the denominator is who gave them. */
  marks?: true;
  rule?: string;
  /** What it measures and what for. */
  definition: Text;
  /** What one unit of it is, and by what it is counted once. */
  counted: Text;
  /** What an empty cell means for it, where that is not «not known». */
  blank?: Text;
  /** Less of it is better; more where not said. */
  better?: 'baja';
  /** What must not be read into it, what is missing. */
  limits: Text;
  /** Targets of the Sustainable Development Goals that it speaks of (assumption: chosen by what it counts). */
  sdg: readonly string[];
  source: string;
}
