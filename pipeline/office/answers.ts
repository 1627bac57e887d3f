import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { type Feedback, type Said, write } from '../publish/feedback/to-feedback.ts';
import { bytesOfFile } from './received.ts';

/** An answer that is to be written. */
export interface AnswerRequest {
  at: number;
  /** Path under which the sender's file was read. */
  file: string;
  /** Its bytes, where they lie in a message or an archive. */
  bytes: Uint8Array | null;
  said: Said;
}

export interface AnswerReply {
  at: number;
  /** Null where it could not be made there. */
  feedback: Feedback | null;
}

/** Makes an answer. */
export const makeAnswer = ({ file, bytes, said }: AnswerRequest): Promise<Feedback> =>
  write(bytes ?? bytesOfFile(file), said);

/** Fewer answers are written before a thread has started. */
const WORTH_A_THREAD = 8;
const MOST_THREADS = 4;
/** Answers that a thread holds at once, and bytes of files: enough that it need not wait for a busy program, few enough for the memory. */
const AT_ONCE = 48;
const BYTES_AT_ONCE = 32 << 20;

/** The thread's program stands beside the bundle; from sources there is none. */
const program = fileURLToPath(new URL('./answering-thread.js', import.meta.url));

/** Threads that make answers while the program does something else. They write nothing: whoever stops the program, stops all. */
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
   * Makes all of them, in any order.
   * @param ask gives what is asked of a thread, when its turn comes
   * @param done given what was made; nothing of one that a thread did not make
   */
  async all(
    count: number,
    ask: (at: number) => Promise<AnswerRequest>,
    done: (at: number, feedback: Feedback) => void,
  ): Promise<void> {
    let next = 0;
    const run = (thread: Worker) =>
      new Promise<void>((end, fail) => {
        const held = new Map<number, number>();
        const bytesHeld = () => [...held.values()].reduce((sum, bytes) => sum + bytes, 0);
        const fill = async () => {
          while (held.size < AT_ONCE && bytesHeld() < BYTES_AT_ONCE && next < count) {
            const at = next;
            next += 1;
            const request = await ask(at);
            held.set(at, request.bytes?.length ?? 0);
            thread.postMessage(request);
          }
          if (held.size === 0) end();
        };
        thread.on('message', ({ at, feedback }: AnswerReply) => {
          held.delete(at);
          try {
            if (feedback) done(at, feedback);
          } catch (error) {
            fail(error);
          }
          if (held.size < AT_ONCE / 2) void fill().catch(fail);
        });
        // What it held is made by whoever asked.
        thread.on('error', () => end());
        thread.on('exit', () => end());
        void fill().catch(fail);
      });
    await Promise.all(this.threads.map(run));
  }

  /** Ends them, whatever they are doing. */
  async end(): Promise<void> {
    await Promise.all(this.threads.map((thread) => thread.terminate()));
  }
}
