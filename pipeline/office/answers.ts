import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Said, write } from '../publish/feedback/to-feedback.ts';
import { feedbackName } from './names.ts';
import { bytesOfFile } from './received.ts';

/** An answer that is to be written. */
export interface AnswerRequest {
  at: number;
  /** Folder in which the results are prepared. */
  staged: string;
  /** Name of the file without its ending. */
  stem: string;
  /** Path under which the sender's file was read. */
  file: string;
  /** Its bytes, where they lie in a message or an archive. */
  bytes: Uint8Array | null;
  said: Said;
}

export interface AnswerReply {
  at: number;
  /** Name of what was written; null where it could not be written there. */
  name: string | null;
}

/**
 * Writes an answer into the folder of results.
 * @returns its name in it
 */
export async function writeAnswer({ staged, stem, file, bytes: given, said }: AnswerRequest): Promise<string> {
  const { bytes, alone } = await write(given ?? bytesOfFile(file), said);
  const name = `feedback/${feedbackName(stem, file, alone)}`;
  mkdirSync(dirname(join(staged, name)), { recursive: true });
  writeFileSync(join(staged, name), bytes);
  return name;
}

/** Fewer answers are written before a thread has started. */
const WORTH_A_THREAD = 8;
const MOST_THREADS = 4;
/** Answers that a thread holds at once: enough that it need not wait for a busy program, few enough for the memory. */
const AT_ONCE = 48;

/** The thread's program stands beside the bundle; from sources there is none. */
const program = fileURLToPath(new URL('./answering-thread.js', import.meta.url));

/** Threads that write answers while the program does something else. */
export class AnsweringThreads {
  private readonly threads: Worker[];

  private constructor(count: number) {
    this.threads = Array.from({ length: count }, () => new Worker(program));
  }

  /** Null where there are too few answers for it, or nothing to start. */
  static for(answers: number): AnsweringThreads | null {
    const count = Math.min(MOST_THREADS, availableParallelism() - 1, Math.floor(answers / WORTH_A_THREAD));
    return count > 0 && existsSync(program) ? new AnsweringThreads(count) : null;
  }

  /**
   * Writes all of them, in any order.
   * @param ask gives what is asked of a thread, when its turn comes
   * @returns names by number; null for one that a thread did not write
   */
  async all(count: number, ask: (at: number) => Promise<AnswerRequest>): Promise<Map<number, string | null>> {
    const names = new Map<number, string | null>();
    let next = 0;
    const run = (thread: Worker) =>
      new Promise<void>((done) => {
        const held = new Set<number>();
        const fill = async () => {
          while (held.size < AT_ONCE && next < count) {
            const at = next;
            next += 1;
            held.add(at);
            thread.postMessage(await ask(at));
          }
          if (held.size === 0) done();
        };
        thread.on('message', ({ at, name }: AnswerReply) => {
          names.set(at, name);
          held.delete(at);
          if (held.size < AT_ONCE / 2) void fill().catch(done);
        });
        // What it held is written by whoever asked.
        thread.on('error', () => done());
        thread.on('exit', () => done());
        void fill().catch(done);
      });
    await Promise.all(this.threads.map(run));
    return names;
  }

  /** Ends them, whatever they are doing. */
  async end(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }
}
