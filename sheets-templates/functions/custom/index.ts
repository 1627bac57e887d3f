import { absenteeismRate } from './absenteeism-rate.ts';
import { change } from './change.ts';
import { checkId } from './check-id.ts';
import { checkTaxId } from './check-tax-id.ts';
import { daysSinceSession } from './days-since-session.ts';
import type { CustomFunction } from './define.ts';
import { injuryRate } from './injury-rate.ts';
import { interventionLevel } from './intervention-level.ts';
import { isTripartite } from './is-tripartite.ts';
import { createId } from './make-id.ts';
import { progress } from './progress.ts';
import { sizeClass } from './size-class.ts';
import { taxUnit } from './tax-unit.ts';
import { toCode } from './to-code.ts';
import { toNumber } from './to-number.ts';
import { trafficLight } from './traffic-light.ts';
import { turnoverRate } from './turnover-rate.ts';
import { weightedShare } from './weighted-share.ts';
import { womenShare } from './women-share.ts';

/** The custom functions of Excel and Google Sheets, in the order of their documentation. */
export const customFunctions: readonly CustomFunction[] = [
  sizeClass,
  taxUnit,
  change,
  absenteeismRate,
  injuryRate,
  turnoverRate,
  womenShare,
  progress,
  interventionLevel,
  daysSinceSession,
  trafficLight,
  createId,
  checkId,
  checkTaxId,
  toNumber,
  toCode,
  isTripartite,
  weightedShare,
];
