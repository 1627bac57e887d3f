/** What a command needs of the world, so that a whole run can happen in a test. */
export interface Effects {
  /** For programs: results. */
  stdout: (text: string) => void;
  /** For people: progress and summaries. */
  stderr: (text: string) => void;
  now: () => Date;
}

export const realEffects: Effects = {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
  now: () => new Date(),
};
