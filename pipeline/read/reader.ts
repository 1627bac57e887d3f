import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Megabytes that a process that reads may use for objects. */
const HEAP = 300;

/** The reading process's program stands beside the bundle; from sources there is none, and files are read here. */
const program = fileURLToPath(new URL('./reading-process.js', import.meta.url));
export const hasReader = existsSync(program);

export interface Reader {
  child: ChildProcess;
  /** Last words of its guard. */
  said: string;
}

let idle: Reader | null = null;

/** Starts the process while the program itself is still being loaded. */
export function startReading(): void {
  if (hasReader) idle ??= start();
}

/** The process that reads, another one where it has ended. */
export function readerNow(): Reader {
  idle = idle?.child.connected ? idle : start();
  return idle;
}

/** It has ended, and takes no more. */
export function forget(reader: Reader): void {
  if (idle === reader) idle = null;
}

function start(): Reader {
  const child = fork(program, [], {
    serialization: 'advanced',
    execArgv: [`--max-old-space-size=${HEAP}`],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const reader: Reader = { child, said: '' };
  child.stderr?.on('data', (data: Buffer) => {
    reader.said = (reader.said + data.toString('latin1')).slice(-LONGEST_WORDS);
  });
  // What goes wrong while nothing is asked shows when something is.
  child.on('error', () => undefined);
  rest(reader);
  return reader;
}

const LONGEST_WORDS = 2_000;

/** Nobody waits for it, and the program may end. */
export function rest({ child }: Reader): void {
  child.unref();
  child.channel?.unref();
  (child.stderr as unknown as { unref?: () => void } | null)?.unref?.();
}
