import { extname } from 'node:path';
import type { FetchMessageObject, ImapFlow, MessageStructureObject } from 'imapflow';
import { LIMITS } from '../read/limits.ts';
import { isContainerName } from '../read/open-container.ts';
import { RECEIVABLE } from '../read/receivable.ts';
import { type MailAccount, Moved, mailReasonIn, NoMailServer } from './mail-access.ts';
import { CutShort, type Patience, patiently } from './retry.ts';
import type { RemoteFile, SkipReason, Source } from './source.ts';

/**
 * The messages of one folder of a mailbox that bring something, each fetched as it came. The folder is opened for reading alone:
 * nothing is marked as read, moved or deleted.
 */
export function mailSource(account: MailAccount, folder: string, patience: Patience): Source {
  const connection = new Connection(account, folder);
  const again = <T>(work: (client: ImapFlow) => Promise<T>) =>
    patiently(async () => work(await connection.client()).catch(asCutShort), patience);
  return {
    id: `mail:${account.user.toLowerCase()} ${account.server.toLowerCase()}/${folder}`,
    list: () =>
      again(async (client) => {
        const mailbox = client.mailbox;
        const files: RemoteFile[] = [];
        if (!mailbox || mailbox.exists === 0) return files;
        const asked = { uid: true, flags: true, envelope: true, bodyStructure: true, size: true, internalDate: true };
        for await (const message of client.fetch('1:*', asked)) {
          const file = asFile(message, `${mailbox.uidValidity}`);
          if (file) files.push(file);
        }
        return files;
      }),
    fetch: (file) =>
      again(async (client) => {
        const [, uid = ''] = file.id.split('.');
        const message = await client.fetchOne(uid, { source: true }, { uid: true });
        const bytes = message ? message.source : undefined;
        if (!bytes) throw new Moved();
        return { bytes, file: { ...file, size: bytes.length } };
      }),
    close: () => connection.close(),
  };
}

/** Opens the folder and leaves it. @throws what `mailReasonIn` has words for, where it cannot be opened */
export async function tryMailbox(account: MailAccount, folder: string): Promise<void> {
  const connection = new Connection(account, folder);
  await connection.client().finally(() => connection.close());
}

/** Milliseconds after which a server that does not answer is not there. */
const LONGEST_SILENCE = 20_000;

/** One connection, made anew where it was lost. */
class Connection {
  private open: ImapFlow | null = null;

  constructor(
    private readonly account: MailAccount,
    private readonly folder: string,
  ) {}

  /** Two that ask at once get the same. */
  private opening: Promise<ImapFlow> | null = null;

  client(): Promise<ImapFlow> {
    if (this.open?.usable) return Promise.resolve(this.open);
    this.opening ??= this.connect().finally(() => {
      this.opening = null;
    });
    return this.opening;
  }

  private async connect(): Promise<ImapFlow> {
    const { ImapFlow: Client } = await import('imapflow');
    const { server, port, user, password, accessToken } = this.account;
    const isLocal = ['localhost', '127.0.0.1', '::1'].includes(server);
    const client = new Client({
      host: server,
      port,
      // No password goes over a line that others can read.
      secure: port === 993,
      ...(port !== 993 && !isLocal && { doSTARTTLS: true }),
      auth: accessToken === undefined ? { user, pass: password ?? '' } : { user, accessToken },
      connectionTimeout: LONGEST_SILENCE,
      logger: false,
      // What goes wrong with it is told by what is asked of it.
      emitLogs: false,
    });
    client.on('error', () => undefined);
    try {
      await client.connect().catch((error: unknown) => {
        throw mailReasonIn(error) ? error : new NoMailServer(String(error));
      });
      await client.mailboxOpen(this.folder, { readOnly: true }).catch((error: unknown) => {
        // A name that only holds others, `[Gmail]`, is refused as well.
        throw client.usable ? Object.assign(new Error('no such folder'), { mailboxMissing: true }) : error;
      });
    } catch (error) {
      client.close();
      throw error;
    }
    this.open = client;
    return client;
  }

  async close(): Promise<void> {
    await this.open?.logout().catch(() => undefined);
    this.open = null;
  }
}

/** A connection that was lost is one that may come back. */
function asCutShort(error: unknown): never {
  const { code } = (error ?? {}) as { code?: unknown };
  throw code === 'NoConnection' || code === 'EConnectionClosed' ? new CutShort('the connection was lost') : error;
}

/** A message that brings something; null for one that only says something. */
function asFile(message: FetchMessageObject, validity: string): RemoteFile | null {
  const { uid, flags, envelope, bodyStructure, size = 0, internalDate } = message;
  const brought = bodyStructure ? [...attached(bodyStructure)] : [];
  if (brought.length === 0) return null;
  const modified = new Date(envelope?.date ?? internalDate ?? 0);
  const day = Number.isNaN(modified.getTime()) ? '' : `${modified.toISOString().slice(0, 10)} `;
  return {
    id: `${validity}.${uid}`,
    folders: [],
    name: `${day}${envelope?.subject?.trim() || '(sin asunto)'}.eml`,
    version: '1',
    md5: null,
    size,
    modified: day === '' ? '' : modified.toISOString(),
    editor: envelope?.from?.[0]?.address?.toLowerCase() ?? null,
    extension: '.eml',
    skip: flags?.has('\\Deleted') ? 'trashed' : reasonToSkip(brought, size),
  };
}

function reasonToSkip(brought: readonly Brought[], size: number): SkipReason | null {
  if (size > LIMITS.file) return 'large';
  return brought.some(({ mayBeWorkbook }) => mayBeWorkbook) ? null : 'other';
}

interface Brought {
  mayBeWorkbook: boolean;
}

const WORKBOOK_TYPES = /spreadsheet|ms-excel|application\/(x-)?zip|octet-stream/i;

/** What a message brings beside its own text, also within a message that it forwards. */
function* attached(part: MessageStructureObject): Generator<Brought> {
  const { type, disposition, childNodes = [] } = part;
  const name = part.dispositionParameters?.filename ?? part.parameters?.name ?? '';
  const isText = /^(text\/|multipart\/|message\/)/i.test(type) && name === '';
  // A picture in the text is no attachment.
  const isPicture = /^image\//i.test(type) && disposition !== 'attachment';
  if (!isText && !isPicture && !/^multipart\//i.test(type)) {
    const ending = extname(name).toLowerCase();
    yield {
      mayBeWorkbook:
        RECEIVABLE.has(ending) ||
        (ending === '' && WORKBOOK_TYPES.test(type)) ||
        /ms-tnef$/i.test(type) ||
        isContainerName(name),
    };
  }
  for (const child of childNodes) yield* attached(child);
}
