import { type Lang, type Text, text } from '../../sheets-templates/define/text.ts';
import type { ConnectGoogle } from '../pull/google-access.ts';
import { type DriveFolder, type Mailbox, readConnections } from './connections.ts';
import { fetchDrive, makeTemplates, returnToDrive } from './drive.ts';
import type { Jobs } from './jobs.ts';
import { fetchMail } from './mail.ts';
import type { Account } from './roles.ts';

/** Who asked for something. */
export type Asked = Pick<Account, 'id' | 'position'>;

/** What looking outside needs of the office. */
interface Home {
  database: string;
  results: string;
  jobs: Jobs;
  now: () => Date;
  hasUnmerged: () => boolean;
  merge: (asked: Asked | null) => Promise<void>;
}

/** The work that looks into the mailbox. */
export const FETCHING = text('Traer el correo', 'Fetch mail');
/** The work that looks into the folder of Drive, and that which returns answers to it. */
export const FETCHING_DRIVE = text('Traer de Drive', 'Fetch from Drive');
export const RETURNING = text('Devolver a Drive', 'Return to Drive');

/** Places outside from which workbooks come by themselves, and to which answers go. */
export class Places {
  /**
   * @param givenMailbox given when the server was started: the settings do not change it
   * @param connect how Google is reached
   */
  constructor(
    private readonly home: Home,
    readonly givenMailbox: Mailbox | null,
    readonly connect: ConnectGoogle,
  ) {}

  /** Null where no mail is read or sent. @throws Failure where the settings cannot be read */
  get mailbox(): Mailbox | null {
    return this.givenMailbox ?? readConnections(this.home.database).mail ?? null;
  }

  /** Whether there is a folder in Google Drive, as far as the settings can be read. */
  get hasDrive(): boolean {
    return this.isThere(() => this.drive, false);
  }

  /** Null where there is no folder in Google Drive. @throws Failure where the settings cannot be read */
  get drive(): DriveFolder | null {
    return readConnections(this.home.database).drive ?? null;
  }

  /** Whether mail can go out from here, as far as the settings can be read. */
  get maySend(): boolean {
    return this.isThere(() => this.mailbox?.account.smtp ?? null, false);
  }

  /** Looks into the mailbox, and merges what came. @returns when it is done */
  fetchMail(asked: Asked | null = null): Promise<void> {
    return this.fetch(
      FETCHING,
      asked,
      () => this.mailbox,
      (mailbox) => fetchMail(mailbox, this.home),
    );
  }

  /** Looks into the folder of Drive, and merges what came. @returns when it is done */
  fetchDrive(asked: Asked | null = null): Promise<void> {
    const { connect, home } = this;
    const { database, now } = home;
    return this.fetch(
      FETCHING_DRIVE,
      asked,
      () => this.drive,
      (drive) => fetchDrive(drive, { database, now, connect }),
    );
  }

  /** Looks wherever workbooks come from. @returns when it is done */
  async fetchAll(): Promise<void> {
    await this.fetchMail();
    await this.fetchDrive();
  }

  /** Puts the answers of the last merge into the folder of Drive, beside the workbooks. @returns when it is done */
  async returnToDrive(asked: Asked, lang: Lang): Promise<void> {
    const { drive, connect, home } = this;
    const { database, results, now, jobs } = home;
    if (drive)
      await jobs.add(RETURNING, asked.id, () => returnToDrive(drive, { database, results, connect, lang, now }));
  }

  /** Makes the workbooks that are expected of a period as spreadsheets in the folder. @returns when it is done */
  async makeTemplates(asked: Asked, period: string, lang: Lang): Promise<void> {
    const { drive, connect, home } = this;
    const { database, jobs } = home;
    const title = text(`Hacer en Drive lo de ${period}`, `Make in Drive what is of ${period}`);
    if (drive) await jobs.addBeside(title, asked.id, () => makeTemplates(drive, { database, connect, lang }, period));
  }

  /** What cannot be read of the settings is told like what a server refuses. */
  private async fetch<T>(title: Text, asked: Asked | null, where: () => T | null, from: (place: T) => Promise<Text>) {
    const { jobs, hasUnmerged, merge } = this.home;
    if (!this.isThere(where, true)) return;
    await jobs.addBeside(title, asked?.id ?? null, async () => {
      const place = where();
      return place === null ? null : from(place);
    });
    if (hasUnmerged()) await merge(asked);
  }

  /** @param otherwise where the settings cannot be read */
  private isThere(place: () => unknown, otherwise: boolean): boolean {
    try {
      return place() !== null;
    } catch {
      return otherwise;
    }
  }
}
