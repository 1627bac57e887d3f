import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Severity } from '../../sheets-templates/define/cell.ts';
import type { Lang } from '../../sheets-templates/define/text.ts';
import { countBySeverity } from '../../sheets-templates/issues.ts';
import type { Database } from '../merge/database.ts';
import type { Outcome } from '../merge/incoming.ts';
import { foundBefore } from '../merge/merge.ts';
import { type Feedback, type FeedbackOptions, sayTo } from '../publish/feedback/to-feedback.ts';
import { AnsweringThreads, type AnswerRequest, makeAnswer } from './answers.ts';
import { FeedbackNames, feedbackName } from './names.ts';
import { bytesOfSent, isFile } from './received.ts';

/** An answer in the folder of results, and the submission that it is about. */
export interface Answer {
  submission: string;
  sha256: string;
  rejected: boolean;
  counts: Record<Severity, number>;
  /** The workbook with notes, in the folder of results. */
  feedback: string;
}

/** What is told of an answer. */
export const answerOf = ({ entry: { id, submission, state, issues } }: Outcome, feedback: string): Answer => ({
  submission: id,
  sha256: submission.sha256,
  rejected: state === 'rechazada',
  counts: countBySeverity(issues),
  feedback,
});

/**
 * Answers of earlier merges to what stands or was refused and was not read now: one workbook more takes away no other's answer.
 * @param before those of the results that are replaced
 */
export async function carryAnswers(
  db: Database,
  { out, staged }: { out: string; staged: string },
  before: readonly Answer[],
  outcomes: readonly Outcome[],
): Promise<Answer[]> {
  const read = new Set(outcomes.map(({ entry }) => entry.id));
  const rows = await db.rows(TO_BE_ANSWERED);
  const standing = new Set(rows.map(({ entrega_id }) => String(entrega_id)));
  return before.filter(({ submission, feedback }) => {
    const from = join(out, feedback);
    if (!standing.has(submission) || read.has(submission)) return false;
    // What `merge.json` names is a file of that folder and no other.
    if (!/^feedback\/[^/\\]+$/.test(feedback) || !existsSync(from)) return false;
    mkdirSync(join(staged, 'feedback'), { recursive: true });
    copyFileSync(from, join(staged, feedback));
    return true;
  });
}

/** What stands, and what was refused and was not followed by one that stands: of the same sender, or a file of the same name. */
const TO_BE_ANSWERED = `
  select entrega_id from bruto.recibidas as r
  where estado in ('aceptada', 'espera') or estado = 'rechazada' and not exists (
    from bruto.recibidas as s
    where s.fusion > r.fusion and s.estado in ('aceptada', 'espera') and (
      s.plantilla = r.plantilla and s.pais = r.pais and s.periodo = r.periodo
        and coalesce(s.programa_id, s.equipo) = coalesce(r.programa_id, r.equipo)
      or parse_filename(s.archivo) = parse_filename(r.archivo)
    )
  )`;

/** An answer that is to be written. */
export interface Answerable {
  outcome: Outcome;
  /** Name of the file without its ending. */
  stem: string;
  options: FeedbackOptions;
}

/**
 * One for each sender who has something to do.
 * @param carried answers that are in the folder already
 */
export async function whomToAnswer(
  db: Database,
  outcomes: readonly Outcome[],
  carried: readonly Answer[],
  lang: Lang,
): Promise<Answerable[]> {
  const names = new FeedbackNames(carried.map(({ feedback }) => feedback));
  const answers: Answerable[] = [];
  for (const outcome of outcomes) {
    const { entry, next, ignored } = outcome;
    const { submission, issues, state } = entry;
    // What was read elsewhere is answered there: only its rows are here.
    if (submission.staged || ignored || state === 'sustituida' || !issues.some(({ severity }) => severity !== 'note'))
      continue;
    const before = await foundBefore(db, entry);
    const options = { lang, issues, rejected: state === 'rechazada', before, ...(submission.identity && { next }) };
    answers.push({ outcome, stem: names.stemFor(submission.file), options });
  }
  return answers;
}

/**
 * Writes the answers, made in other threads beside whatever else is being done, where there are many.
 * @returns what waits for the last of them, and what ends it before
 */
export function writeFeedback(
  staged: string,
  answers: readonly Answerable[],
): { written: () => Promise<Map<Outcome, string>>; stop: () => Promise<void> } {
  const names = new Map<number, string>();
  const ask = async (at: number): Promise<AnswerRequest> => {
    const { outcome, options } = answers[at] as Answerable;
    const { submission } = outcome.entry;
    const { file } = submission;
    const inFolder = isFile(file);
    const bytes = inFolder ? null : await bytesOfSent(file);
    return { at, file, bytes, said: sayTo(submission, inFolder || bytes !== null, options) };
  };
  const done = (at: number, { bytes, alone }: Feedback) => {
    const { outcome, stem } = answers[at] as Answerable;
    const name = `feedback/${feedbackName(stem, outcome.entry.submission.file, alone)}`;
    mkdirSync(join(staged, 'feedback'), { recursive: true });
    writeFileSync(join(staged, name), bytes);
    names.set(at, name);
  };
  const threads = AnsweringThreads.for(answers.length);
  const working = threads?.all(answers.length, ask, done);
  // Told when it is waited for.
  working?.catch(() => undefined);
  const written = async () => {
    await working;
    for (const at of answers.keys()) if (!names.has(at)) done(at, await makeAnswer(await ask(at)));
    return new Map(answers.map(({ outcome }, at) => [outcome, names.get(at) ?? '']));
  };
  return { written, stop: async () => threads?.end() };
}
