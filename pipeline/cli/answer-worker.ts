import { parentPort } from 'node:worker_threads';
import { Failure } from '../failure.ts';
import { answer, type Question } from './answer.ts';
import type { Reply } from './answers.ts';

/** A thread of `quipu validate`: one workbook after the other, as it is asked. */
parentPort?.on('message', async ({ at, question }: { at: number; question: Question }) => {
  const reply = (value: Reply) => parentPort?.postMessage(value);
  try {
    reply({ at, answer: await answer(question) });
  } catch (error) {
    if (error instanceof Failure) reply({ failed: { ...error.text, exitCode: error.exitCode } });
    else reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
