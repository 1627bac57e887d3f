import { parentPort } from 'node:worker_threads';
import { readArrived } from './arrived.ts';
import type { ThreadAnswer, ThreadQuestion } from './reader.ts';

/** The thread in which `quipu serve` reads workbooks, so that it goes on answering. */
parentPort?.on('message', async ({ id, bytes, file }: ThreadQuestion) => {
  const reply = (answer: ThreadAnswer) => parentPort?.postMessage(answer);
  try {
    reply({ id, arrived: await readArrived(bytes, file) });
  } catch (error) {
    reply({ id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
