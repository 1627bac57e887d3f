import { basename, extname } from 'node:path';

const WORKBOOKS = /^\.(xlsx|xlsm|xltx|xltm|xls|xlsb|ods|csv|zip|numbers)$/i;

/** The ending of a workbook's name, as it is written; empty for a folder. */
const endingOf = (file: string): string => (WORKBOOKS.test(extname(file)) ? extname(file) : '');

/** Names that are taken in a folder of feedback, so that two senders' `score.xlsx` do not meet. */
export class FeedbackNames {
  private readonly taken = new Set<string>();

  /** The name of what was received without its ending, with a number where another one has it. */
  stemFor(file: string): string {
    const name = basename(file);
    const stem = name.slice(0, name.length - endingOf(file).length);
    for (let at = 1; ; at += 1) {
      const candidate = at === 1 ? stem : `${stem} (${at})`;
      if (this.taken.has(candidate.toLowerCase())) continue;
      this.taken.add(candidate.toLowerCase());
      return candidate;
    }
  }
}

/** `score-PE.xlsx` for a copy; `score-PE.revision.xlsx` for a review that stands alone. */
export const feedbackName = (stem: string, file: string, alone: boolean): string =>
  stem + (alone ? '.revision.xlsx' : endingOf(file).toLowerCase());
