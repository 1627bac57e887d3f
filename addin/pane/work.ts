import { type Text, text } from '../../sheets-templates/define/text.ts';
import { type Ability, type Host, HostError } from '../host.ts';
import type { Engine } from './engine/protocol.ts';
import { beginning, type Outside, type State } from './pane-state.ts';
import { DEFECT, SAVE_IT, STOPPED } from './sentences.ts';

/** What long work is told, and tells. */
export interface Watching {
  progress: (done: number) => void;
  signal: AbortSignal;
}

/** Work of the pane: one thing at a time, shown while it lasts, with one sentence at its end. */
export abstract class Work {
  state: State;
  private readonly listeners = new Set<() => void>();
  /** Calls of the spreadsheet go one after the other. */
  private line: Promise<unknown> = Promise.resolve();

  constructor(
    readonly host: Host,
    protected readonly engine: Engine,
    protected readonly outside: Outside,
  ) {
    this.state = beginning(host.lang);
  }

  /** Called when work ended and something changed that the rules do not know of. */
  protected abstract waitForPause(): void;

  subscribe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  protected set(change: Partial<State>): void {
    this.state = { ...this.state, ...change };
    for (const listener of this.listeners) listener();
  }

  today(): Date {
    return this.outside.now();
  }

  can(ability: Ability): boolean {
    return !this.host.missing.has(ability);
  }

  protected say(kind: 'good' | 'bad' | 'plain', words: Text): void {
    this.set({ notice: { kind, words } });
  }

  /** A workbook that has no address yet is for the person to save. */
  protected sayWhere(kind: 'good' | 'plain', words: Text, link: string | null): void {
    this.set({ notice: link ? { kind, words, link } : { kind, words: joined(words, SAVE_IT) } });
  }

  protected inLine<T>(work: () => Promise<T>): Promise<T> {
    const next = this.line.then(work, work);
    this.line = next.catch(() => undefined);
    return next;
  }

  /** Long work: one at a time, shown, and stopped when the person says so. What goes wrong is one sentence. */
  protected async doing(what: Text, work: (watch: Watching) => Promise<void>): Promise<boolean> {
    if (this.state.busy) return false;
    const controller = new AbortController();
    const stop = () => controller.abort();
    this.set({ busy: { what, done: null, stop }, notice: null });
    const progress = (done: number) => {
      if (this.state.busy) this.set({ busy: { what, done, stop } });
    };
    try {
      await this.inLine(() => work({ progress, signal: controller.signal }));
      return true;
    } catch (error) {
      this.say(controller.signal.aborted ? 'plain' : 'bad', controller.signal.aborted ? STOPPED : wordsOf(error));
      return false;
    } finally {
      this.set({ busy: null });
      if (this.state.stale) this.waitForPause();
    }
  }

  protected async quietly(work: () => Promise<void>): Promise<void> {
    try {
      await this.inLine(work);
    } catch (error) {
      this.say('bad', wordsOf(error));
    }
  }
}

export const joined = (a: Text, b: Text): Text => text(`${a.es} ${b.es}`, `${a.en} ${b.en}`);

function wordsOf(error: unknown): Text {
  if (error instanceof HostError) {
    // For whoever helps by telephone: the program's own words.
    if (error.detail) console.warn(error.detail);
    return error.text;
  }
  console.error(error);
  return DEFECT;
}
