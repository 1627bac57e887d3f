import { domainExamples } from './domain.ts';
import { readingExamples } from './reading.ts';
import type { RuleExample } from './rows.ts';

/** By the code of the rule. */
export const ruleExamples: Readonly<Record<string, RuleExample>> = { ...readingExamples, ...domainExamples };
