import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Lang, text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { toFeedback } from '../publish/feedback/to-feedback.ts';
import type { Submission } from '../submission.ts';
import { feedbackName } from './names.ts';
import { bytesOfSent } from './received.ts';
import { cannotWrite } from './replace-outputs.ts';

/**
 * Writes what goes back to a sender.
 * @param stem path without the ending, which depends on whether a copy could be made
 * @param received what must not be written over, resolved
 * @returns the path that was written
 * @throws Failure when the copy would take the place of what was received, or the folder cannot be written
 */
export async function annotateTo(
  stem: string,
  submission: Submission,
  lang: Lang,
  received: readonly string[],
): Promise<string> {
  const { bytes, alone } = await toFeedback(submission, await bytesOfSent(submission.file), { lang });
  const path = feedbackName(stem, submission.file, alone);
  if (received.includes(resolve(path))) throw wouldReplace(dirname(path));
  writeWhole(path, bytes);
  return path;
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
