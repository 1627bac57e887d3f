import { parentPort } from 'node:worker_threads';
import type { AnswerReply, AnswerRequest } from './answers.ts';
import { writeAnswer } from './answers.ts';

/** A thread that writes answers to senders, one after the other, as it is asked. */
let line: Promise<unknown> = Promise.resolve();
parentPort?.on('message', (request: AnswerRequest) => {
  line = line.then(async () => {
    let name: string | null = null;
    try {
      name = await writeAnswer(request);
    } catch {
      // Whoever asked tries it and sees what is wrong.
    }
    parentPort?.postMessage({ at: request.at, name } satisfies AnswerReply);
  });
});
