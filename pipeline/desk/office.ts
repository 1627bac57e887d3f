import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import type { Effects } from '../effects.ts';
import { Failure } from '../failure.ts';
import type { Database } from '../merge/database.ts';
import type { ActionKind } from '../office/audit.ts';
import { noteBeside } from '../office/change-database.ts';
import { KeptOpen } from '../office/kept-open.ts';
import { runMerge } from '../office/merge.ts';
import type { MergeSummary } from '../office/merge-summary.ts';
import { publish } from '../office/publications.ts';
import { fetchedFolder } from '../pull/fetch-into.ts';
import { type ConnectGoogle, connectGoogle } from '../pull/google-access.ts';
import type { ArrivalReader } from '../serve/reader.ts';
import { type IntakeStore, intakeFolder, type StoredReceipt } from '../serve/store.ts';
import type { Accounts } from './accounts.ts';
import { programFile, runApart } from './apart.ts';
import type { Mailbox } from './connections.ts';
import { Jobs } from './jobs.ts';
import { type Asked, Places } from './places.ts';
import type { Account } from './roles.ts';

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
  /** Milliseconds without an arrival before a merge begins. */
  soon?: number;
  /** A proxy stands before it, and says who asks and how. */
  proxied?: boolean;
  /** Given at the start; null for the one of the settings. */
  mailbox?: Mailbox | null;
  /** How Google is reached. */
  connect?: ConnectGoogle;
  /** Told what failed that began by itself. */
  log?: (line: Text) => void;
}

/** The office as the desk has it: its database, what arrives, and the work that goes on. */
export class Office {
  readonly jobs: Jobs;
  readonly database: string;
  readonly results: string;
  readonly store: IntakeStore;
  readonly read: ArrivalReader;
  readonly accounts: Accounts;
  private readonly effects: Effects;
  readonly proxied: boolean;
  readonly places: Places;
  private readonly soon: number;
  private awaiting: ReturnType<typeof setTimeout> | null = null;
  /** Since when something waits to be merged, and how often that failed since it last went well. */
  private waitingSince: number | null = null;
  private failedMerges = 0;
  private closing = false;
  private readonly open: KeptOpen;

  constructor(options: OfficeOptions) {
    this.database = options.database;
    this.open = new KeptOpen(options.database);
    this.jobs = new Jobs(inWords, options.log ?? (() => {}));
    this.results = options.results;
    this.store = options.store;
    this.read = options.read;
    this.accounts = options.accounts;
    this.effects = options.effects;
    this.soon = options.soon ?? SOON;
    this.proxied = options.proxied ?? false;
    this.places = new Places(this.home(), options.mailbox ?? null, options.connect ?? connectGoogle);
  }

  /** What looking outside needs of it. */
  private home() {
    const { database, results, jobs } = this;
    return {
      ...{ database, results, jobs },
      now: () => this.now(),
      hasUnmerged: () => this.hasUnmerged(),
      merge: (asked: Asked | null) => this.merge(asked),
    };
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
    return this.open.look(work);
  }

  /**
   * Merges what arrived some moments ago: many that come together make one merge, and whoever keeps on sending does not keep
   * those before him waiting.
   */
  mergeSoon(delay = this.soon): void {
    if (this.closing) return;
    if (this.awaiting) clearTimeout(this.awaiting);
    this.waitingSince ??= Date.now();
    const left = this.waitingSince + Math.max(delay, LONGEST_WAIT * this.soon) - Date.now();
    this.awaiting = setTimeout(
      () => {
        this.awaiting = null;
        this.waitingSince = null;
        void this.merge();
      },
      Math.max(0, Math.min(delay, left)),
    );
    this.awaiting.unref();
  }

  /** What could not be merged, because another command was at work or a disk was full, is tried again, ever more seldom. */
  private again(error: unknown): never {
    this.failedMerges += 1;
    this.mergeSoon(Math.min(this.soon * 2 ** this.failedMerges, LONGEST_PAUSE));
    throw error;
  }

  /** Notes in the log, after the work that goes on, what somebody did; without a database there is no log yet. */
  note(by: Pick<Account, 'position'> | null, action: ActionKind, detail: object): void {
    void this.jobs.add(text('Bitácora', 'Log'), null, async () => {
      const missed = await noteBeside(this.database, { by: by?.position, action, detail }, this.now());
      if (missed) throw new Failure(missed, 2);
      return null;
    });
  }

  /** Workbooks that have arrived and are in no merge yet. */
  async pending(): Promise<readonly StoredReceipt[]> {
    const known = this.hasDatabase
      ? await this.look(
          async (db) => new Set((await db.rows('select sha256 from bruto.recibidas')).map((row) => row.sha256)),
        )
      : new Set();
    return this.store.all.filter(({ sha256 }) => !known.has(sha256));
  }

  /** Merges all that arrived, or makes the results again where nothing did. @returns when it is done */
  merge(asked: Asked | null = null): Promise<void> {
    const fetched = fetchedFolder(this.database);
    const paths = [
      ...(this.store.count > 0 ? [intakeFolder(this.database)] : []),
      ...(existsSync(fetched) ? [fetched] : []),
    ];
    const by = asked?.position ?? RECEPTION;
    const mark = fetchedMark(fetched);
    const here = async () => {
      const { summary } = await runMerge(paths, { out: this.results, db: this.database, lang: 'es', by }, this.effects);
      return merged(summary);
    };
    const args = ['merge', ...paths, '--out', this.results, '--format', 'json', '--by', by];
    const done = (said: Text): Text => {
      this.taken = mark;
      this.failedMerges = 0;
      return said;
    };
    return this.command(
      MERGING,
      asked,
      args,
      async () => done(await here()),
      (said) => done(merged(JSON.parse(said))),
      (error) => this.again(error),
    );
  }

  /** Whether something was fetched, here or by a command, that no merge of this server has taken in. */
  hasUnmerged(): boolean {
    return fetchedMark(fetchedFolder(this.database)) !== this.taken;
  }

  /** What was fetched when the last merge that went well began. */
  private taken = '';

  /** Hands a closed period out. @returns when it is done */
  publish(period: string, asked: Asked, reason: string | undefined, lang: Lang): Promise<void> {
    const title = text(`Publicar ${period}`, `Publish ${period}`);
    const why = reason ? ['--reason', reason] : [];
    const by = asked.position;
    const here = async () => {
      await publish({ db: this.database, period, by, reason, lang }, this.effects);
      return PUBLISHED;
    };
    return this.command(title, asked, ['publish', period, '--lang', lang, '--by', by, ...why], here, () => PUBLISHED);
  }

  /**
   * Does what a command does, in a process of its own, so that pages go on.
   * @param here does the same in this process, where the program runs from its sources
   * @param told makes words of what the command gave
   * @param failed is told what went wrong, and throws it
   */
  private command(
    title: Text,
    asked: Asked | null,
    args: readonly string[],
    here: () => Promise<Text>,
    told: (said: string) => Text,
    failed = (error: unknown): never => {
      throw error;
    },
  ): Promise<void> {
    const program = programFile();
    const work = program ? async () => told(await this.apart([program, ...args, '--db', this.database])) : here;
    return this.jobs.add(title, asked?.id ?? null, () => work().catch(failed));
  }

  private apart(args: readonly string[]): Promise<string> {
    const at = (child: ChildProcess | null) => {
      this.child = child;
    };
    return runApart(args, at, (far) => this.jobs.noteFar(far));
  }

  private child: ChildProcess | null = null;

  /** Pages that listen for how far work is are told that nothing more comes. */
  endListening(): void {
    this.closing = true;
    this.jobs.noteChange();
  }

  /** The desk is about to stop. */
  get isClosing(): boolean {
    return this.closing;
  }

  /** Ends what goes on: what was begun is left as it was before. */
  async close(): Promise<void> {
    this.closing = true;
    if (this.awaiting) clearTimeout(this.awaiting);
    this.child?.kill('SIGTERM');
    await this.jobs.end();
    this.open.close();
  }
}

/** The work that merges what arrived. */
export const MERGING = text('Consolidar lo recibido', 'Merge what was received');
const PUBLISHED = text('Hecho: está en «Lo publicado».', 'Done: it is under «What was published».');
/** Who merges what arrives by itself, for the log. */
const RECEPTION = 'Recepción';

/** Milliseconds without an arrival before a merge begins. */
const SOON = 15_000;
/** Of a stream of arrivals the first waits so many times as long at most. */
const LONGEST_WAIT = 4;
/** Milliseconds at most until what failed is tried again. */
const LONGEST_PAUSE = 600_000;

/** What lies in the folder of what was fetched: names and times of its files; empty where there are none. */
const fetchedMark = (folder: string): string =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !/^\.|\.parcial$/.test(entry.name))
        .map(({ parentPath, name }) => join(parentPath, name))
        // Another command may be at work there.
        .map((file) => `${file} ${statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? ''}`)
        .sort()
        .join('\n')
    : '';

const merged = ({ accepted, rejected }: Pick<MergeSummary, 'accepted' | 'rejected'>): Text =>
  accepted + rejected === 0
    ? text('El borrador está al día.', 'The draft is up to date.')
    : text(`Aceptados ${accepted}, rechazados ${rejected}.`, `Accepted ${accepted}, rejected ${rejected}.`);

/** What went wrong, as a person is told it. */
const inWords = (error: unknown): Text =>
  error instanceof Failure
    ? error.text
    : text(
        'Algo falló dentro del programa y no se cambió nada. Vea el registro del servidor.',
        'Something failed inside the program and nothing was changed. See the log of the server.',
      );
