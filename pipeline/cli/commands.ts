import type { CommandDefinition } from './command.ts';

/** Every command, in the order of the help; a command is loaded when it is asked for. */
export const commands: Readonly<Record<string, () => Promise<{ command: CommandDefinition }>>> = {
  template: () => import('./template.ts'),
  validate: () => import('./validate.ts'),
  merge: () => import('./merge.ts'),
  repair: () => import('./repair.ts'),
  waive: () => import('./waive.ts'),
  explain: () => import('./explain.ts'),
  query: () => import('./query.ts'),
  rebuild: () => import('./rebuild.ts'),
  decisions: () => import('./decisions.ts'),
  accept: () => import('./accept.ts'),
  expected: () => import('./expected.ts'),
  rates: () => import('./rates.ts'),
  context: () => import('./context.ts'),
  pull: () => import('./pull.ts'),
  push: () => import('./push.ts'),
  serve: () => import('./serve.ts'),
  tokens: () => import('./tokens.ts'),
  status: () => import('./status.ts'),
  diff: () => import('./diff.ts'),
  revalidate: () => import('./revalidate.ts'),
  report: () => import('./report.ts'),
  compare: () => import('./compare.ts'),
  schema: () => import('./schema.ts'),
  demo: () => import('./demo.ts'),
};
