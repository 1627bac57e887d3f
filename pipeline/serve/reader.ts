import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type SubmissionFacts, submissionFacts } from './submission-facts.ts';

export type ArrivalReader = (bytes: Uint8Array, file: string) => Promise<SubmissionFacts>;

export interface ThreadQuestion {
  id: number;
  bytes: Uint8Array;
  file: string;
}
export type ThreadAnswer = { id: number; arrived: SubmissionFacts } | { id: number; failed: string };

/** A thread that says nothing for this long is ended, and another one started. */
const PATIENCE = 30_000;

/** Reads workbooks in a thread of its own; from sources, where there is none, in this one. */
export function arrivalReader(): { read: ArrivalReader; close: () => Promise<void> } {
  const program = fileURLToPath(new URL('./arrival-worker.js', import.meta.url));
  if (!existsSync(program)) return { read: submissionFacts, close: async () => undefined };
  let worker: Worker | null = null;
  let count = 0;
  const waiting = new Map<number, { resolve: (arrived: SubmissionFacts) => void; reject: (error: Error) => void }>();
  const giveUp = (reason: string) => {
    void worker?.terminate();
    worker = null;
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
  };
  const started = () => {
    if (worker) return worker;
    const fresh = new Worker(program);
    fresh.on('message', (answer: ThreadAnswer) => {
      const asked = waiting.get(answer.id);
      waiting.delete(answer.id);
      if ('failed' in answer) asked?.reject(new Error(answer.failed));
      else asked?.resolve(answer.arrived);
    });
    fresh.on('error', (error) => giveUp(String(error)));
    worker = fresh;
    return fresh;
  };
  const ask: ArrivalReader = async (bytes, file) => {
    const clock = setTimeout(() => giveUp('a workbook took too long'), PATIENCE);
    try {
      return await new Promise<SubmissionFacts>((resolve, reject) => {
        count += 1;
        waiting.set(count, { resolve, reject });
        started().postMessage({ id: count, bytes, file } satisfies ThreadQuestion);
      });
    } finally {
      clearTimeout(clock);
    }
  };
  // One after the other: the clock of a workbook runs only while it is read, and it fails alone.
  let line: Promise<unknown> = Promise.resolve();
  const read: ArrivalReader = (bytes, file) => {
    const next = line.then(() => ask(bytes, file));
    line = next.catch(() => undefined);
    return next;
  };
  return { read, close: async () => void (await worker?.terminate()) };
}
