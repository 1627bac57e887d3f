import { type Text, text } from '../../sheets-templates/define/text.ts';
import type { Far } from '../effects.ts';

/** Work that takes longer than a page. */
export interface Job {
  title: Text;
  /** The same for the same work. */
  key: string;
  /** Id of the account that asked for it; null where it began by itself. */
  by: string | null;
  state: 'waiting' | 'running' | 'done' | 'failed';
  /** How far it is, as far as it tells. */
  far: Text | null;
  /** What came of it. */
  said: Text | null;
  /** Whoever asked for it has been told. */
  told: boolean;
}

/** Done jobs that somebody asked for and that are kept in mind. */
const MOST_KEPT = 20;

/** Does one job after the other: two would wait for the same database. */
export class Jobs {
  private readonly all: Job[] = [];
  private line: Promise<unknown> = Promise.resolve();

  /**
   * @param failed words for what cannot be done
   * @param log is told what failed that began by itself
   */
  constructor(
    private readonly failed: (error: unknown) => Text,
    private readonly log: (line: Text) => void = () => {},
  ) {}

  /**
   * Puts a job into the line; the same one that waits or is at work already is not done twice.
   * @param key tells work apart that is called alike
   * @returns when the line as it is now is done
   */
  add(title: Text, by: string | null, work: () => Promise<Text | null>, key = title.es): Promise<void> {
    const isTwice = this.isAtWork(key);
    if (isTwice && by !== null) return this.end();
    this.line = this.begin(this.line, { title, key, by }, work);
    return this.end();
  }

  /** Does a job that touches no database beside the line: it may wait long for others. @returns when it is done */
  async addBeside(title: Text, by: string | null, work: () => Promise<Text | null>): Promise<void> {
    if (!this.isAtWork(title.es)) await this.begin(Promise.resolve(), { title, key: title.es, by }, work);
  }

  private readonly isAtWork = (key: string) =>
    this.all.some((one) => one.key === key && (one.state === 'waiting' || one.state === 'running'));

  private begin(
    after: Promise<unknown>,
    { title, key, by }: Pick<Job, 'title' | 'key' | 'by'>,
    work: () => Promise<Text | null>,
  ): Promise<void> {
    const job: Job = { title, key, by, state: 'waiting', far: null, said: null, told: by === null };
    this.all.unshift(job);
    this.forget();
    this.noteChange();
    return after.then(async () => {
      job.state = 'running';
      this.noteChange();
      try {
        job.said = await work();
        job.state = 'done';
      } catch (error) {
        job.said = this.failed(error);
        job.state = 'failed';
        if (by === null) this.log(text(`${title.es}: ${job.said.es}`, `${title.en}: ${job.said.en}`));
      } finally {
        this.noteChange();
      }
    });
  }

  private readonly listeners = new Set<() => void>();

  /** Calls whoever listens when work begins, gets on or ends. @returns what ends that */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  }

  noteChange(): void {
    for (const listener of this.listeners) listener();
  }

  /** How far the work is that goes on. */
  noteFar({ stage, done, total }: Far): void {
    const job = this.all.findLast(({ state }) => state === 'running');
    if (!job) return;
    job.far = text(`${stage.es} ${done} de ${total}`, `${stage.en} ${done} of ${total}`);
    this.noteChange();
  }

  /** Old jobs of which nobody has to be told. */
  private forget(): void {
    const latest = new Set<string>();
    let done = 0;
    const kept = this.all.filter((job) => {
      if (job.state === 'waiting' || job.state === 'running' || !job.told) return true;
      // Of what begins by itself the last time tells.
      if (job.by === null) return !latest.has(job.key) && latest.add(job.key);
      done += 1;
      return done <= MOST_KEPT;
    });
    this.all.splice(0, this.all.length, ...kept);
  }

  /** The one at work, or the next. */
  get current(): Job | null {
    return this.all.findLast(({ state }) => state === 'running' || state === 'waiting') ?? null;
  }

  /** What began by itself and failed, where the same has not gone well since. */
  get failures(): Job[] {
    const latest = new Map<string, Job>();
    for (const job of this.all)
      if (job.by === null && (job.state === 'done' || job.state === 'failed') && !latest.has(job.title.es))
        latest.set(job.title.es, job);
    return [...latest.values()].filter(({ state }) => state === 'failed');
  }

  /** What came of the jobs that somebody asked for, once. */
  newsFor(account: string): Job[] {
    const news = this.all.filter(
      ({ by, told, state }) => by === account && !told && (state === 'done' || state === 'failed'),
    );
    for (const one of news) one.told = true;
    return news.reverse();
  }

  /** Waits until all is done. */
  async end(): Promise<void> {
    await this.line;
  }
}
