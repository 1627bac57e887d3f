import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import { runMerge } from '../office/merge.ts';
import { lookInto } from '../office/open-database.ts';
import { publish } from '../office/publications.ts';
import type { ArrivalReader } from '../serve/reader.ts';
import { type IntakeStore, intakeFolder } from '../serve/store.ts';
import type { Accounts } from './accounts.ts';
import { Jobs } from './jobs.ts';

/** What the desk works on. */
export interface OfficeOptions {
  /** Resolved. */
  database: string;
  /** Folder of results, resolved. */
  results: string;
  store: IntakeStore;
  read: ArrivalReader;
  accounts: Accounts;
  effects: Effects;
}

/** The office as the desk has it: its database, what arrives, and the work that goes on. */
export class Office {
  readonly jobs = new Jobs(inWords);
  readonly database: string;
  readonly results: string;
  readonly store: IntakeStore;
  readonly read: ArrivalReader;
  readonly accounts: Accounts;
  private readonly effects: Effects;
  private awaiting: ReturnType<typeof setTimeout> | null = null;

  constructor({ database, results, store, read, accounts, effects }: OfficeOptions) {
    this.database = database;
    this.results = results;
    this.store = store;
    this.read = read;
    this.accounts = accounts;
    this.effects = effects;
  }

  now(): Date {
    return this.effects.now();
  }

  today(): string {
    return this.now().toISOString().slice(0, 10);
  }

  /** Whether anything was merged or entered yet. */
  get hasDatabase(): boolean {
    return existsSync(this.database);
  }

  /** Looks into the database; nothing of it changes, and merges go on. */
  look<T>(work: (db: Database) => Promise<T>): Promise<T> {
    return lookInto(this.database, work);
  }

  /** Merges what arrived some moments ago: many that come together make one merge. */
  mergeSoon(wait = SOON): void {
    if (this.awaiting) clearTimeout(this.awaiting);
    this.awaiting = setTimeout(() => {
      this.awaiting = null;
      this.merge();
    }, wait);
    this.awaiting.unref();
  }

  /** Merges all that arrived, or makes the results again where nothing did. @returns when it is done */
  merge(by?: string): Promise<void> {
    const paths = this.store.count > 0 ? [intakeFolder(this.database)] : [];
    const here = async () => {
      const options = { out: this.results, db: this.database, lang: 'es', ...(by && { by }) } as const;
      const { summary } = await runMerge(paths, options, this.effects);
      return merged(summary.accepted, summary.rejected);
    };
    return this.command(MERGING, ['merge', ...paths, '--out', this.results, ...named(by)], here);
  }

  /** Hands a closed period out. @returns when it is done */
  publish(period: string, by: string, reason: string | undefined, lang: Lang): Promise<void> {
    const title = text(`Publicar ${period}`, `Publish ${period}`);
    const why = reason ? ['--reason', reason] : [];
    return this.command(title, ['publish', period, '--lang', lang, ...why, ...named(by)], async () => {
      await publish({ db: this.database, period, by, reason, lang }, this.effects);
      return text('Publicado.', 'Published.');
    });
  }

  /**
   * Does what a command does, in a process of its own, so that pages go on; what it says at the end is told.
   * @param here does the same in this process, where the program runs from its sources
   */
  private command(title: Text, args: readonly string[], here: () => Promise<Text>): Promise<void> {
    const program = programFile();
    if (!program) return this.jobs.add(title, here).done;
    return this.jobs.add(title, (tell) => this.apart([program, ...args, '--db', this.database], tell)).done;
  }

  private apart(args: readonly string[], tell: (said: Text) => void): Promise<Text> {
    const child = spawn(process.execPath, [...args], { stdio: ['ignore', 'ignore', 'pipe'] });
    this.child = child;
    let last = '';
    child.stderr.setEncoding('utf8').on('data', (said: string) => {
      last = said.trim().split('\n').at(-1) ?? last;
      tell(text(last, last));
    });
    return new Promise((done, fail) => {
      child.on('error', fail);
      child.on('close', (code) => {
        this.child = null;
        // One workbook that is rejected among others is no failure of the merge.
        if (code === 0 || code === 1) done(text(last, last));
        else fail(new Failure(text(last, last), 2));
      });
    });
  }

  private child: ReturnType<typeof spawn> | null = null;

  /** Ends what goes on: what was begun is left as it was before. */
  async close(): Promise<void> {
    if (this.awaiting) clearTimeout(this.awaiting);
    this.child?.kill('SIGTERM');
    await this.jobs.end();
  }
}

const MERGING = text('Consolidar lo recibido', 'Merge what was received');
const named = (by: string | undefined): string[] => (by ? ['--by', by] : []);

/** Milliseconds without an arrival before a merge begins. */
const SOON = 15_000;

/** The built program; none where it runs from its sources. */
function programFile(): string | null {
  const file = fileURLToPath(new URL('./quipu.js', import.meta.url));
  return existsSync(file) ? file : null;
}

const merged = (accepted: number, rejected: number): Text =>
  text(`Aceptados ${accepted}, rechazados ${rejected}.`, `Accepted ${accepted}, rejected ${rejected}.`);

/** What went wrong, as a person is told it. */
const inWords = (error: unknown): Text =>
  error instanceof Failure
    ? error.text
    : text(
        'Algo falló dentro del programa y no se cambió nada. Vea el registro del servidor.',
        'Something failed inside the program and nothing was changed. See the log of the server.',
      );
