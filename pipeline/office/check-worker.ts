import { parentPort } from 'node:worker_threads';
import { Failure } from '../failure.ts';
import { type CheckRequest, checkWorkbook } from './check-workbook.ts';
import type { Reply } from './check-workbooks.ts';

/** A thread of `quipu validate`: one workbook after the other, as it is asked. */
parentPort?.on('message', async ({ at, request }: { at: number; request: CheckRequest }) => {
  const reply = (value: Reply) => parentPort?.postMessage(value);
  try {
    reply({ at, result: await checkWorkbook(request) });
  } catch (error) {
    if (error instanceof Failure) reply({ failed: { ...error.text, exitCode: error.exitCode } });
    else reply({ failed: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
