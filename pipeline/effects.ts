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

export const realEffects: Effects = {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  now: () => new Date(),
  colours: process.stdout.isTTY === true && process.env.NO_COLOR === undefined && process.env.TERM !== 'dumb',
  terminal: process.stderr.isTTY === true,
};
