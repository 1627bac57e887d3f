import type { WorkbookParts } from '../workbook-parts.ts';
import { formulaRules } from './formula-rules.ts';
import { nameRules } from './name-rules.ts';
import { packageRules } from './package-rules.ts';
import type { Rule } from './rule.ts';
import { sheetRules } from './sheet-rules.ts';
import { styleRules } from './style-rules.ts';
import { tableRules } from './table-rules.ts';

/** All that makes Excel repair a workbook and that no validator looks at, as far as it is known here. */
export const repairRules: readonly Rule[] = [
  ...packageRules,
  ...nameRules,
  ...formulaRules,
  ...tableRules,
  ...sheetRules,
  ...styleRules,
];

/** Findings of all rules, each with the rule that it breaks; a few of each rule. */
export function repairsIn(book: WorkbookParts, most = 5): string[] {
  return repairRules.flatMap(({ id, find }) => {
    const found: string[] = [];
    for (const one of find(book)) {
      found.push(`${id}: ${one}`);
      if (found.length === most) break;
    }
    return found;
  });
}
