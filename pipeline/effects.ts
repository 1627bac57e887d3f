import type { Text } from '../sheets-templates/define/text.ts';
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
  /** Told how far the work is, where another program began this one and listens. */
  tell?: (far: Far) => void;
}

/** How far work is: «Leyendo libros», 120 of 300. */
export interface Far {
  stage: Text;
  done: number;
  total: number;
}

/** Colours and the line that is written over, which are Quipu's own; and whatever else a text from a workbook brings along. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const OWN = /\u001b\[(?:\d{1,2}m|K)|\r(?=\u001b\[K)/g;

/** Nothing that a workbook or the name of a file says moves a cursor, turns writing around or hides what stands before it. */
const onScreen = (text: string): string => outsideOf(text, OWN, inert);

/** To the program that began this one, a few times a second. */
function tellParent(): Pick<Effects, 'tell'> {
  if (!process.send) return {};
  let last = 0;
  return {
    tell: (far) => {
      const now = Date.now();
      if (now - last < TOLD_EVERY) return;
      last = now;
      // It may have ended meanwhile.
      process.send?.(far, undefined, {}, () => undefined);
    },
  };
}

const TOLD_EVERY = 250;

export const realEffects: Effects = {
  stdout: (text) => process.stdout.write(process.stdout.isTTY ? onScreen(text) : inert(text)),
  stderr: (text) => process.stderr.write(process.stderr.isTTY ? onScreen(text) : inert(text)),
  now: () => new Date(),
  colours: process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
  terminal: process.stderr.isTTY === true,
  ...tellParent(),
};
