import type { Template } from '../define/template.ts';
import { cooperatives } from './cooperatives.ts';
import { greenJobs } from './green-jobs.ts';
import { policy } from './policy.ts';
import { roadmap } from './roadmap.ts';
import { score } from './score.ts';
import { training } from './training.ts';
import { valueChain } from './value-chain.ts';

export const templates: readonly Template[] = [roadmap, score, valueChain, greenJobs, cooperatives, training, policy];

/** A template by its code or its name on the command line; undefined when unknown. */
export function findTemplate(id: string): Template | undefined {
  return templates.find((item) => item.code === id.toUpperCase() || item.slug === id.toLowerCase());
}
