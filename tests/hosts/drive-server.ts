import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { drive_v3 } from '@googleapis/drive';

/** A file of the stand-in for Google Drive. */
export interface DriveFile {
  id: string;
  parent: string;
  name: string;
  mimeType: string;
  content: Uint8Array;
  modifiedTime: string;
  version: number;
  trashed?: boolean;
  editor?: string;
  /** What Drive says of its size, where that is larger than a test wants to hold. */
  saysSize?: number;
}

export const FOLDER = 'application/vnd.google-apps.folder';
export const SHEET = 'application/vnd.google-apps.spreadsheet';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export type Fault = 'slow-down' | 'server' | 'drop' | 'cut' | 'rate' | null;

/** The part of Drive v3 that is needed, over HTTP; answers have the client library's own types. */
export class DriveServer {
  readonly files = new Map<string, DriveFile>();
  /** What goes wrong with a request; asked each time. */
  fault: (request: { path: string; count: number }) => Fault = () => null;
  /** Called before the bytes of a file go out. */
  beforeBytes: (file: DriveFile) => void = () => undefined;
  /** How often the bytes of each file went out whole. */
  readonly sent = new Map<string, number>();
  requests = 0;
  url = '';
  private server: Server | null = null;

  async start(): Promise<this> {
    this.server = createServer((request, response) => this.answer(request, response));
    await new Promise<void>((ready) => this.server?.listen(0, '127.0.0.1', ready));
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/`;
    return this;
  }

  stop(): void {
    this.server?.close();
    this.server?.closeAllConnections();
  }

  add(file: Partial<DriveFile> & Pick<DriveFile, 'id' | 'name'>): DriveFile {
    const whole: DriveFile = {
      parent: 'raiz0000000',
      mimeType: XLSX,
      content: new Uint8Array(),
      modifiedTime: '2026-07-01T10:00:00.000Z',
      version: 1,
      ...file,
    };
    this.files.set(whole.id, whole);
    return whole;
  }

  /** Somebody writes into a file. */
  change(id: string, content: Uint8Array): void {
    const file = this.files.get(id);
    if (file) this.files.set(id, { ...file, content, version: file.version + 1 });
  }

  private answer(request: IncomingMessage, response: ServerResponse): unknown {
    const url = new URL(request.url ?? '/', this.url);
    this.requests += 1;
    const fault = this.fault({ path: url.pathname, count: this.requests });
    if (fault === 'drop') return request.socket.destroy();
    if (fault === 'slow-down') return fail(response, 429, 'rateLimitExceeded', { 'retry-after': '1' });
    if (fault === 'rate') return fail(response, 403, 'userRateLimitExceeded');
    if (fault === 'server') return fail(response, 500, 'backendError');
    const [, , , , id = '', action] = url.pathname.split('/');
    if (url.pathname === '/drive/v3/files') return this.list(url, response);
    const file = this.files.get(decodeURIComponent(id));
    if (!file) return fail(response, 404, 'notFound');
    if (action === 'export' || url.searchParams.get('alt') === 'media')
      return this.bytes(file, response, fault === 'cut');
    return json(response, describe(file));
  }

  private list(url: URL, response: ServerResponse): unknown {
    const parent = /^'([\w-]+)' in parents$/.exec(url.searchParams.get('q') ?? '')?.[1];
    if (!parent) return fail(response, 400, 'invalid');
    const all = [...this.files.values()].filter((file) => file.parent === parent);
    const from = Number(url.searchParams.get('pageToken') ?? 0);
    const size = Math.min(Number(url.searchParams.get('pageSize') ?? 100), 90);
    const next = from + size < all.length ? String(from + size) : undefined;
    const answer: drive_v3.Schema$FileList = {
      files: all.slice(from, from + size).map(describe),
      ...(next && { nextPageToken: next }),
    };
    return json(response, answer);
  }

  private bytes(file: DriveFile, response: ServerResponse, cut: boolean): unknown {
    this.beforeBytes(file);
    const { content } = this.files.get(file.id) ?? file;
    response.writeHead(200, { 'content-type': XLSX });
    if (cut) return response.end(content.subarray(0, Math.floor(content.length / 2)));
    this.sent.set(file.id, (this.sent.get(file.id) ?? 0) + 1);
    return response.end(content);
  }
}

function describe(file: DriveFile): drive_v3.Schema$File {
  const { id, name, mimeType, content, modifiedTime, version, trashed = false, editor, saysSize } = file;
  const binary = !mimeType.startsWith('application/vnd.google-apps.');
  return {
    id,
    name,
    mimeType,
    modifiedTime,
    version: String(version),
    trashed,
    ...(binary && {
      size: String(saysSize ?? content.length),
      md5Checksum: createHash('md5').update(content).digest('hex'),
    }),
    ...(editor && { lastModifyingUser: { emailAddress: editor, displayName: editor.split('@')[0] ?? '' } }),
  };
}

function json(response: ServerResponse, body: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(body));
}

function fail(response: ServerResponse, status: number, reason: string, headers: Record<string, string> = {}): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(JSON.stringify({ error: { code: status, message: reason, errors: [{ reason, domain: 'global' }] } }));
}
