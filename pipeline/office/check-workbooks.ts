import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { text } from '../../sheets-templates/define/text.ts';
import { Failure } from '../failure.ts';
import { type CheckRequest, type CheckResult, checkWorkbook } from './check-workbook.ts';

/** What a thread sends back. */
export type Reply =
  | { at: number; result: CheckResult }
  | { failed: { es: string; en: string; exitCode: number } | string };

/** Fewer workbooks are read in this thread before another one has started. */
const WORTH_A_THREAD = 8;
const MOST_THREADS = 8;

/**
 * Asks the same of many workbooks, in threads where there are enough of them, and gives the results in the order of
 * the requests as they become known.
 */
export async function checkWorkbooks(
  requests: readonly CheckRequest[],
  each: (result: CheckResult, done: number) => void,
): Promise<void> {
  const threads = Math.min(MOST_THREADS, availableParallelism(), Math.floor(requests.length / WORTH_A_THREAD));
  // The thread's program stands beside the bundle; from sources there is none.
  const program = fileURLToPath(new URL('./check-worker.js', import.meta.url));
  if (threads < 2 || !existsSync(program)) {
    for (const [at, request] of requests.entries()) each(await checkWorkbook(request), at + 1);
    return;
  }
  await inThreads(program, threads, requests, each);
}

async function inThreads(
  program: string,
  threads: number,
  requests: readonly CheckRequest[],
  each: (result: CheckResult, done: number) => void,
): Promise<void> {
  const waiting = new Map<number, CheckResult>();
  let [asked, told] = [0, 0];
  const workers: Worker[] = [];
  const run = (worker: Worker) =>
    new Promise<void>((done, fail) => {
      const ask = () => {
        if (asked >= requests.length) return done();
        worker.postMessage({ at: asked, request: requests[asked] });
        asked += 1;
      };
      worker.on('error', fail);
      worker.on('exit', (code) => code !== 0 && fail(new Error(`a thread ended with ${code}`)));
      worker.on('message', (reply: Reply) => {
        if ('failed' in reply) return fail(asFailure(reply.failed));
        waiting.set(reply.at, reply.result);
        for (let next = waiting.get(told); next; next = waiting.get(told)) {
          waiting.delete(told);
          told += 1;
          each(next, told);
        }
        ask();
      });
      ask();
    });
  try {
    for (let at = 0; at < threads; at += 1) workers.push(new Worker(program));
    await Promise.all(workers.map(run));
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

const asFailure = (failed: Extract<Reply, { failed: unknown }>['failed']): Error =>
  typeof failed === 'string' ? new Error(failed) : new Failure(text(failed.es, failed.en), failed.exitCode);
