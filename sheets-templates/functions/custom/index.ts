import { text } from '../../define/text.ts';
import { absenteeismRate } from './absenteeism-rate.ts';
import { change } from './change.ts';
import { checkDocument } from './check-document.ts';
import { checkId } from './check-id.ts';
import { checkTaxId } from './check-tax-id.ts';
import { daysOverdue } from './days-overdue.ts';
import { daysSinceSession } from './days-since-session.ts';
import { type CustomFunction, FunctionError } from './define.ts';
import { injuryRate } from './injury-rate.ts';
import { interventionLevel } from './intervention-level.ts';
import { isTripartite } from './is-tripartite.ts';
import { label } from './label.ts';
import { createId } from './make-id.ts';
import { periodEnd } from './period-end.ts';
import { progress } from './progress.ts';
import { sizeClass } from './size-class.ts';
import { taxUnit } from './tax-unit.ts';
import { toCode } from './to-code.ts';
import { toNumber } from './to-number.ts';
import { trafficLight } from './traffic-light.ts';
import { turnoverRate } from './turnover-rate.ts';
import { weightedShare } from './weighted-share.ts';
import { womenShare } from './women-share.ts';

const defined: readonly CustomFunction[] = [
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
  daysOverdue,
  trafficLight,
  createId,
  checkId,
  checkTaxId,
  checkDocument,
  toNumber,
  toCode,
  label,
  periodEnd,
  isTripartite,
  weightedShare,
];

/** A result that no cell can show is out of range: figures near the largest that there are. */
const finite = (one: CustomFunction): CustomFunction => ({
  ...one,
  compute: (args, context) => {
    const found = one.compute(args, context);
    if (typeof found === 'number' && !Number.isFinite(found)) throw tooLarge;
    return found;
  },
});
const tooLarge = new FunctionError('#NUM!', text('El resultado es demasiado grande.', 'The result is too large.'));

/** The custom functions of Excel and Google Sheets, in the order of their documentation. */
export const customFunctions: readonly CustomFunction[] = defined.map(finite);
