import type { Text } from '../../sheets-templates/define/text.ts';

/** Work that takes longer than a page. */
export interface Job {
  id: number;
  title: Text;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** What is said of it: how far it is, or what came of it. */
  said: Text | null;
  started: number;
}

type Work = (tell: (said: Text) => void) => Promise<Text | null>;

/** Jobs kept in mind, done ones among them. */
const MOST_KEPT = 20;

/** Does one job after the other: two would wait for the same database. */
export class Jobs {
  readonly all: Job[] = [];
  private line: Promise<unknown> = Promise.resolve();
  private count = 0;

  /** @param failed words for what cannot be done */
  constructor(private readonly failed: (error: unknown) => Text) {}

  /** Puts a job into the line. @returns it, and when it is done */
  add(title: Text, work: Work): { job: Job; done: Promise<void> } {
    this.count += 1;
    const job: Job = { id: this.count, title, state: 'waiting', said: null, started: Date.now() };
    this.all.unshift(job);
    this.all.splice(MOST_KEPT);
    const done = this.line.then(async () => {
      job.state = 'running';
      job.started = Date.now();
      try {
        job.said = await work((said) => {
          job.said = said;
        });
        job.state = 'done';
      } catch (error) {
        job.said = this.failed(error);
        job.state = 'failed';
      }
    });
    this.line = done;
    return { job, done };
  }

  /** The one at work, or the next. */
  get current(): Job | null {
    return this.all.findLast(({ state }) => state === 'running' || state === 'waiting') ?? null;
  }

  /** Waits until all is done. */
  async end(): Promise<void> {
    await this.line;
  }
}
