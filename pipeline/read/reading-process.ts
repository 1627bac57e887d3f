import { Worker } from 'node:worker_threads';
import { LIMITS } from './limits.ts';
import { openContainer } from './open-container.ts';
import { pack } from './pack-book.ts';
import type { Contents, ReadingAnswer, ReadingQuestion } from './read-apart.ts';
import { readBook, readCsvFolder } from './read-book.ts';
import { Refused, refusals } from './refusal.ts';

/**
 * A process that reads files that came from outside, one a turn, and nothing else. What its reader cannot end by itself the
 * guard ends: it watches from a thread of its own, says why, and ends the process.
 */
const TURN = 0;
const shared = new Int32Array(new SharedArrayBuffer(4));
// Plain JavaScript: it runs as it stands.
const startGuard = () =>
  new Worker(
    `const { workerData: { shared, cpu, memory, every } } = require('node:worker_threads');
  const { writeSync } = require('node:fs');
  const used = () => { const { user, system } = process.cpuUsage(); return (user + system) / 1000; };
  let turn = 0; let from = 0;
  for (;;) {
    Atomics.wait(shared, 0, Atomics.load(shared, 0), every);
    const now = Atomics.load(shared, 0);
    if (now !== turn) { turn = now; from = used(); }
    if (turn % 2 === 0) continue;
    const why = used() - from > cpu ? 'slow' : process.memoryUsage.rss() > memory ? 'size' : '';
    if (why) { writeSync(2, why + '\\n'); process.kill(process.pid, 'SIGKILL'); }
  }`,
    {
      eval: true,
      workerData: { shared, cpu: LIMITS.cpu, memory: LIMITS.process, every: 50 },
    },
  );
let guard: Worker | null = null;

process.on('message', async ({ at, name, bytes, csv, open }: ReadingQuestion) => {
  // It starts beside the first file, which is in its hands a moment later.
  if (!guard) {
    guard = startGuard();
    guard.unref();
  }
  // Odd while a file is read.
  Atomics.add(shared, TURN, 1);
  Atomics.notify(shared, TURN);
  const result = open
    ? await opened(Buffer.from(bytes), name)
    : csv
      ? await readCsvFolder(csv)
      : await readBook(bytes, name);
  const answer: ReadingAnswer = 'book' in result ? { at, book: pack(result.book) } : { at, ...result };
  Atomics.add(shared, TURN, 1);
  process.send?.(answer);
});
async function opened(bytes: Buffer, name: string): Promise<Contents> {
  try {
    return { inside: await openContainer(bytes, name) };
  } catch (error) {
    return { refusal: error instanceof Refused ? error.refusal : refusals.damaged };
  }
}

process.on('disconnect', () => process.exit(0));
