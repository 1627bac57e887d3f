import { parentPort } from 'node:worker_threads';
import type { Feedback } from '../publish/feedback/to-feedback.ts';
import { type AnswerReply, type AnswerRequest, makeAnswer } from './answers.ts';

/** A thread that makes answers to senders, one after the other, as it is asked. */
let line: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (request: AnswerRequest) => {
  line = line.then(async () => {
    let feedback: Feedback | null = null;
    try {
      feedback = await makeAnswer(request);
    } catch {
      // Whoever asked tries it and sees what is wrong.
    }
    parentPort?.postMessage({ at: request.at, feedback } satisfies AnswerReply);
  });
});
