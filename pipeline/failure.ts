import type { Text } from '../sheets-templates/define/text.ts';

/** A command cannot do what it was asked: one sentence for the person, with what to do. */
export class Failure extends Error {
  constructor(
    readonly text: Text,
    readonly exitCode: number,
  ) {
    super(text.en);
  }
}
