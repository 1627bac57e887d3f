import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Lang } from '../../sheets-templates/define/text.ts';
import type { Database } from '../merge/database.ts';
import type { Outcome } from '../merge/incoming.ts';
import { foundBefore } from '../merge/merge.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import { bytesOfFile } from './inputs.ts';
import { FeedbackNames, feedbackName } from './names.ts';

/** One workbook for each sender who has something to do. */
export async function writeFeedback(
  db: Database,
  staged: string,
  outcomes: readonly Outcome[],
  lang: Lang,
): Promise<Map<Outcome, string>> {
  const names = new FeedbackNames();
  const written = new Map<Outcome, string>();
  for (const outcome of outcomes) {
    const { entry, next, ignored } = outcome;
    const { submission, issues, state } = entry;
    if (ignored || state === 'sustituida' || !issues.some(({ severity }) => severity !== 'note')) continue;
    const before = await foundBefore(db, entry);
    const options = { lang, issues, rejected: state === 'rechazada', before, ...(submission.identity && { next }) };
    const { bytes, alone } = await toFeedback(submission, bytesOfFile(submission.file), options);
    mkdirSync(join(staged, 'feedback'), { recursive: true });
    const name = `feedback/${feedbackName(names.stemFor(submission.file), submission.file, alone)}`;
    writeFileSync(join(staged, name), bytes);
    written.set(outcome, name);
  }
  return written;
}
