import { basename, extname } from 'node:path';

const WORKBOOKS = /^\.(xlsx|xlsm|xltx|xltm|xls|xlsb|ods|csv|zip|numbers)$/i;

/** The ending of a workbook's name, as it is written; empty for a folder. */
const endingOf = (file: string): string => (WORKBOOKS.test(extname(file)) ? extname(file) : '');

const stemOf = (file: string): string => basename(file).slice(0, basename(file).length - endingOf(file).length);

/** Names that are taken in a folder of feedback, so that two senders' `score.xlsx` do not meet. */
export class FeedbackNames {
  private readonly taken: Set<string>;

  /** @param there names of files that are in the folder */
  constructor(there: readonly string[] = []) {
    this.taken = new Set(
      there.map((file) =>
        stemOf(file)
          .replace(/\.revision$/i, '')
          .toLowerCase(),
      ),
    );
  }

  /** The name of what was received without its ending, with a number where another one has it. */
  stemFor(file: string): string {
    const stem = stemOf(file);
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
