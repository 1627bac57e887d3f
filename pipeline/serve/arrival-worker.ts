import { parentPort } from 'node:worker_threads';
import type { ThreadAnswer, ThreadQuestion } from './reader.ts';
import { submissionFacts } from './submission-facts.ts';

/** The thread in which `quipu serve` reads workbooks, so that it goes on answering. */
parentPort?.on('message', async ({ id, bytes, file }: ThreadQuestion) => {
  const reply = (answer: ThreadAnswer) => parentPort?.postMessage(answer);
  try {
    reply({ id, arrived: await submissionFacts(bytes, file) });
  } catch (error) {
    reply({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
