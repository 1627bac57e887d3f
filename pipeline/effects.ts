import { inert, outsideOf } from '../sheets-templates/text-matching.ts';

/** What a command needs of the world, so that a whole run can happen in a test. */
export interface Effects {
  /** For programs: results. */
  stdout: (text: string) => void;
  /** For people: progress and summaries. */
  stderr: (text: string) => void;
  now: () => Date;
  /** Results go to a terminal that shows colours. */
  colours: boolean;
  /** Progress goes to a terminal, where a line can be written over. */
  terminal: boolean;
}

/** Colours and the line that is written over, which are Quipu's own; and whatever else a text from a workbook brings along. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OWN = /\u001b\[(?:\d{1,2}m|K)|\r(?=\u001b\[K)/g;

/** Nothing that a workbook or the name of a file says moves a cursor, turns writing around or hides what stands before it. */
const onScreen = (text: string): string => outsideOf(text, OWN, inert);

export const realEffects: Effects = {
  stdout: (text) => process.stdout.write(process.stdout.isTTY ? onScreen(text) : inert(text)),
  stderr: (text) => process.stderr.write(process.stderr.isTTY ? onScreen(text) : inert(text)),
  now: () => new Date(),
  colours: process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
  terminal: process.stderr.isTTY === true,
};
