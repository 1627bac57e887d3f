import type { Rule } from '../define/finding.ts';
import type { Check } from '../workbook.ts';
import { coverAgreesWithContents } from './cover.ts';
import { currencyMissing } from './currency-missing.ts';
import { dateOrder } from './date-order.ts';
import { daysOfProgramme } from './days-of-programme.ts';
import { inclusionForm, noFigure, shareAgrees, subsetWithinWhole, targetApart, twoValues } from './declared-results.ts';
import { journalistsApart, notGreen, otherEquivalent } from './green-jobs.ts';
import { mergeRules } from './merge-rules.ts';
import { approvedWithoutNorm, notConsulted, wentBack } from './policy.ts';
import { readingRules } from './reading.ts';
import { referenceExists, sheetOfReference } from './reference-exists.ts';
import { beforeItsBeginning, belongsElsewhere, partWithinWhole } from './relations.ts';
import { requiredCells } from './required-cells.ts';
import { replacedOnce, solvedBySolution } from './roadmap.ts';
import {
  fewPriorities,
  launchedWithoutPreparing,
  longWithoutSession,
  manyMesas,
  noQuickWin,
  notRaised,
  notTripartite,
  sessionBeforeLaunch,
  sessionNotTripartite,
  smallTeam,
} from './roadmap-mesas.ts';
import {
  bodiesOfOtherMesa,
  exemptionAlone,
  noAmount,
  noRootCause,
  notBriefed,
  overdue,
  progressOfOtherStatus,
  raisedTooSoon,
  reasonOfOtherLevel,
  wrongReplacement,
} from './roadmap-solutions.ts';
import { saidTwice } from './said-twice.ts';
import { sameNumber } from './same-number.ts';
import {
  largeEnterprise,
  measurementPairs,
  moreAbsenceThanDays,
  moreThanWorkers,
  noFirstModule,
  otherSizeClass,
  plausibleRange,
  trainerNotTrained,
  unitOfOutputChanged,
  unlikelyDays,
} from './score.ts';
import { structureRules } from './structure.ts';
import { sexMissing, totalIsSum } from './totals-by-sex.ts';
import { courseLength, courseWithoutTrainer, followUp, otherAudience } from './training.ts';
import { uniqueKey } from './unique-key.ts';
import {
  boardOfOrganisation,
  familiesAsDirect,
  moduleOrder,
  moreThanMeasured,
  moreThanMembers,
  partsOfPeople,
} from './value-chains.ts';

/** Checks that run over a workbook, in the order of their codes. */
export const checks: readonly Check[] = [
  uniqueKey,
  saidTwice,
  sameNumber,
  referenceExists,
  sheetOfReference,
  totalIsSum,
  sexMissing,
  dateOrder,
  currencyMissing,
  plausibleRange,
  coverAgreesWithContents,
  daysOfProgramme,
  requiredCells,
  fewPriorities,
  noQuickWin,
  launchedWithoutPreparing,
  sessionBeforeLaunch,
  longWithoutSession,
  notTripartite,
  sessionNotTripartite,
  raisedTooSoon,
  reasonOfOtherLevel,
  bodiesOfOtherMesa,
  wrongReplacement,
  replacedOnce,
  solvedBySolution,
  progressOfOtherStatus,
  overdue,
  noRootCause,
  exemptionAlone,
  noAmount,
  notBriefed,
  notRaised,
  smallTeam,
  manyMesas,
  moreThanWorkers,
  noFirstModule,
  measurementPairs,
  unitOfOutputChanged,
  moreAbsenceThanDays,
  otherSizeClass,
  trainerNotTrained,
  largeEnterprise,
  unlikelyDays,
  partsOfPeople,
  moreThanMembers,
  moreThanMeasured,
  familiesAsDirect,
  boardOfOrganisation,
  moduleOrder,
  courseLength,
  courseWithoutTrainer,
  followUp,
  otherAudience,
  notGreen,
  otherEquivalent,
  journalistsApart,
  approvedWithoutNorm,
  notConsulted,
  wentBack,
  subsetWithinWhole,
  shareAgrees,
  twoValues,
  inclusionForm,
  targetApart,
  noFigure,
  partWithinWhole,
  belongsElsewhere,
  beforeItsBeginning,
];

/** Every rule with its words, those of reading and of the merge included. */
export const rules: readonly Rule[] = [...structureRules, ...readingRules, ...checks, ...mergeRules];

const ruleById: ReadonlyMap<string, Rule> = new Map(rules.map((rule) => [rule.id, rule]));

export function findRule(id: string): Rule {
  const rule = ruleById.get(id);
  if (!rule) throw new Error(`no rule ${id}`);
  return rule;
}
