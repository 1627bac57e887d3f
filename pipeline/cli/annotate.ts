import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join, resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import { cannotWrite } from '../publish/replace-outputs.ts';
import type { Submission } from '../submission.ts';
import { Failure } from './failure.ts';
import { bytesOfFile } from './inputs.ts';

/** Names that are taken in a folder of feedback, so that two senders' `score.xlsx` do not meet. */
export class FeedbackNames {
  private readonly taken = new Set<string>();

  /** `score-PE.xlsx` for a copy; `score-PE.revision.xlsx` for a review that stands alone. */
  nameFor(file: string, alone: boolean): string {
    const name = basename(file);
    const extension = /^\.(xlsx|xlsm|xltx|xltm|xls|xlsb|ods|csv|zip|numbers)$/i.test(extname(name))
      ? extname(name)
      : '';
    const stem = extension === '' ? name : name.slice(0, -extension.length);
    const end = alone ? '.revision.xlsx' : extension.toLowerCase();
    for (let at = 1; ; at += 1) {
      const candidate = `${stem}${at === 1 ? '' : ` (${at})`}${end}`;
      if (this.taken.has(candidate.toLowerCase())) continue;
      this.taken.add(candidate.toLowerCase());
      return candidate;
    }
  }
}

/**
 * Writes what goes back to the senders into a folder.
 * @returns for each submission the path that was written
 * @throws Failure when a copy would take the place of what was received, or the folder cannot be written
 */
export async function annotateInto(folder: string, submissions: readonly Submission[], lang: Lang): Promise<string[]> {
  const names = new FeedbackNames();
  const received = new Set(submissions.map(({ file }) => resolve(file)));
  const written: string[] = [];
  for (const submission of submissions) {
    const { bytes, alone } = await toFeedback(submission, bytesOfFile(submission.file), { lang });
    const path = join(folder, names.nameFor(submission.file, alone));
    if (received.has(resolve(path))) throw wouldReplace(folder);
    writeWhole(path, bytes);
    written.push(path);
  }
  return written;
}

/** A file is there whole or not at all. */
export function writeWhole(path: string, bytes: Uint8Array): void {
  const beside = `${path}.${process.pid}.tmp`;
  try {
    mkdirSync(resolve(path, '..'), { recursive: true });
    writeFileSync(beside, bytes);
    renameSync(beside, path);
  } catch {
    rmSync(beside, { force: true });
    throw cannotWrite(path);
  }
}

const wouldReplace = (folder: string) =>
  new Failure(
    text(
      `En ${folder} están los libros recibidos, que no se tocan. Elija otra carpeta para las copias con notas.`,
      `${folder} holds the workbooks received, which are not touched. Choose another folder for the copies with notes.`,
    ),
    2,
  );
