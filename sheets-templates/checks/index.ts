import type { Rule } from '../define.ts';
import type { Check } from '../workbook.ts';
import { currencyMissing } from './currency-missing.ts';
import { dateOrder } from './date-order.ts';
import { inclusionForm, noFigure, shareAgrees, subsetWithinWhole, targetApart, twoValues } from './declared-results.ts';
import { mergeRules } from './merge-rules.ts';
import { readingRules } from './reading.ts';
import { referenceExists } from './reference-exists.ts';
import { requiredCells } from './required-cells.ts';
import { replacedOnce, solvedBySolution } from './roadmap.ts';
import { structureRules } from './structure.ts';
import { sexMissing, totalIsSum } from './totals-by-sex.ts';
import { uniqueKey } from './unique-key.ts';

/** Checks that run over a workbook, in the order of their codes. */
export const checks: readonly Check[] = [
  uniqueKey,
  referenceExists,
  totalIsSum,
  sexMissing,
  dateOrder,
  currencyMissing,
  requiredCells,
  replacedOnce,
  solvedBySolution,
  subsetWithinWhole,
  shareAgrees,
  twoValues,
  inclusionForm,
  targetApart,
  noFigure,
];

/** Every rule with its words, those of reading and of the merge included. */
export const rules: readonly Rule[] = [...structureRules, ...readingRules, ...checks, ...mergeRules];

const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule {
  const rule = ruleById.get(id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}
